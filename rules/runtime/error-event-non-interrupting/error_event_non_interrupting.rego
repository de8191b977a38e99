# METADATA
# title: Error boundary event that does not interrupt
# description: |
#   An error boundary event has cancelActivity="false". Silent at a user task, which the engine
#   lets go on as drawn.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     BPMN knows no such event: what has failed is over. The engine starts the path of the event
#     and leaves the failed activity as it is, and nothing ends it ever: the token stays there,
#     and the instance does not end.
#   help: |
#     Remove cancelActivity="false". For a path beside the activity use an escalation.
#   severity: warning
#   since: 0.2.0
#   concerns: [non_interrupting_error_events]
package bpmnlint.rules.runtime["error-event-non-interrupting"]

report contains {"at": event.at, "attribute": "cancelActivity", "message": message} if {
	some event in input.non_interrupting_error_events
	host := input.flow_nodes[event.attached_to]
	host.type != "userTask"
	message := sprintf("%s does not interrupt %s, which has failed and is never left", [event.label, host.label])
}
