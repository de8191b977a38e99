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
#   fix: unsafe
#   concerns: [conditional_splits]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["conditional-flows"]

report contains {"at": flow.at, "message": message, "fix": default_flow(node, flow)} if {
	some node in input.conditional_splits
	some i in node.outgoing
	flow := input.sequence_flows[i]
	not flow.is_conditional
	not flow.is_default
	message := sprintf("%s has neither condition nor is it the default flow of %s, whose other flows are conditional", [
		flow.label, node.label,
	])
}

# Where it is the only one without a condition, it is the way for all other cases.
default_flow(node, flow) := {
	"title": "make it the default flow",
	"safe": false,
	"edits": [{"do": "set_attribute", "at": node.at, "name": "default", "value": flow.id}],
} if {
	is_only(node)
	flow.id
} else := null

is_only(node) if {
	not node.default_flow
	unconditional := [i | some i in node.outgoing; not input.sequence_flows[i].is_conditional]
	count(unconditional) == 1
}
