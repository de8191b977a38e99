# METADATA
# title: Terminate end event that ends nothing
# description: |
#   The only end of a process or sub-process, besides interrupting event sub-processes, is a
#   terminate end event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/terminate-event/
# custom:
#   rationale: |
#     A terminate end event cancels everything else that runs in its scope. Where there is only
#     one end, most often nothing else runs, and a plain end event says the same with less alarm.
#   help: Use a plain end event.
#   severity: note
#   since: 0.1.0
#   fix: unsafe
#   concerns: [terminate_end_events]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["superfluous-termination"]

report contains {"at": event.at, "message": message, "fix": fix} if {
	some scope in input.scopes
	ends := [node | some i in scope.flow_nodes; node := input.flow_nodes[i]; not node.outgoing]
	terminating := [node | some node in ends; is_terminating(node)]
	count(terminating) == 1
	every node in ends {
		is_harmless(node)
	}
	event := terminating[0]
	is_worth_telling(scope)
	message := sprintf("%s is the only end of %s: a plain end event would do", [event.label, scope.label])
	definitions := [input.event_definitions[i].at | some i in event.event_definitions]
	fix := {"title": "make it a plain end event", "safe": false, "edits": [{"do": "remove", "at": at} | some at in definitions]}
}

is_terminating(node) if {
	node.type == "endEvent"
	some i in node.event_definitions
	input.event_definitions[i].type == "terminateEventDefinition"
}

is_harmless(node) if is_terminating(node)

is_harmless(node) if node.at in interrupting

interrupting contains sub_process.at if {
	some sub_process in input.event_sub_processes
	some i in input.scopes[sub_process.content].start_events
	input.flow_nodes[i].is_interrupting
}

# Where paths run side by side, the first to arrive cancels the others: then the
# event does something.
is_worth_telling(scope) if {
	every i in scope.flow_nodes {
		not is_fork(input.flow_nodes[i])
	}
}

is_worth_telling(_) if not input.file.is_terse

is_fork(node) if {
	count(node.outgoing) > 1
	node.type != "exclusiveGateway"
	node.type != "eventBasedGateway"
}

is_fork(node) if {
	node.type == "boundaryEvent"
	not node.cancel_activity
}

is_fork(node) if node.triggered_by_event
