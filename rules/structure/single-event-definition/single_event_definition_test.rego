package bpmnlint.rules.structure["single-event-definition_test"]

import data.bpmnlint.rules.structure["single-event-definition"] as rule

test_two if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s"><messageEventDefinition /><timerEventDefinition /></startEvent>`)
}

test_one if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s"><messageEventDefinition /></startEvent>`)
}

test_none if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" />`)
}
