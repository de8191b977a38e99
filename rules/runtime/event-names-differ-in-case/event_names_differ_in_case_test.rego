package bpmnlint.rules.runtime["event-names-differ-in-case_test"]

import data.bpmnlint.rules.runtime["event-names-differ-in-case"] as rule

waiting(id, name) := sprintf(
	`<message id="m" name="%s" /><process id="%s" isExecutable="true"><receiveTask id="r" name="Wait" messageRef="m" /></process>`,
	[name, id],
)

found(files) := answer if {
	answer := {f.message | some f in rule.aggregate_report} with input as bpmn.project(files)
}

test_messages if {
	found({"a/one.bpmn": waiting("one", "orderPaid"), "a/two.bpmn": waiting("two", "OrderPaid")}) == {concat("", [
		`receive task "Wait" uses the message "OrderPaid", and others use "orderPaid": `,
		`these are two names to the engine`,
	])}
}

test_other_units_are_others if found({"a/one.bpmn": waiting("one", "orderPaid"), "b/two.bpmn": waiting("two", "OrderPaid")}) == set()

test_the_same_name if found({"a/one.bpmn": waiting("one", "orderPaid"), "a/two.bpmn": waiting("two", "orderPaid")}) == set()

errors(one, two) := bpmn.parse(sprintf(
	`<error id="e1" name="One" errorCode="%s" /><error id="e2" name="Two" errorCode="%s" />
	<process id="order" isExecutable="true"><startEvent id="s" /><userTask id="t" />
	<boundaryEvent id="b1" attachedToRef="t"><errorEventDefinition errorRef="e1" /></boundaryEvent>
	<boundaryEvent id="b2" attachedToRef="t"><errorEventDefinition errorRef="e2" /></boundaryEvent></process>`,
	[one, two],
))

test_errors if {
	messages := {f.message | some f in rule.report} with input as errors("notFound", "NOTFOUND")
	messages == {`error "Two" has the code "NOTFOUND", and error "One" the code "notFound": these are two codes to the engine`}
}

test_different_errors if count(rule.report) == 0 with input as errors("notFound", "found")
