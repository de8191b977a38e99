package bpmnlint.rules.runtime["compensation-never-thrown_test"]

import data.bpmnlint.rules.runtime["compensation-never-thrown"] as rule

handled := `
	<startEvent id="s" /><task id="a" /><boundaryEvent id="b" name="Undo" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>
	<task id="h" isForCompensation="true" /><association id="l" sourceRef="b" targetRef="h" />`

messages(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(concat("", content))
}

test_never_thrown if {
	messages([handled]) == {`compensation boundary event "Undo" never does anything: nothing in the process throws compensation`}
}

test_thrown if messages([handled, `<endEvent id="e"><compensateEventDefinition /></endEvent>`]) == set()

test_canceled if {
	messages([`<startEvent id="s0" /><transaction id="t">`, handled, `<endEvent id="e"><cancelEventDefinition /></endEvent></transaction>`]) == set()
}

test_without_handler_there_is_nothing_to_throw if {
	messages([`<startEvent id="s" /><task id="a" /><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>`]) == set()
}
