# METADATA
# title: Generated id where a token rests
# description: |
#   A user, receive or external task, a catching or boundary event, an event-based gateway, a
#   call activity, a join or something asynchronous has an id that a program made up. More than
#   five in a process are one finding on the process. Compared with a base (`--base`, `--changed`),
#   only ids that are new are reported.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/process-instance-migration/
# custom:
#   rationale: |
#     Instances wait there: the id is what operators see in Cockpit and logs, what tests and
#     reports name, and what a migration plan maps. Renaming it later means mapping every running
#     instance.
#   help: |
#     Rename the element before the first deployment; once instances wait there, map the old id to
#     the new one in the migration plan.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [flow_nodes]
package bpmnlint.rules.ids["generated-id"]

report contains {"at": node.at, "attribute": "id", "message": message, "fix": rename([node])} if {
	some nodes in generated
	count(nodes) <= 5
	some node in nodes
	message := sprintf("%s has the generated id %s, and instances wait there", [node.label, node.id])
}

report contains {"at": process.at, "attribute": "id", "message": message, "related": related, "fix": rename(nodes)} if {
	some position, nodes in generated
	count(nodes) > 5
	process := input.processes[position]
	related := [{"at": node.at, "attribute": "id", "message": node.label} | some node in nodes]
	message := sprintf("%s has %d elements with generated ids where instances wait", [process.label, count(nodes)])
}

# Those without a name stay: an id says what the name says.
rename(nodes) := {"title": title, "safe": false, "edits": edits} if {
	edits := [{"do": "rename_id", "at": node.at, "value": node.new_ids[0]} | some node in nodes]
	count(edits) > 0
	title := called(edits)
} else := null

called([edit]) := sprintf("rename it to %s", [edit.value])

called(edits) := sprintf("rename %d elements by their names", [count(edits)]) if count(edits) > 1

generated[process] contains node if {
	some node in input.flow_nodes
	node.has_generated_id
	node.rests
	node.is_executable
	not node.id_at_base
	process := node.process
}
