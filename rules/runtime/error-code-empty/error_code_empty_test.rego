package bpmnlint.rules.runtime["error-code-empty_test"]

import data.bpmnlint.rules.runtime["error-code-empty"] as rule

handler(error) := bpmn.parse(sprintf(
	`<error id="e" name="Any" %s /><process id="order" isExecutable="true"><startEvent id="s" /><userTask id="t" />
	<boundaryEvent id="b" name="Failed" attachedToRef="t"><errorEventDefinition errorRef="e" /></boundaryEvent></process>`,
	[error],
))

test_empty if {
	messages := {f.message | some f in rule.report} with input as handler(`errorCode=""`)
	messages == {`error "Any" has an empty code: error boundary event "Failed" catches nothing`}
}

test_no_code if count(rule.report) == 0 with input as handler("")

test_code if count(rule.report) == 0 with input as handler(`errorCode="missing"`)
