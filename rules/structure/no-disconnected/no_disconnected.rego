# METADATA
# title: Element that is connected to nothing
# description: |
#   A task, gateway, sub-process or event has neither incoming nor outgoing sequence flows.
#   Event sub-processes, compensation handlers and what lies in ad-hoc sub-processes need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     Nothing leads there: it is never executed, and in a diagram it looks as if it were part of
#     the process.
#   help: Connect the element, or remove it.
#   severity: warning
#   since: 0.1.0
#   concerns: [isolated]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-disconnected"]

report contains {"at": node.at, "message": message} if {
	some node in input.isolated
	is_flow_node(node)
	node.scope_type != "adHocSubProcess"
	not node.triggered_by_event
	not node.is_for_compensation
	not is_compensation_boundary(node)
	message := sprintf("%s is connected to nothing", [node.label])
}

is_flow_node(node) if node.kind in {"event", "gateway"}

is_flow_node(node) if {
	node.kind == "activity"
	node.type != "callActivity"
}

is_flow_node(node) if {
	node.type == "callActivity"
	input.file.is_terse
}

is_compensation_boundary(node) if {
	node.type == "boundaryEvent"
	node.trigger == "compensate"
}
