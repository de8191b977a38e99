# METADATA
# title: Retry that repeats an effect
# description: |
#   Two steps that change something outside of the engine (a class, a delegate expression, a
#   connector, a throwing message that is implemented by one) share a transaction.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/transactions-in-processes/
# custom:
#   rationale: |
#     When the second one fails, the engine rolls back to the last save point, but cannot take
#     back what the first one did elsewhere: the retry, or the user who tries again, does it a
#     second time.
#   help: |
#     Make the second step asynchronous (asyncBefore), so that the first is committed before; or
#     make the first one safe to repeat.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [engine_transactions]
package bpmnlint.rules.async["retry-repeats-effect"]

report contains {"at": transaction.second.at, "message": message, "related": related, "fix": fix} if {
	some transaction in input.engine_transactions
	transaction.second
	related := [{"at": effect.at, "message": effect.label} |
		some effect in transaction.effects
		effect.at != transaction.second.at
	]
	message := sprintf("%s shares a transaction with %s: when it fails, the engine rolls back to %s, and the next try runs %s again", [
		transaction.second.label, transaction.first.label, save_point(transaction), called(transaction.first),
	])
	fix := {
		"title": "make it asynchronous (asyncBefore)",
		"safe": false,
		"edits": [{"do": "set_attribute", "at": transaction.second.at, "name": "camunda:asyncBefore", "value": "true"}],
	}
}

save_point(transaction) := sprintf("the job of %s", [transaction.start.label]) if transaction.kind == "job"

save_point(transaction) := transaction.start.label if transaction.kind != "job"

called(step) := sprintf("%q", [step.name])

called(step) := step.label if not step.name
