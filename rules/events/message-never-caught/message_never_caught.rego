# METADATA
# title: Message that nothing catches
# description: |
#   An event or send task sends a message that no process of the repository waits for. Silent where a
#   message flow leads to a pool without a process: the message is meant for somebody else.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     The engine does not deliver messages: it runs the implementation of the event, and that finds the
#     receiver by the name, often through a correlation. Where no receiver has this name, a name was
#     changed on one side only, or the receiver is another system and the model does not say so.
#   help: >-
#     Use the name that the receiver has. If another system receives it, draw it as a pool with a message
#     flow.
#   severity: note
#   since: 0.1.0
package bpmnlint.rules.events["message-never-caught"]

aggregate_report contains {"file": thrower.file, "at": thrower.at, "message": message} if {
	input.project.complete
	some name in input.project.messages
	not name.is_caught
	senders := [use | some use in name.throws; use.is_executable]
	every sender in senders {
		not sender.is_outward
	}
	thrower := senders[0]
	message := sprintf("%s sends the message \"%s\", which no process of the repository waits for", [thrower.label, name.name])
}
