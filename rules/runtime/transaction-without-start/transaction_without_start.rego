# METADATA
# title: Transaction without start event
# description: |
#   A transaction of an executable process has no start event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/transaction-subprocess/
# custom:
#   rationale: |
#     The engine refuses any other sub-process without a start event, but deploys a transaction.
#     The first instance that enters it fails: there is nothing to begin with.
#   help: |
#     Add a start event to the transaction.
#   severity: warning
#   since: 0.2.0
#   concerns: [scopes_without_start]
#   supersedes: [start-event-required]
package bpmnlint.rules.runtime["transaction-without-start"]

report contains {"at": scope.at, "message": message} if {
	some scope in input.scopes_without_start
	scope.type == "transaction"
	scope.is_executable
	message := sprintf("%s has no start event: an instance that enters it fails", [scope.label])
}
