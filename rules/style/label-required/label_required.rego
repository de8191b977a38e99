# METADATA
# title: Element without a name
# description: |
#   A flow node, a conditional sequence flow, a pool or a lane has no name. Parallel and
#   event-based gateways, joining gateways, sub-processes and flows without condition need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     Logs, Cockpit and task lists show the name, and people who do not read XML have nothing
#     else.
#   help: Give the element a name.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [unlabeled_flow_nodes, unnamed_conditional_flows, participants, lanes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["label-required"]

report contains {"at": node.at, "attribute": "name", "message": message} if {
	some node in input.unlabeled_flow_nodes
	message := sprintf("%s has no name", [node.label])
}

report contains {"at": element.at, "attribute": "name", "message": message} if {
	some elements in [input.unnamed_conditional_flows, input.participants, input.lanes]
	some element in elements
	not element.name
	message := sprintf("%s has no name", [element.label])
}
