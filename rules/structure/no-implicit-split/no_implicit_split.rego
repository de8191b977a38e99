# METADATA
# title: Activity or event with several unconditional flows
# description: An activity or event has more than one outgoing sequence flow without condition.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/parallel-gateway/
# custom:
#   rationale: |
#     The engine takes all of them, like a parallel gateway: a fork that the diagram does not
#     show, and that is often meant as a choice.
#   help: Put a parallel gateway behind the element, or an exclusive one with conditions.
#   severity: warning
#   since: 0.1.0
#   concerns: [implicit_splits]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-implicit-split"]

report contains {"at": node.at, "message": message} if {
	some node in input.implicit_splits
	unconditional := [flow |
		some i in node.outgoing
		flow := input.sequence_flows[i]
		not flow.is_conditional
		not flow.is_default
	]
	count(unconditional) > 1
	message := sprintf("%s splits into %d parallel paths without a gateway", [node.label, count(unconditional)])
}
