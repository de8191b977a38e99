# METADATA
# title: Assignee that is a blank
# description: The assignee of a user task is there and empty, or only blanks.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/user-task/#assignment-using-camunda-extensions
# custom:
#   rationale: |
#     The task is assigned to a user without a name. It counts as assigned: task lists show it to
#     none of its candidates, and nobody can claim it.
#   help: Remove the attribute to leave the task to its candidates, or name the user.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["assignee-blank"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message} if {
	some misfit in input.misfits
	misfit.kind == "assignee"
	message := sprintf("%s has a blank assignee: it is assigned to nobody, and nobody can claim it", [misfit.label])
}
