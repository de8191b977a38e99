# METADATA
# title: Priority that is no number
# description: |
#   The priority of a user task is a constant text that is no whole number, or an expression that
#   never has one; or the priority of a job or of an external task is an expression whose value is
#   never a whole number. A constant job priority is judged at deployment.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/the-job-executor/#job-prioritization
# custom:
#   rationale: |
#     The engine throws an exception when it makes the task or the job: the step before it fails,
#     each time.
#   help: |
#     Write a whole number, such as 50, or an expression that gives one. A division gives a
#     fraction; '5' in an expression is a text.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["priority-not-read"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message} if {
	some misfit in input.misfits
	misfit.kind in {"priority", "job priority", "external task priority"}
	message := sprintf("%s has the %s %q, which is no whole number: the engine fails when it makes the %s", [
		misfit.label, misfit.kind, misfit.text, made[misfit.kind],
	])
}

made := {"priority": "task", "job priority": "job", "external task priority": "external task"}
