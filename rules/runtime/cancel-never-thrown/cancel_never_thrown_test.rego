package bpmnlint.rules.runtime["cancel-never-thrown_test"]

import data.bpmnlint.rules.runtime["cancel-never-thrown"] as rule

test_never_canceled if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t" name="Book trip"><startEvent id="ts" /><endEvent id="te"><errorEventDefinition /></endEvent></transaction>
		<boundaryEvent id="b" name="Canceled" attachedToRef="t"><cancelEventDefinition /></boundaryEvent>`)
	messages == {`cancel boundary event "Canceled" never runs: transaction "Book trip" has no cancel end event`}
}

test_canceled if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t"><startEvent id="ts" /><endEvent id="te"><cancelEventDefinition /></endEvent></transaction>
		<boundaryEvent id="b" attachedToRef="t"><cancelEventDefinition /></boundaryEvent>`)
}
