# METADATA
# title: Effect in the transaction of a user or a message
# description: |
#   A step that changes something outside of the engine runs in the transaction that completes a
#   user task, a receive task or the arrival of a message.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/transactions-in-processes/
# custom:
#   rationale: |
#     When the step fails, the completion is rolled back with it: the user sees a technical error
#     and the task is open again, or the message is lost for its sender. There is no retry and no
#     incident.
#   help: |
#     Make the step asynchronous (asyncBefore): the completion is committed, and the engine
#     retries the step.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [engine_transactions]
package bpmnlint.rules.async["effect-after-wait"]

report contains finding if {
	some transaction in input.engine_transactions
	transaction.kind == "wait"
	not transaction.second
	not transaction.start.type in {"serviceTask", "sendTask", "businessRuleTask", "callActivity", "eventBasedGateway"}
	effect := transaction.effects[0]
	message := sprintf("%s runs in the transaction that completes %s: when it fails, that is undone, and nothing retries", [
		effect.label, transaction.start.label,
	])
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
