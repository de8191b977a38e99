package bpmnlint.rules.runtime["due-date-not-read_test"]

import data.bpmnlint.rules.runtime["due-date-not-read"] as rule

test_words if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><userTask id="t" name="Check order" camunda:dueDate="tomorrow" />`)
	messages == {`user task "Check order" has the due date "tomorrow", which the engine cannot read when it makes the task: Invalid format: "tomorrow" is malformed at "omorrow"`}
}

test_readable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><userTask id="t" camunda:dueDate="P2D" camunda:followUpDate="${now()}" />`)
}
