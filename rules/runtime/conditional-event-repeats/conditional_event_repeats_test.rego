package bpmnlint.rules.runtime["conditional-event-repeats_test"]

import data.bpmnlint.rules.runtime["conditional-event-repeats"] as rule

boundary(attributes, definition) := bpmn.parse(sprintf(
	`<startEvent id="s" /><userTask id="t" /><boundaryEvent id="b" name="Urgent" attachedToRef="t" %s><conditionalEventDefinition %s /></boundaryEvent>`,
	[attributes, definition],
))

test_non_interrupting if {
	messages := {f.message | some f in rule.report} with input as boundary(`cancelActivity="false"`, "")
	messages == {`conditional boundary event "Urgent" names no variable: as long as its condition holds, each change of any variable triggers it`}
}

test_interrupting if count(rule.report) == 0 with input as boundary("", "")

test_variable if count(rule.report) == 0 with input as boundary(`cancelActivity="false"`, `camunda:variableName="priority"`)

start(scope, attributes) := bpmn.parse(sprintf(
	`<startEvent id="s" /><subProcess id="p" triggeredByEvent="%s"><startEvent id="ps" %s><conditionalEventDefinition /></startEvent></subProcess>`,
	[scope, attributes],
))

test_event_sub_process if count(rule.report) == 1 with input as start("true", `isInterrupting="false"`)

test_interrupting_event_sub_process if count(rule.report) == 0 with input as start("true", "")
