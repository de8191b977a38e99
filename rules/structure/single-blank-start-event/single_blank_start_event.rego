# METADATA
# title: Several blank start events
# description: A process or sub-process has more than one start event without event definition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/start-events/
# custom:
#   rationale: The engine cannot know which of them starts an instance, and refuses to deploy the model.
#   help: |
#     Keep one blank start event; give the others an event definition or connect them to the
#     first.
#   severity: error
#   since: 0.1.0
#   concerns: [scopes_with_several_starts]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["single-blank-start-event"]

report contains {"at": scope.at, "message": message, "related": related} if {
	some scope in input.scopes_with_several_starts
	blank := [event |
		some i in scope.start_events
		event := input.flow_nodes[i]
		not event.event_definitions
	]
	count(blank) > 1
	related := [{"at": event.at, "message": event.label} | some event in blank]
	message := sprintf("%s has %d blank start events: only one can start it", [scope.label, count(blank)])
}
