# METADATA
# title: Compensation of nothing
# description: |
#   An event throws compensation, and nothing that it could compensate has a compensation
#   boundary event: no activity of its scope, or not the one that it names.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/cancel-and-compensation-events/
# custom:
#   rationale: |
#     A throwing compensation event looks in its own scope, and in the scopes inside of those that
#     have ended; one in an event sub-process looks around that as well. An event in a sub-process
#     does not undo what was done before the sub-process. The engine finds nothing and goes on.
#   help: |
#     Give the activities compensation boundary events with handlers, or move the event to the
#     scope of those that have some.
#   severity: warning
#   since: 0.2.0
#   concerns: [compensations_of_nothing]
package bpmnlint.rules.runtime["compensation-of-nothing"]

report contains {"at": event.at, "message": message} if {
	some event in input.compensations_of_nothing
	message := sprintf("%s compensates nothing: no activity that it is about has a compensation boundary event", [event.label])
}
