package bpmnlint.rules.runtime["error-event-non-interrupting_test"]

import data.bpmnlint.rules.runtime["error-event-non-interrupting"] as rule

handler(host, attribute) := bpmn.parse(sprintf(
	`<startEvent id="s" /><%s id="t" name="Pick" />
	<boundaryEvent id="b" name="Failed" attachedToRef="t" %s><errorEventDefinition /></boundaryEvent>`,
	[host, attribute],
))

test_non_interrupting if {
	messages := {f.message | some f in rule.report} with input as handler("serviceTask", `cancelActivity="false"`)
	messages == {`error boundary event "Failed" does not interrupt service task "Pick", which has failed and is never left`}
}

test_interrupting if count(rule.report) == 0 with input as handler("serviceTask", "")

test_user_task if count(rule.report) == 0 with input as handler("userTask", `cancelActivity="false"`)
