# METADATA
# title: Conditional event that any variable triggers
# description: |
#   A conditional event that does not interrupt names no variable: a boundary event with
#   cancelActivity="false", or the start event of an event sub-process with
#   isInterrupting="false".
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/conditional-events/
# custom:
#   rationale: |
#     The engine evaluates the condition at each change of any variable, and triggers the event
#     each time that it holds, not only when it begins to hold: each variable that is set
#     afterwards starts the path once more. An instance that is started with the variables that
#     fulfil it starts an event sub-process twice.
#   help: |
#     Enter the variable that the condition is about (camunda:variableName), and the kind of
#     change (camunda:variableEvents); or make the event interrupting.
#   severity: warning
#   since: 0.2.0
#   concerns: [conditional_events]
package bpmnlint.rules.runtime["conditional-event-repeats"]

report contains {"at": event.at, "message": message} if {
	some event in input.conditional_events
	event.is_executable
	event.trigger == "conditional"
	repeats(event)
	definition := input.event_definitions[event.event_definitions[0]]
	not definition.variable_name
	message := sprintf("%s names no variable: as long as its condition holds, each change of any variable triggers it", [event.label])
}

repeats(event) if {
	event.type == "boundaryEvent"
	not event.cancel_activity
}

repeats(event) if {
	event.type == "startEvent"
	input.scopes[event.scope].triggered_by_event
	not event.is_interrupting
}
