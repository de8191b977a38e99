# METADATA
# title: Form is missing
# description: |
#   A user task or start event refers to a form that the repository does not have: by the id of a
#   Camunda form (formRef) or by a form key with deployment: or app:. Speaks only where the
#   repository has forms of that kind.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/task-forms/
# custom:
#   rationale: |
#     The form is looked for when somebody opens the task. Tasklist then shows an error instead of the
#     form, and nobody can complete the task there.
#   help: Correct the reference, or add the form.
#   severity: warning
#   since: 0.1.0
package bpmnlint.rules.calls["form-missing"]

aggregate_report contains {"file": form.file, "at": form.at, "attribute": form.attribute, "message": message} if {
	some form in input.project.missing_forms
	message := sprintf("%s shows the form \"%s\", which is not in the repository", [form.label, name(form)])
}

name(form) := form.form_id

name(form) := form.form_file
