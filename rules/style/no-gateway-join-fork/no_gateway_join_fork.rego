# METADATA
# title: Gateway that joins and forks
# description: A gateway has several incoming and several outgoing sequence flows.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/
# custom:
#   rationale: |
#     A reader has to know that the engine joins first and forks then, and a name for the decision
#     does not fit the join.
#   help: Use one gateway to join and another to fork.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [crowded_gateways]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["no-gateway-join-fork"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.crowded_gateways
	message := sprintf("%s joins %d flows and forks into %d", [gateway.label, count(gateway.incoming), count(gateway.outgoing)])
}
