# METADATA
# title: Effect in the transaction that starts the instance
# description: |
#   A step that changes something outside of the engine runs in the transaction in which the
#   instance is started.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/transactions-in-processes/
# custom:
#   rationale: |
#     When the step fails, whoever starts the process gets the exception, and no instance is left
#     that could be retried or looked at.
#   help: |
#     Make the start event or the step asynchronous, unless the caller is meant to get the error.
#   severity: note
#   strict: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [engine_transactions]
package bpmnlint.rules.async["effect-in-callers-transaction"]

report contains finding if {
	some transaction in input.engine_transactions
	transaction.kind == "call"
	not transaction.second
	effect := transaction.effects[0]
	message := sprintf("%s runs in the transaction of whoever starts the process: when it fails, no instance is left", [effect.label])
	finding := {
		"at": effect.at,
		"message": message,
		"related": [{"at": transaction.start.at, "message": transaction.start.label}],
		"fix": {
			"title": "make it asynchronous (asyncBefore)",
			"safe": false,
			"edits": [{"do": "set_attribute", "at": effect.at, "name": "camunda:asyncBefore", "value": "true"}],
		},
	}
}
