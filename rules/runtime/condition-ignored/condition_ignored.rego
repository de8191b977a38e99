# METADATA
# title: Condition that nobody asks for
# description: An outgoing sequence flow of a parallel gateway has a condition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/parallel-gateway/
# custom:
#   rationale: |
#     A parallel gateway takes all of its flows and never evaluates a condition, without a message.
#     What was meant to happen in some cases happens in all.
#   help: Use an inclusive gateway, also for the join, or remove the condition.
#   severity: warning
#   since: 0.2.0
#   concerns: [parallel_gateways]
package bpmnlint.rules.runtime["condition-ignored"]

report contains {"at": flow.at, "message": message} if {
	some gateway in input.parallel_gateways
	gateway.is_executable
	some i in gateway.outgoing
	flow := input.sequence_flows[i]
	flow.is_conditional
	message := sprintf("%s has a condition, which %s ignores: it takes the flow in any case", [flow.label, gateway.label])
}
