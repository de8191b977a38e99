# METADATA
# title: Typed start event in an embedded sub-process
# description: The start event of an embedded sub-process has an event definition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/embedded-subprocess/
# custom:
#   rationale: |
#     An embedded sub-process is entered by its sequence flow, not by an event; the engine refuses
#     to deploy the event definition.
#   help: Remove the event definition, or make the sub-process an event sub-process.
#   severity: error
#   since: 0.1.0
#   concerns: [sub_processes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["sub-process-blank-start-event"]

report contains {"at": event.at, "message": message} if {
	some sub_process in input.sub_processes
	not sub_process.triggered_by_event
	some i in input.scopes[sub_process.content].start_events
	event := input.flow_nodes[i]
	event.event_definitions
	message := sprintf("%s cannot start %s, which is entered by its sequence flow", [event.label, sub_process.label])
}
