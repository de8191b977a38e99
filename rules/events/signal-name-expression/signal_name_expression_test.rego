package bpmnlint.rules.events["signal-name-expression_test"]

import data.bpmnlint.rules.events["signal-name-expression"] as rule

test_business_key if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${execution.processBusinessKey}" /><process id="p" isExecutable="true"><endEvent id="x"><signalEventDefinition signalRef="s" /></endEvent></process></definitions>`)
}

test_order_id if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${orderId}" /><process id="p" isExecutable="true"><endEvent id="x"><signalEventDefinition signalRef="s" /></endEvent></process></definitions>`)
	messages == {`signal "paid-${orderId}" is for one instance only: a message in disguise`}
}

test_constant if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid" /><process id="p" isExecutable="true"><endEvent id="x"><signalEventDefinition signalRef="s" /></endEvent></process></definitions>`)
}

test_tenant if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${country}" /><process id="p" isExecutable="true"><endEvent id="x"><signalEventDefinition signalRef="s" /></endEvent></process></definitions>`)
}

model(name) := bpmn.parse(sprintf(`
	<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><signal id="s" name="%s" /><signal id="unused" name="${orderId}" />
		<process id="p" isExecutable="true"><endEvent id="x"><signalEventDefinition signalRef="s" /></endEvent></process></definitions>`, [name]))

test_keys if {
	every name in [
		"paid-${order.id}", "paid-#{businessKey}", "${execution.getProcessInstanceId()}", "paid_${order_id}", "${prefix}-${caseNumber}",
	] {
		count(rule.report) == 1 with input as model(name)
	}
}

test_words_that_only_look_like_keys if {
	every name in ["${isPaid}", "${paid}-${valid}", "${tenantId}-closed", "${bean.getCurrentActivityId()}", "${processDefinitionKey}", "orderId"] {
		count(rule.report) == 0 with input as model(name)
	}
}
