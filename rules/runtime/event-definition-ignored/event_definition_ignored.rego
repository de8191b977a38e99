# METADATA
# title: Event definition that the engine ignores
# description: |
#   A throwing event or the start event of a process has an event definition that the engine
#   does not execute there, such as an error that is thrown on the way, a timer that is thrown,
#   or an error that starts a process; or its definition is a reference to one elsewhere.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/
# custom:
#   rationale: |
#     The model deploys, and the event is a plain one: the process starts at once, nothing is
#     thrown, nothing is waited for.
#   help: |
#     Use an event that the engine executes: an error end event, a catching timer, an event sub-
#     process for the error; write the definition into the event.
#   severity: warning
#   since: 0.2.0
#   concerns: [ignored_event_definitions]
package bpmnlint.rules.runtime["event-definition-ignored"]

report contains {"at": event.at, "message": message} if {
	some definition in input.ignored_event_definitions
	event := input.flow_nodes[definition.event]
	message := sprintf("%s %s: the engine %s", [event.label, effect[event.type], reason(definition)])
}

effect := {
	"startEvent": "is a plain start event",
	"endEvent": "is a plain end event",
	"intermediateThrowEvent": "does nothing",
}

reason(definition) := "does not follow references to event definitions" if definition.is_by_reference

reason(definition) := "executes no such event definition there" if not definition.is_by_reference
