# METADATA
# title: Timer that the engine cannot read
# description: |
#   A timer has a constant date, duration or cycle that the engine cannot read, or an expression
#   that never gives a date or a text. The model deploys all the same: the text is looked at when
#   the timer is made.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/timer-events/
# custom:
#   rationale: |
#     When an instance comes there, the transaction fails, and nothing moves on. Timers of the
#     event sub-processes and of the boundary events of a step fail as soon as the step is entered.
#   help: |
#     Write an ISO 8601 date (2030-01-31T12:00:00), a duration (PT5M, P1D) or a cycle (R3/PT1H or
#     a cron expression of the engine's dialect).
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [unreadable_moments]
package bpmnlint.rules.runtime["timer-not-read"]

report contains {"at": moment.at, "message": message, "fix": correct(moment)} if {
	some moment in input.unreadable_moments
	moment.kind in {"date", "duration", "cycle"}
	message := sprintf("%s has the %s %q, which the engine cannot read when it makes the timer: %s", [
		moment.label, moment.kind, moment.text, moment.cause,
	])
}

correct(moment) := {
	"title": sprintf("write it as %s", [moment.correction]),
	"safe": false,
	"edits": [{"do": "set_text", "at": moment.at, "value": moment.correction}],
}

correct(moment) := null if not moment.correction
