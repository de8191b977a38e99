# METADATA
# title: Event-based gateway with one way out or a condition
# description: |
#   An event-based gateway has fewer than two outgoing sequence flows, or one of them has a
#   condition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/event-based-gateway/
# custom:
#   rationale: |
#     The gateway waits for the first of several events. With one event there is nothing to
#     choose, and the engine never reads a condition behind it: the event decides.
#   help: Connect the gateway to at least two catching events, and remove conditions from its flows.
#   severity: error
#   since: 0.1.0
#   fix: unsafe
#   concerns: [event_based_gateways]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["event-based-gateway"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.event_based_gateways
	count(object.get(gateway, "outgoing", [])) < 2
	message := sprintf("%s has fewer than two outgoing sequence flows: it waits for the first of several events", [gateway.label])
}

report contains {"at": flow.at, "message": message, "fix": fix} if {
	some gateway in input.event_based_gateways
	some i in gateway.outgoing
	flow := input.sequence_flows[i]
	flow.is_conditional
	message := sprintf("%s has a condition, but after %s the event decides", [flow.label, gateway.label])
	fix := {"title": "remove the condition", "safe": false, "edits": [{"do": "remove", "at": flow.condition.at}]}
}
