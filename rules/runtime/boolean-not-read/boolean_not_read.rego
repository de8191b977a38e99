# METADATA
# title: Yes or no that the engine reads as no
# description: |
#   asyncBefore, asyncAfter, async or exclusive is something else than true and false; or
#   isExecutable, cancelActivity or isInterrupting is 1, which the schema allows.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/transactions-in-processes/#configure-asynchronous-continuations
# custom:
#   rationale: |
#     The engine compares with the word true. Whatever else stands there is false, without a
#     message: TRUE, 1, yes, an expression, or true with a blank before it. There is no save point, the
#     process is not deployed, or the boundary event does not interrupt.
#   help: Write true or false.
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [unread_booleans]
package bpmnlint.rules.runtime["boolean-not-read"]

report contains {"at": boolean.at, "attribute": boolean.attribute, "message": message, "fix": fix(boolean)} if {
	some boolean in input.unread_booleans
	message := sprintf("%s has %s=%q, which the engine takes for false: %s", [
		boolean.label, name(boolean.attribute), boolean.value, effects[name(boolean.attribute)],
	])
}

fix(boolean) := {
	"title": sprintf("write it as %s", [meant[lower(trim_space(boolean.value))]]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": boolean.at, "name": boolean.attribute, "value": meant[lower(trim_space(boolean.value))]}],
}

fix(boolean) := null if not meant[lower(trim_space(boolean.value))]

meant := {"true": "true", "1": "true", "yes": "true", "on": "true", "false": "false", "0": "false", "no": "false", "off": "false"}

name(attribute) := trim_prefix(attribute, "camunda:")

effects := {
	"async": "it is not asynchronous",
	"asyncBefore": "there is no save point before it",
	"asyncAfter": "there is no save point after it",
	"exclusive": "its jobs may run beside others of the same instance",
	"isExecutable": "the process is not deployed",
	"cancelActivity": "it does not interrupt",
	"isInterrupting": "it does not interrupt",
}
