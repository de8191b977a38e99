package bpmnlint.rules.history["history-time-to-live_test"]

import data.bpmnlint.rules.history["history-time-to-live"] as rule

test_missing if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true"  /></definitions>`)
	messages == {`process order has no history time to live: it is refused by an engine that enforces it`}
}

test_there if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P30D" /></definitions>`)
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order"   /></definitions>`)
}
