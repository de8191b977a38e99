# METADATA
# title: Delegate expression that gives no object
# description: |
#   A delegate expression is a text without ${…}, or its value is always a text, a number or null.
#   That holds for tasks, throwing messages, listeners and variable mappings.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/delegation-code/
# custom:
#   rationale: |
#     A delegate expression must give a bean. The name of the bean alone is a text, and the engine
#     throws an exception when it comes there.
#   help: Write ${nameOfTheBean}.
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [misfits]
package bpmnlint.rules.runtime["delegate-expression-is-text"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message, "fix": fix(misfit)} if {
	some misfit in input.misfits
	misfit.kind in {"delegate expression", "variable mapping delegate expression"}
	message := sprintf("%s has the %s %q, which gives no object, but %s: the engine fails when it comes there", [
		misfit.label, misfit.kind, misfit.text, value(misfit.is),
	])
}

value(is) := "a text" if is in {"text", "empty", "blank", "text with expressions in it"}

value(is) := is if not is in {"text", "empty", "blank", "text with expressions in it"}

fix(misfit) := {
	"title": sprintf("write it as ${%s}", [trim_space(misfit.text)]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": misfit.at, "name": misfit.attribute, "value": sprintf("${%s}", [trim_space(misfit.text)])}],
} if is_name(misfit)

fix(misfit) := null if not is_name(misfit)

is_name(misfit) if {
	misfit.is_literal
	regex.match(`^\s*[A-Za-z_]\w*\s*$`, misfit.text)
}
