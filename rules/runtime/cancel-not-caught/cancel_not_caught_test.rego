package bpmnlint.rules.runtime["cancel-not-caught_test"]

import data.bpmnlint.rules.runtime["cancel-not-caught"] as rule

test_without_boundary_event if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t" name="Book trip"><startEvent id="ts" />
			<endEvent id="te" name="No room"><cancelEventDefinition /></endEvent></transaction>`)
	messages == {`cancel end event "No room" cancels transaction "Book trip", which has no cancel boundary event: an instance that comes there fails`}
}

test_with_boundary_event if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t"><startEvent id="ts" /><endEvent id="te"><cancelEventDefinition /></endEvent></transaction>
		<boundaryEvent id="b" attachedToRef="t"><cancelEventDefinition /></boundaryEvent>`)
}

test_another_boundary_event_does_not_help if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t"><startEvent id="ts" /><endEvent id="te"><cancelEventDefinition /></endEvent></transaction>
		<boundaryEvent id="b" attachedToRef="t"><errorEventDefinition /></boundaryEvent>`)
}
