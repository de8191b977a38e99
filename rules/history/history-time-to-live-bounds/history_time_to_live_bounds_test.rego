package bpmnlint.rules.history["history-time-to-live-bounds_test"]

import data.bpmnlint.rules.history["history-time-to-live-bounds"] as rule

test_short if {
	count(rule.report) == 1 with input as object.union(
		bpmn.parse(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P7D" /></definitions>`),
		{"options": {"history-time-to-live-bounds": {"min": 30, "max": 365}}},
	)
}

test_long if {
	count(rule.report) == 1 with input as object.union(
		bpmn.parse(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="400" /></definitions>`),
		{"options": {"history-time-to-live-bounds": {"min": 30, "max": 365}}},
	)
}

test_within if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P90D" /></definitions>`),
		{"options": {"history-time-to-live-bounds": {"min": 30, "max": 365}}},
	)
}

test_unreadable if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P6M" /></definitions>`),
		{"options": {"history-time-to-live-bounds": {"min": 30, "max": 365}}},
	)
}
