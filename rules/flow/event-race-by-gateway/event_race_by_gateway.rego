# METADATA
# title: Parallel gateway where an event-based one was meant
# description: |
#   A parallel gateway leads only to catching events, a timer among them, whose paths are not
#   joined again by a parallel gateway.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/event-based-gateway/
# custom:
#   rationale: |
#     The engine waits for all of the events, one after the other, and goes on once for each: the
#     message comes, and 14 days later the timer fires as well.
#   help: |
#     Use an event-based gateway: the first event that happens cancels the others.
#   severity: warning
#   since: 0.1.0
#   concerns: [parallel_gateways]
package bpmnlint.rules.flow["event-race-by-gateway"]

report contains {"at": gateway.at, "message": message} if {
	some gateway in input.parallel_gateways
	gateway.is_executable
	targets := [input.flow_nodes[input.sequence_flows[i].target] | some i in gateway.outgoing]
	count(targets) > 1
	every target in targets {
		target.type == "intermediateCatchEvent"
	}
	some timer in targets
	timer.trigger == "timer"
	some other in targets
	other.trigger != "timer"
	not is_joined(targets)
	message := sprintf("%s waits for all of its events: after %s it still waits for %s", [gateway.label, other.label, timer.label])
}

# The paths meet in a parallel or inclusive join right behind the events.
is_joined(targets) if {
	some target in targets
	some i in target.outgoing
	input.flow_nodes[input.sequence_flows[i].target].type in {"parallelGateway", "inclusiveGateway"}
}
