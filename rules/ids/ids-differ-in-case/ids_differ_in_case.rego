# METADATA
# title: Ids that differ only in case
# description: Two elements of a process have ids that differ only in upper and lower case.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine tells them apart; people, reports, and databases with a case-insensitive
#     collation do not.
#   help: Rename one of them.
#   severity: warning
#   since: 0.1.0
#   concerns: [flow_nodes]
package bpmnlint.rules.ids["ids-differ-in-case"]

report contains {"at": second.at, "attribute": "id", "message": message, "related": [{"at": first.at, "attribute": "id", "message": first.label}]} if {
	some key, nodes in by_key
	count(nodes) > 1
	[first, second] := [nodes[0], nodes[1]]
	message := sprintf("%s has the id %s, which differs from the id %s only in case", [second.label, second.id, first.id])
}

by_key[lower(node.id)] := nodes if {
	some node in input.flow_nodes
	node.is_executable
	nodes := [x | some x in input.flow_nodes; lower(x.id) == lower(node.id); x.is_executable]
}
