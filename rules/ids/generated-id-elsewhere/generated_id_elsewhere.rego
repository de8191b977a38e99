# METADATA
# title: Generated id
# description: |
#   A gateway, a start or end event, a sequence flow or another element where no token rests has
#   an id that a program made up.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     Logs, history and tests name elements by id. Where no instance waits, renaming is always
#     possible.
#   help: Rename the element.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   fix: unsafe
#   concerns: [flow_nodes, sequence_flows]
package bpmnlint.rules.ids["generated-id-elsewhere"]

report contains {"at": process.at, "message": message, "related": related, "fix": rename(elements)} if {
	some position, elements in generated
	process := input.processes[position]
	related := [{"at": x.at, "attribute": "id", "message": x.label} | some x in elements]
	message := sprintf("%s has %d further elements with generated ids", [process.label, count(elements)])
}

# Those without a name stay: an id says what the name says.
rename(elements) := {"title": sprintf("rename %d of them by their names", [count(edits)]), "safe": false, "edits": edits} if {
	edits := [{"do": "rename_id", "at": x.at, "value": x.new_ids[0]} | some x in elements]
	count(edits) > 0
} else := null

generated[process] contains element if {
	some elements in [input.flow_nodes, input.sequence_flows]
	some element in elements
	element.has_generated_id
	not object.get(element, "rests", false)
	not element.id_at_base
	process := element.process
	input.processes[process].is_executable
}
