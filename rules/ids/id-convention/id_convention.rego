# METADATA
# title: Id that breaks the convention
# description: |
#   The id of an element does not match the regular expression that the configuration gives for
#   its type.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: Ids that follow one convention can be searched for, and tell their type in logs.
#   help: Rename the element, or correct the pattern.
#   severity: warning
#   recommended: "off"
#   since: 0.1.0
#   fix: unsafe
#   concerns: [flow_nodes, sequence_flows, processes]
#   options:
#     patterns:
#       type: pattern-map
#       description: "A regular expression for each type of element, which the whole id must match, such as userTask: 'task_.+'."
package bpmnlint.rules.ids["id-convention"]

report contains {"at": node.at, "attribute": "id", "message": message, "fix": rename(node, pattern)} if {
	some type, pattern in input.options["id-convention"].patterns
	some nodes in [input.flow_nodes, input.sequence_flows, input.processes]
	some node in nodes
	node.type == type
	node.id
	not regex.match(sprintf("^(?:%s)$", [pattern]), node.id)
	message := sprintf("%s has the id %s, which does not match the convention %s", [node.label, node.id, pattern])
}

# Of the ids that its name makes, the first that the convention takes.
rename(node, pattern) := {"title": sprintf("rename it to %s", [ids[0]]), "safe": false, "edits": edits} if {
	ids := [id | some id in node.new_ids; regex.match(sprintf("^(?:%s)$", [pattern]), id)]
	edits := [{"do": "rename_id", "at": node.at, "value": ids[0]}]
} else := null
