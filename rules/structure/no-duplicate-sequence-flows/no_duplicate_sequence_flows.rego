# METADATA
# title: Two sequence flows with the same source, target and condition
# description: |
#   A sequence flow has the same source, the same target and the same condition as another one.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/
# custom:
#   rationale: |
#     From an activity, an event or a parallel gateway the engine takes both, so that everything
#     behind them happens twice. In the diagram one of them hides the other.
#   help: Remove one of the two.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [duplicate_flows]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-duplicate-sequence-flows"]

report contains {"at": flow.at, "message": message, "fix": fix} if {
	some flow in input.duplicate_flows
	source := input.flow_nodes[flow.source]
	message := sprintf("%s repeats another flow from %s to %s", [flow.label, source.label, input.flow_nodes[flow.target].label])
	fix := {"title": "remove the flow", "safe": false, "edits": [{"do": "remove", "at": flow.at}]}
}

report contains {"at": node.at, "message": message} if {
	not input.file.is_terse
	some flow in input.duplicate_flows
	node := input.flow_nodes[flow.source]
	message := sprintf("%s has duplicate outgoing sequence flows", [node.label])
}

report contains {"at": node.at, "message": message} if {
	not input.file.is_terse
	some flow in input.duplicate_flows
	node := input.flow_nodes[flow.target]
	message := sprintf("%s has duplicate incoming sequence flows", [node.label])
}
