# METADATA
# title: Default flow with a condition
# description: |
#   A sequence flow is the default of its source and has a condition as well.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/
# custom:
#   rationale: |
#     The default flow is taken when no other condition is true. The engine refuses to deploy an
#     exclusive gateway whose default flow has a condition; elsewhere the condition is never read.
#   help: Remove the condition, or make another flow the default.
#   severity: error
#   since: 0.1.0
#   fix: unsafe
#   concerns: [conditional_flows]
package bpmnlint.rules.flow["default-flow-conditional"]

report contains {"at": flow.at, "message": message, "fix": fix} if {
	some flow in input.conditional_flows
	flow.is_default
	message := sprintf("%s is the default flow of %s and has a condition", [
		flow.label,
		input.flow_nodes[flow.source].label,
	])
	fix := {"title": "remove the condition", "safe": false, "edits": [{"do": "remove", "at": flow.condition.at}]}
}
