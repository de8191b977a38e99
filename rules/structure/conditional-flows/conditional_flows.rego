# METADATA
# title: Flow without condition beside conditional flows
# description: |
#   Some outgoing sequence flows of an element are conditional or default, another one is
#   neither.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/
# custom:
#   rationale: |
#     From an activity or an inclusive gateway a flow without condition is always taken, beside
#     those whose condition holds: two tokens where one was meant. From an exclusive gateway it
#     counts as true, so that all flows behind it are dead.
#   help: Give the flow a condition, or make it the default flow.
#   severity: warning
#   since: 0.1.0
#   concerns: [conditional_splits]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["conditional-flows"]

report contains {"at": flow.at, "message": message} if {
	some node in input.conditional_splits
	some i in node.outgoing
	flow := input.sequence_flows[i]
	not flow.is_conditional
	not flow.is_default
	message := sprintf("%s has neither condition nor is it the default flow of %s, whose other flows are conditional", [
		flow.label, node.label,
	])
}
