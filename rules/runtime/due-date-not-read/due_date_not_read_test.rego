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

test_expressions_that_never_give_a_date if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><userTask id="t" name="Check order" camunda:dueDate="${dateTime().plusDays(3)}" camunda:followUpDate="${days + 1}" />`)
	messages == {
		`user task "Check order" has the due date "${dateTime().plusDays(3)}", which the engine cannot read when it makes the task: its value is a DateTime, and toDate() is missing`,
		`user task "Check order" has the follow-up date "${days + 1}", which the engine cannot read when it makes the task: its value is a number`,
	}
}

test_expressions_that_may_give_a_date if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><userTask id="t" camunda:dueDate="${dateTime().plusDays(3).toDate()}" camunda:followUpDate="${null}" />
		<userTask id="u" camunda:dueDate="P${days}D" camunda:followUpDate="${order.due}" />`)
}
