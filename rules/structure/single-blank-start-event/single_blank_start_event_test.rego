package bpmnlint.rules.structure["single-blank-start-event_test"]

import data.bpmnlint.rules.structure["single-blank-start-event"] as rule

test_two if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="a" /><startEvent id="b" />`)
	messages == {`process process has 2 blank start events: only one can start it`}
}

test_one if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="a" />`)
}

test_one_typed if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="a" /><startEvent id="b"><messageEventDefinition /></startEvent>`)
}
