# METADATA
# title: Start or boundary event that a sequence flow leads to
# description: |
#   A sequence flow leads to a boundary event, to the start event of an event sub-process, or to
#   a start event that waits for something. A plain start event is left alone.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/
# custom:
#   rationale: |
#     The engine deploys it. A boundary event and an event sub-process then fail each time they
#     are triggered, with "Activity is contained in normal flow and cannot be executed using
#     executeActivity()"; a token that comes to a boundary event fails, too. A start event does
#     not wait a second time: the token passes at once.
#   help: |
#     Let the flow lead to what stands behind the event, or to an intermediate catching event that
#     waits.
#   severity: warning
#   since: 0.2.0
#   concerns: [entered_events]
package bpmnlint.rules.runtime["event-entered-by-flow"]

report contains {"at": event.at, "message": message} if {
	some event in input.entered_events
	message := sprintf("%s has an incoming sequence flow: %s", [event.label, consequence(event)])
}

consequence(event) := "it fails when it is triggered, and so does a token that comes this way" if event.type == "boundaryEvent"

consequence(event) := "its event sub-process fails when it is triggered" if {
	event.type == "startEvent"
	input.scopes[event.scope].triggered_by_event
}

consequence(event) := "a token that comes this way does not wait" if {
	event.type == "startEvent"
	event.scope_type == "process"
	event.trigger in {"message", "timer", "signal", "conditional"}
}
