# METADATA
# title: Parallel event-based gateway
# description: |
#   An event-based gateway has eventGatewayType="Parallel".
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/event-based-gateway/
# custom:
#   rationale: |
#     The engine ignores it: the gateway waits for the first of its events, and drops the others.
#   help: |
#     Use a parallel gateway with an event on each path.
#   severity: warning
#   since: 0.2.0
#   concerns: [parallel_event_gateways]
package bpmnlint.rules.runtime["event-gateway-parallel"]

report contains {"at": gateway.at, "attribute": "eventGatewayType", "message": message} if {
	some gateway in input.parallel_event_gateways
	message := sprintf("%s waits for one of its events only: the engine ignores that it is parallel", [gateway.label])
}
