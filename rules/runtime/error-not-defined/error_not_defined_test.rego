package bpmnlint.rules.runtime["error-not-defined_test"]

import data.bpmnlint.rules.runtime["error-not-defined"] as rule

handler(reference) := bpmn.parse(sprintf(
	`<error id="e" errorCode="missing" /><process id="order" isExecutable="true"><startEvent id="s" /><userTask id="t" />
	<boundaryEvent id="b" name="Failed" attachedToRef="t"><errorEventDefinition %s /></boundaryEvent></process>`,
	[reference],
))

test_not_defined if {
	messages := {f.message | some f in rule.report} with input as handler(`errorRef="gone"`)
	messages == {`error boundary event "Failed" refers to the error "gone", which is not defined: the engine takes the reference for the code`}
}

test_defined if count(rule.report) == 0 with input as handler(`errorRef="e"`)

test_no_reference if count(rule.report) == 0 with input as handler("")
