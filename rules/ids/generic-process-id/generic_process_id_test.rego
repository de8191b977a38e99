package bpmnlint.rules.ids["generic-process-id_test"]

import data.bpmnlint.rules.ids["generic-process-id"] as rule

test_generated if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Process_1" name="Order" isExecutable="true" /></definitions>`)
	messages == {`process "Order" is deployed under the key Process_1, which says nothing about it`}
}

test_named if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="order" isExecutable="true" /></definitions>`)
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="Process_1" /></definitions>`)
}
