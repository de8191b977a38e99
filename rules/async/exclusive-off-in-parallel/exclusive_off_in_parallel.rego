# METADATA
# title: Non-exclusive jobs that meet in a join
# description: |
#   The job of a step is not exclusive, another job runs on a parallel path, and both paths meet
#   in a join.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/the-job-executor/
# custom:
#   rationale: |
#     The jobs run at the same time. Both reach the join in transactions that do not see each
#     other: one of them fails with an OptimisticLockingException and is executed again, with all
#     that it did.
#   help: Leave the jobs exclusive, as they are by default, or make the join asynchronous.
#   severity: note
#   strict: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [rivals]
package bpmnlint.rules.async["exclusive-off-in-parallel"]

report contains finding if {
	some rival in input.rivals
	message := sprintf("%s runs at the same time as %s and meets it in %s: one of the two can fail there and be executed again", [
		rival.node.label, rival.other.label, rival.join.label,
	])
	finding := {
		"at": rival.node.at,
		"attribute": "camunda:exclusive",
		"message": message,
		"related": [{"at": rival.other.at, "message": rival.other.label}],
		"fix": {
			"title": "leave its jobs exclusive",
			"safe": false,
			"edits": [{"do": "remove_attribute", "at": rival.node.at, "name": "camunda:exclusive"}],
		},
	}
}
