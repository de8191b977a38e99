package bpmnlint.rules.history["history-time-to-live-value_test"]

import data.bpmnlint.rules.history["history-time-to-live-value"] as rule

test_months if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P6M" /></definitions>`)
	messages == {`process order has the history time to live "P6M", which the engine cannot read`}
}

test_word if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="banana" /></definitions>`)
}

test_sign if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="+5" /></definitions>`)
}

test_too_large if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="99999999999" /></definitions>`)
}

test_negative if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="-5" /></definitions>`)
}

test_days if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="30" /></definitions>`)
}

test_period if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P30D" /></definitions>`)
}
