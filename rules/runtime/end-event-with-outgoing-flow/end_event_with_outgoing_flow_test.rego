package bpmnlint.rules.runtime["end-event-with-outgoing-flow_test"]

import data.bpmnlint.rules.runtime["end-event-with-outgoing-flow"] as rule

found(definition) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(sprintf(
		`<startEvent id="s" /><endEvent id="e" name="Paid">%s</endEvent><sequenceFlow id="f" sourceRef="e" targetRef="t" /><task id="t" />`,
		[definition],
	))
}

test_plain if found("") == {`end event "Paid" has an outgoing sequence flow that is never taken`}

test_message if {
	found("<messageEventDefinition />") == {`message end event "Paid" ends nothing: the engine takes the sequence flow that leads away from it`}
}

test_compensation if count(found("<compensateEventDefinition />")) == 1

test_end if {
	count(rule.report) == 0 with input as bpmn.parse(`<startEvent id="s" /><endEvent id="e" />`)
}
