package bpmnlint.rules.runtime["message-not-sent_test"]

import data.bpmnlint.rules.runtime["message-not-sent"] as rule

event(attributes) := bpmn.parse(sprintf(
	`<startEvent id="s" /><endEvent id="e" name="Paid"><messageEventDefinition %s /></endEvent>`,
	[attributes],
))

test_nothing_to_run if {
	messages := {f.message | some f in rule.report} with input as event("")
	messages == {`message end event "Paid" sends nothing: it has no implementation`}
}

test_external_task if count(rule.report) == 0 with input as event(`camunda:type="external" camunda:topic="x"`)

test_expression if count(rule.report) == 0 with input as event(`camunda:expression="${mail.send()}"`)

test_catching if {
	count(rule.report) == 0 with input as bpmn.parse(`<startEvent id="s"><messageEventDefinition /></startEvent>`)
}
