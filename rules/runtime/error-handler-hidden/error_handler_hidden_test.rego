package bpmnlint.rules.runtime["error-handler-hidden_test"]

import data.bpmnlint.rules.runtime["error-handler-hidden"] as rule

events(first, second) := bpmn.parse(sprintf(
	`<error id="e" errorCode="missing" /><error id="f" errorCode="late" /><error id="any" />
	<process id="order" isExecutable="true"><startEvent id="s" /><userTask id="t" />
	<boundaryEvent id="b1" name="One" attachedToRef="t"><errorEventDefinition %s /></boundaryEvent>
	<boundaryEvent id="b2" name="Two" attachedToRef="t"><errorEventDefinition %s /></boundaryEvent></process>`,
	[first, second],
))

found(first, second) := answer if {
	answer := {f.message | some f in rule.report} with input as events(first, second)
}

test_same_code if {
	found(`errorRef="e"`, `errorRef="e"`) == {`error boundary event "Two" never runs: error boundary event "One" catches the error "missing", too, and comes first`}
}

test_both_for_all if {
	found("", `errorRef="any"`) == {`error boundary event "Two" never runs: error boundary event "One" catches all errors, too, and comes first`}
}

test_code_behind_all if found("", `errorRef="e"`) == set()

test_two_codes if found(`errorRef="f"`, `errorRef="e"`) == set()
