# METADATA
# title: Event sub-process with a blank start event
# description: The start event of an event sub-process has no event definition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/event-subprocess/
# custom:
#   rationale: |
#     An event starts an event sub-process; without an event definition nothing can, and the
#     engine refuses to deploy it.
#   help: |
#     Say what starts it: a message, a timer, an error, ….
#   severity: error
#   since: 0.1.0
#   concerns: [event_sub_processes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["event-sub-process-typed-start-event"]

report contains {"at": event.at, "message": message} if {
	some sub_process in input.event_sub_processes
	some i in input.scopes[sub_process.content].start_events
	event := input.flow_nodes[i]
	not event.event_definitions
	message := sprintf("%s of %s has no event definition: nothing can start it", [event.label, sub_process.label])
}
