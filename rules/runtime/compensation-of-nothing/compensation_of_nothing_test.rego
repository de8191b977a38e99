package bpmnlint.rules.runtime["compensation-of-nothing_test"]

import data.bpmnlint.rules.runtime["compensation-of-nothing"] as rule

throw(reference) := sprintf(`<intermediateThrowEvent id="x" name="Undo"><compensateEventDefinition %s /></intermediateThrowEvent>`, [reference])

handled := `
	<task id="a" /><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>
	<task id="h" isForCompensation="true" /><association id="l" sourceRef="b" targetRef="h" />`

messages(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(concat("", content))
}

nothing := {`compensation intermediate throw event "Undo" compensates nothing: no activity that it is about has a compensation boundary event`}

test_nothing if messages([`<startEvent id="s" /><task id="a" />`, throw("")]) == nothing

test_something if messages([`<startEvent id="s" />`, throw(""), handled]) == set()

test_in_a_sub_process_that_has_ended if messages([`<startEvent id="s" /><subProcess id="p">`, handled, `</subProcess>`, throw("")]) == set()

test_around_a_sub_process if messages([`<startEvent id="s" /><subProcess id="p"><startEvent id="ps" />`, throw(""), `</subProcess>`, handled]) == nothing

test_around_an_event_sub_process if {
	messages([`<startEvent id="s" /><subProcess id="p" triggeredByEvent="true">`, throw(""), `</subProcess>`, handled]) == set()
}

test_the_activity_that_is_named if messages([`<startEvent id="s" /><task id="c" />`, throw(`activityRef="c"`), handled]) == nothing

test_a_compensating_event_sub_process if {
	messages([
		`<startEvent id="s" /><subProcess id="p"><subProcess id="e" triggeredByEvent="true">
			<startEvent id="es"><compensateEventDefinition /></startEvent></subProcess></subProcess>`,
		throw(""),
	]) == set()
}
