# METADATA
# title: Complex gateway
# description: A complex gateway is used.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     Camunda 7 ignores complex gateways with a warning, and then refuses the sequence flows that
#     lead to and from them.
#   help: Use an inclusive, exclusive or parallel gateway.
#   severity: warning
#   since: 0.1.0
#   concerns: [complex_gateways]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-complex-gateway"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.complex_gateways
	message := sprintf("%s is not executed by Camunda 7", [gateway.label])
}
