# METADATA
# title: Inclusive gateway without a way out
# description: |
#   An inclusive gateway has no outgoing sequence flow.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/inclusive-gateway/
# custom:
#   rationale: |
#     A path may end anywhere else, but not here: the engine looks for a flow to take, finds none,
#     and fails with "No outgoing sequence flow ... could be selected". The token stays before the
#     gateway for ever.
#   help: |
#     Add an end event behind the gateway.
#   severity: warning
#   since: 0.2.0
#   concerns: [final_inclusive_gateways]
#   supersedes: [no-implicit-end]
package bpmnlint.rules.runtime["inclusive-gateway-without-exit"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.final_inclusive_gateways
	message := sprintf("%s has no outgoing sequence flow: a token that comes there fails", [gateway.label])
}
