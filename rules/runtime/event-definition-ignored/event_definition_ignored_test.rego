package bpmnlint.rules.runtime["event-definition-ignored_test"]

import data.bpmnlint.rules.runtime["event-definition-ignored"] as rule

found(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(content)
}

test_error_start_event if {
	found(`<startEvent id="s" name="Failed"><errorEventDefinition /></startEvent>`) == {`error start event "Failed" is a plain start event: the engine executes no such event definition there`}
}

test_timer_throw_event if {
	found(`<startEvent id="s" /><intermediateThrowEvent id="x" name="Wait"><timerEventDefinition /></intermediateThrowEvent>`) == {concat("", [
		`timer intermediate throw event "Wait" does nothing: `,
		`the engine executes no such event definition there`,
	])}
}

test_reference if {
	found(`<messageEventDefinition id="d" /><process id="p" isExecutable="true"><endEvent id="e" name="Done"><eventDefinitionRef>d</eventDefinitionRef></endEvent></process>`) == {concat("", [
		`end event "Done" is a plain end event: `,
		`the engine does not follow references to event definitions`,
	])}
}

test_error_starts_an_event_sub_process if {
	found(`<startEvent id="s" /><subProcess id="p" triggeredByEvent="true"><startEvent id="ps"><errorEventDefinition /></startEvent></subProcess>`) == set()
}

test_executed if {
	every event in [
		`<startEvent id="s"><timerEventDefinition /></startEvent>`, `<endEvent id="e"><errorEventDefinition /></endEvent>`,
		`<endEvent id="e"><terminateEventDefinition /></endEvent>`, `<endEvent id="e" />`,
		`<intermediateThrowEvent id="t"><linkEventDefinition name="l" /></intermediateThrowEvent>`, `<intermediateThrowEvent id="t" />`,
	] {
		found(event) == set()
	}
}
