# METADATA
# title: Message that is sent before anybody waits for it
# description: |
#   A send task or a throwing message event sends a message that only later steps of the same
#   instance wait for. Silent where a message flow leads to a pool without a process: then it is
#   meant for somebody else.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     The engine keeps no messages: a message that is correlated before the receiver has
#     subscribed finds nobody, and the call that correlates it fails.
#   help: |
#     Wait first: let the receiver wait on a parallel path that begins before, or at a boundary
#     event. If the message goes to another system, draw that as a pool with a message flow, and
#     call the answer by another name.
#   severity: note
#   since: 0.2.0
package bpmnlint.rules.runtime["message-not-buffered"]

aggregate_report contains finding if {
	input.project.complete
	some name in input.project.premature_messages
	some use in name.premature_throws
	finding := {
		"file": use.file,
		"at": use.at,
		"message": sprintf("%s sends the message \"%s\", for which only %s waits, later: the engine keeps no messages", [
			use.label,
			name.name,
			name.catches[0].label,
		]),
	}
}
