package bpmnlint.rules.events["signal-name-expression_test"]

import data.bpmnlint.rules.events["signal-name-expression"] as rule

test_business_key if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${execution.processBusinessKey}" /></definitions>`)
}

test_order_id if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${orderId}" /></definitions>`)
	messages == {`signal "paid-${orderId}" is for one instance only: a message in disguise`}
}

test_constant if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid" /></definitions>`)
}

test_tenant if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><signal id="s" name="paid-${country}" /></definitions>`)
}
