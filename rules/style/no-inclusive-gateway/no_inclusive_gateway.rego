# METADATA
# title: Inclusive gateway
# description: An inclusive gateway is used.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/inclusive-gateway/
# custom:
#   rationale: |
#     When an inclusive join goes on depends on tokens elsewhere in the process, which few readers
#     can tell from the diagram.
#   help: Use exclusive and parallel gateways.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [inclusive_gateways]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["no-inclusive-gateway"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.inclusive_gateways
	message := sprintf("%s is inclusive: its join waits for what can still arrive", [gateway.label])
}
