# METADATA
# title: Cancel boundary event that never runs
# description: |
#   A cancel boundary event is attached to a transaction that has no cancel end event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/cancel-and-compensation-events/
# custom:
#   rationale: |
#     Only a cancel end event directly inside of the transaction cancels it. An error, an
#     escalation or a terminate end event does not, so what stands behind the boundary event never
#     happens.
#   help: |
#     Add a cancel end event to the transaction, or catch what really ends it: an error with an
#     error boundary event.
#   severity: warning
#   since: 0.2.0
#   concerns: [transactions]
package bpmnlint.rules.runtime["cancel-never-thrown"]

report contains {"at": event.at, "message": message} if {
	some transaction in input.transactions
	transaction.is_executable
	not is_canceled(transaction)
	some i in transaction.boundary_events
	event := input.flow_nodes[i]
	event.trigger == "cancel"
	message := sprintf("%s never runs: %s has no cancel end event", [event.label, transaction.label])
}

is_canceled(transaction) if {
	some i in input.scopes[transaction.content].end_events
	some j in input.flow_nodes[i].event_definitions
	input.event_definitions[j].type == "cancelEventDefinition"
}
