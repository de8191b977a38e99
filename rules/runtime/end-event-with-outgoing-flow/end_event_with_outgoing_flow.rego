# METADATA
# title: End event that a sequence flow leaves
# description: |
#   A sequence flow leads away from an end event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/
# custom:
#   rationale: |
#     The engine deploys it. A plain, error, terminate or cancel end event never takes the flow,
#     and what stands behind it does not happen; a message, signal, escalation or compensation end
#     event does take it: it is no end.
#   help: |
#     Use an intermediate throwing event if the process goes on, or remove the flow.
#   severity: warning
#   since: 0.2.0
#   concerns: [left_end_events]
package bpmnlint.rules.runtime["end-event-with-outgoing-flow"]

report contains {"at": event.at, "message": message} if {
	some event in input.left_end_events
	message := sprintf("%s %s", [event.label, consequence(event)])
}

going_on := {"message", "signal", "escalation", "compensate"}

consequence(event) := "ends nothing: the engine takes the sequence flow that leads away from it" if event.trigger in going_on

consequence(event) := "has an outgoing sequence flow that is never taken" if {
	not event.trigger in going_on
	event.trigger != "multiple"
}
