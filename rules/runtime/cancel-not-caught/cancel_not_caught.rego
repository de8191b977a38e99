# METADATA
# title: Cancel end event without a cancel boundary event
# description: |
#   A transaction has a cancel end event, and no cancel boundary event is attached to the
#   transaction.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/cancel-and-compensation-events/
# custom:
#   rationale: |
#     The engine leaves a canceled transaction by its cancel boundary event. Without one the model
#     deploys, and an instance that comes to the end event fails there, each time it is retried.
#   help: |
#     Attach a cancel boundary event to the transaction.
#   severity: warning
#   since: 0.2.0
#   concerns: [transactions]
package bpmnlint.rules.runtime["cancel-not-caught"]

report contains {"at": event.at, "message": message} if {
	some transaction in input.transactions
	transaction.is_executable
	not is_canceled_outward(transaction)
	some i in input.scopes[transaction.content].end_events
	event := input.flow_nodes[i]
	event.trigger == "cancel"
	message := sprintf("%s cancels %s, which has no cancel boundary event: an instance that comes there fails", [event.label, transaction.label])
}

is_canceled_outward(transaction) if {
	some i in transaction.boundary_events
	some j in input.flow_nodes[i].event_definitions
	input.event_definitions[j].type == "cancelEventDefinition"
}
