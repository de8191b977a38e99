# METADATA
# title: Conditional event without condition
# description: A conditional event of an executable process has no condition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/conditional-events/
# custom:
#   rationale: |
#     The engine refuses to deploy a conditional event without a condition: nothing could ever
#     trigger it.
#   help: Give the event a condition.
#   severity: warning
#   since: 0.1.0
#   concerns: [conditional_events]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["conditional-event"]

report contains {"at": event.at, "message": message} if {
	some event in input.conditional_events
	event.is_executable
	conditional := [definition |
		some i in event.event_definitions
		definition := input.event_definitions[i]
		definition.type == "conditionalEventDefinition"
	]
	not conditional[0].condition.text
	count(conditional) > 0
	message := sprintf("%s has no condition", [event.label])
}
