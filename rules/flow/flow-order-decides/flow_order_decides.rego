# METADATA
# title: Flows whose order decides
# description: |
#   Two conditions of an exclusive gateway ask about one variable and can both hold: the flow
#   that is written first in the file is taken.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/exclusive-gateway/
# custom:
#   rationale: |
#     The order is not visible in the diagram, and it changes when a flow is deleted and drawn
#     again.
#   help: Make the conditions exclude each other.
#   severity: note
#   since: 0.1.0
#   concerns: [decisions]
package bpmnlint.rules.flow["flow-order-decides"]

report contains {"at": overlap.second.at, "message": message, "related": [{"at": overlap.first.at, "message": overlap.first.label}]} if {
	some decision in input.decisions
	some overlap in decision.overlaps
	message := sprintf("%s and %s of %s both hold when %s: the one that stands first in the file is taken", [
		overlap.first.label, overlap.second.label, decision.label, overlap.when,
	])
}
