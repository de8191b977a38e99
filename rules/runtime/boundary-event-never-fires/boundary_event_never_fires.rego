# METADATA
# title: Boundary event on what never waits
# description: |
#   A timer or message boundary event is attached to an activity, event or gateway that begins
#   and ends in one transaction, such as a script task, a business rule task with a decision, a
#   task with an expression or a connector, or a sub-process of these. A task that runs a class
#   or a delegate expression is a note: that may be an activity behavior that waits for a
#   signal.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/timer-events/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     The engine makes the timer, or the subscription, when the activity begins and removes it
#     when the activity ends. While a transaction runs nobody sees either: a script that takes an
#     hour is not interrupted, and a message finds nobody who waits. Asynchronous before and after
#     do not help, the jobs are made outside of it.
#   help: |
#     For a time limit on work, make it an external task, or wait for its result at a receive
#     task. A limit on a call belongs into the client that makes it.
#   severity: warning
#   since: 0.2.0
#   concerns: [instant_boundary_events]
package bpmnlint.rules.runtime["boundary-event-never-fires"]

report contains finding if {
	some instant in input.instant_boundary_events
	not instant.runs_delegate
	finding := {
		"at": instant.event.at,
		"message": sprintf("%s is never triggered: %s ends in the transaction that it begins in", [instant.event.label, instant.host.label]),
	}
}

report contains finding if {
	some instant in input.instant_boundary_events
	instant.runs_delegate
	finding := {
		"at": instant.event.at,
		"severity": "note",
		"message": sprintf("%s is never triggered unless a delegate waits: %s ends in the transaction that it begins in", [
			instant.event.label,
			instant.host.label,
		]),
	}
}
