# METADATA
# title: Due date that the engine cannot read
# description: |
#   A user task has a constant due date or follow-up date that the engine cannot read, or an
#   expression that never gives a date or a text.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/user-task/#due-date
# custom:
#   rationale: The task cannot be made, so that the step before it fails.
#   help: |
#     Write an ISO 8601 date, a period from the moment the task is made (P2D), or an expression
#     that gives a java.util.Date, as in ${dateTime().plusDays(2).toDate()}.
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [unreadable_moments]
package bpmnlint.rules.runtime["due-date-not-read"]

report contains {"at": moment.at, "attribute": moment.attribute, "message": message, "fix": correct(moment)} if {
	some moment in input.unreadable_moments
	moment.kind in {"due date", "follow-up date"}
	message := sprintf("%s has the %s %q, which the engine cannot read when it makes the task: %s", [
		moment.label, moment.kind, moment.text, moment.cause,
	])
}

correct(moment) := {
	"title": sprintf("write it as %s", [moment.correction]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": moment.at, "name": moment.attribute, "value": moment.correction}],
}

correct(moment) := null if not moment.correction
