# METADATA
# title: Ids that differ only in case
# description: |
#   Two flow nodes of an executable process, or two executable processes of a file, have ids that
#   differ only in upper and lower case.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine tells them apart; people, reports, and databases with a case-insensitive
#     collation do not.
#   help: Rename one of them.
#   severity: warning
#   since: 0.1.0
#   concerns: [ids_differing_in_case]
package bpmnlint.rules.ids["ids-differ-in-case"]

report contains {"at": pair.at, "attribute": "id", "message": message, "related": related} if {
	some pair in input.ids_differing_in_case
	pair.is_executable
	related := [{"at": pair.other_at, "attribute": "id", "message": pair.other_label}]
	message := sprintf("%s has the id %s, which differs from the id %s only in case", [pair.label, pair.id, pair.other_id])
}
