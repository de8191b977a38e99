# METADATA
# title: Id that changed while the element stayed
# description: |
#   Compared with a base (`--base`, `--changed`), a flow node or a process has another id, although
#   it has the same type, name and place. Without a base it is silent.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/process-instance-migration/
# custom:
#   rationale: |
#     To the engine it is another element: instances that wait at the old one cannot be migrated
#     without an instruction, history and reports fall apart, tests and listeners that name the id
#     find nothing. A new process id even begins another definition, which nobody starts. Mostly
#     nobody meant it: the element was copied, or drawn anew.
#   help: |
#     Give it the old id again. If the new one is wanted, map the old one to it in the migration
#     plan.
#   severity: warning
#   since: 0.3.0
#   concerns: [changed_ids]
package bpmnlint.rules.ids["id-changed"]

report contains {"at": element.at, "attribute": "id", "message": message} if {
	some element in input.changed_ids
	element.is_executable
	message := sprintf("%s had the id %s, and now has %s%s", [element.label, element.old_id, element.id, consequence(element)])
}

consequence(element) := ", and instances wait at the old one" if element.rests

consequence(element) := ", so it is deployed as another process" if element.type == "process"

consequence(element) := "" if {
	element.type != "process"
	not element.rests
}
