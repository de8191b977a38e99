package bpmnlint.rules.events["technical-error-code_test"]

import data.bpmnlint.rules.events["technical-error-code"] as rule

test_exception if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" name="E" errorCode="java.lang.NullPointerException" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
	messages == {`error "E" has the code "java.lang.NullPointerException", a technical failure that retries would mend`}
}

test_status if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="503" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
}

test_technical if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="TECHNICAL_ERROR" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
}

test_business if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="credit-refused" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
}

test_no_code if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
}

test_not_found if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="404" /><process id="p" isExecutable="true"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`)
}

model(code, executable) := bpmn.parse(sprintf(`
	<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><error id="e" errorCode="%s" /><error id="unused" errorCode="503" />
		<process id="p" isExecutable="%v"><endEvent id="x"><errorEventDefinition errorRef="e" /></endEvent></process></definitions>`, [code, executable]))

test_technical_codes if {
	every code in [
		"TimeoutException", "SQLException", "com.acme.shop.IOException", "Exception", "technical-error", "SystemError", "HTTP 500", "INTERNAL_SERVER_ERROR",
		"SERVICE_UNAVAILABLE", "ConnectionTimeout", "java.net.SocketTimeoutException", "org.springframework.web.client.ResourceAccessException",
	] {
		count(rule.report) == 1 with input as model(code, true)
	}
}

test_business_codes if {
	every code in [
		"com.acme.OutOfStockException", "org.camunda.bpm.invoice.RejectedException", "RejectedByBankException", "RatioException", "TIMEOUT", "100", "42", "ERROR", "GenericError",
		"VALIDATION_ERROR", "PaymentError", "logger error", "system",
	] {
		count(rule.report) == 0 with input as model(code, true)
	}
}

test_not_executable if {
	count(rule.report) == 0 with input as model("503", false)
}
