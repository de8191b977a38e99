package bpmnlint.rules.runtime["compensation-not-linked_test"]

import data.bpmnlint.rules.runtime["compensation-not-linked"] as rule

activity := `
	<startEvent id="s" /><task id="a" />
	<boundaryEvent id="b" name="Undo" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>
	<task id="h" name="Cancel hotel" isForCompensation="true" />`

messages(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(concat("", [activity, content]))
}

test_linked if {
	messages(`<association id="x" sourceRef="b" targetRef="h" />`) == set()
}

test_no_association if {
	messages("") == {
		`compensation boundary event "Undo" has no handler: nothing is done when its activity is compensated`,
		`task "Cancel hotel" is for compensation and never runs: it is the handler of no compensation boundary event`,
	}
}

test_reversed if {
	messages(`<association id="x" sourceRef="h" targetRef="b" />`) == {concat("", [
		`compensation boundary event "Undo" has no handler: the association with task "Cancel hotel" `,
		`leads from the handler to the event, and the engine does not follow it`,
	])}
}

test_of_two_handlers_the_last_one_counts if {
	messages(`
		<task id="h2" name="Tell" isForCompensation="true" />
		<association id="x" sourceRef="b" targetRef="h" /><association id="y" sourceRef="b" targetRef="h2" />`) == {concat("", [
		`task "Cancel hotel" is for compensation and never runs: `,
		`it is the handler of no compensation boundary event`,
	])}
}

test_in_the_collaboration if {
	found := rule.report with input as bpmn.parse(sprintf(
		`<collaboration id="c"><participant id="us" processRef="p" /><association id="x" sourceRef="b" targetRef="h" /></collaboration>
		<process id="p" isExecutable="true">%s</process>`,
		[activity],
	))
	{f.message | some f in found} == {concat("", [
		`compensation boundary event "Undo" has no handler: the association with task "Cancel hotel" `,
		`stands outside of the process or sub-process that both lie in, and the engine does not follow it`,
	])}
}

test_in_the_process_around if {
	count(rule.report) == 0 with input as bpmn.parse(sprintf(
		`<startEvent id="ps" /><subProcess id="sub">%s</subProcess><association id="x" sourceRef="b" targetRef="h" />`,
		[activity],
	))
}
