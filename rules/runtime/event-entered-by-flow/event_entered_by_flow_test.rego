package bpmnlint.rules.runtime["event-entered-by-flow_test"]

import data.bpmnlint.rules.runtime["event-entered-by-flow"] as rule

found(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(content)
}

test_boundary_event if {
	found(`<startEvent id="s" /><userTask id="t" /><boundaryEvent id="b" name="Late" attachedToRef="t"><timerEventDefinition /></boundaryEvent>
		<sequenceFlow id="f" sourceRef="t" targetRef="b" />`) == {concat("", [
		`timer boundary event "Late" has an incoming sequence flow: `,
		`it fails when it is triggered, and so does a token that comes this way`,
	])}
}

test_message_start_event if {
	found(`<startEvent id="s" name="Paid"><messageEventDefinition /></startEvent><task id="t" />
		<sequenceFlow id="f" sourceRef="t" targetRef="s" />`) == {`message start event "Paid" has an incoming sequence flow: a token that comes this way does not wait`}
}

test_event_sub_process if {
	found(`<startEvent id="s" /><subProcess id="p" triggeredByEvent="true"><startEvent id="ps" name="Failed"><errorEventDefinition /></startEvent>
		<task id="t" /><sequenceFlow id="f" sourceRef="t" targetRef="ps" /></subProcess>`) == {concat("", [
		`error start event "Failed" has an incoming sequence flow: `,
		`its event sub-process fails when it is triggered`,
	])}
}

test_plain_start_event if {
	found(`<startEvent id="s" /><task id="t" /><sequenceFlow id="f" sourceRef="t" targetRef="s" />`) == set()
}
