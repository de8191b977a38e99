# METADATA
# title: Retry cycle that is never used
# description: |
#   An element has a retry time cycle, but no job is ever made for it: it is neither
#   asynchronous nor a timer.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/transactions-in-processes/
# custom:
#   rationale: |
#     The cycle is for failed jobs. Without a job a failure goes to the user or the caller, and
#     nothing is retried; external tasks are retried by their worker.
#   help: Make the element asynchronous, or remove the cycle.
#   severity: warning
#   since: 0.1.0
#   concerns: [retry_cycles]
package bpmnlint.rules.async["retry-cycle-without-job"]

report contains {"at": node.at, "message": message} if {
	some node in input.retry_cycles
	not node.makes_job
	message := sprintf("%s has the retry cycle %s, but no job is made for it that could be retried", [node.label, node.retry_cycle])
}
