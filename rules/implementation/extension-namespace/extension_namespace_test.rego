package bpmnlint.rules.implementation["extension-namespace_test"]

import data.bpmnlint.rules.implementation["extension-namespace"] as rule

test_operaton_on_camunda if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="http://operaton.org/schema/1.0/bpmn"><process id="p" o:historyTimeToLive="P3D" /></definitions>`)
}

test_camunda if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P3D" /></definitions>`)
}
