package bpmnlint.rules.events["technical-error-code_test"]

import data.bpmnlint.rules.events["technical-error-code"] as rule

test_exception if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" name="E" errorCode="java.lang.NullPointerException" /></definitions>`)
	messages == {`error "E" has the code "java.lang.NullPointerException", a technical failure that retries would mend`}
}

test_status if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="503" /></definitions>`)
}

test_technical if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="TECHNICAL_ERROR" /></definitions>`)
}

test_business if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="credit-refused" /></definitions>`)
}

test_no_code if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" /></definitions>`)
}

test_not_found if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" errorCode="404" /></definitions>`)
}
