# METADATA
# title: Several event definitions on one event
# description: An event has more than one event definition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/
# custom:
#   rationale: |
#     Camunda 7 knows no multiple events: it takes one of the definitions and drops the others
#     without a word.
#   help: Split the event into one for each definition.
#   severity: warning
#   since: 0.1.0
#   concerns: [multiple_events]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["single-event-definition"]

report contains {"at": event.at, "message": message} if {
	some event in input.multiple_events
	kinds := concat(", ", [trim_suffix(input.event_definitions[i].type, "EventDefinition") | some i in event.event_definitions])
	message := sprintf("%s has %d event definitions (%s), of which the engine takes one", [event.label, count(event.event_definitions), kinds])
}
