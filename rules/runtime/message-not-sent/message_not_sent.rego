# METADATA
# title: Message that is not sent
# description: |
#   A message end event or a throwing message event of an executable process runs nothing: it
#   has neither a class, a delegate, an expression, an external task nor a connector.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     The engine does not send messages: it runs what is entered at the event, and finds nothing
#     to run. The event looks like a step, and is none.
#   help: |
#     Enter what sends the message, or use a plain event if it only tells the reader something.
#   severity: note
#   since: 0.2.0
#   concerns: [unsent_messages]
package bpmnlint.rules.runtime["message-not-sent"]

report contains {"at": event.at, "message": message} if {
	some definition in input.unsent_messages
	event := input.flow_nodes[definition.event]
	message := sprintf("%s sends nothing: it has no implementation", [event.label])
}
