# METADATA
# title: Condition that is never true or false
# description: |
#   The condition of a sequence flow, of a conditional event or of the end of a multi-instance
#   activity is a text, a number or nothing at all, whatever the variables are. Text around an
#   expression makes it a text: ${a} == 'b'.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/expression-language/
# custom:
#   rationale: |
#     The engine wants a Boolean and does not convert: it throws an exception, even for the text
#     "true". The step before the decision is rolled back, and no instance gets past it.
#   help: |
#     Write one expression around the whole condition, such as ${approved} or ${status == 'PAID'}.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["condition-not-boolean"]

report contains {"at": misfit.at, "message": message} if {
	some misfit in input.misfits
	misfit.kind in {"condition", "completion condition"}
	message := sprintf("%s has %s", [misfit.label, problem(misfit)])
}

problem(misfit) := sprintf("an empty %s, which the engine takes for a text, neither true nor false", [misfit.kind]) if {
	misfit.is in {"empty", "blank"}
}

problem(misfit) := sprintf("the %s %q, which is a text, not an expression, and neither true nor false", [misfit.kind, misfit.text]) if {
	misfit.is == "text"
	misfit.is_literal
}

problem(misfit) := sprintf("the %s %q, which is always a text: what stands around the expression is part of it", [misfit.kind, misfit.text]) if {
	misfit.is == "text with expressions in it"
}

problem(misfit) := sprintf("the %s %q, which is %s and neither true nor false", [misfit.kind, misfit.text, words(misfit.is)]) if {
	not misfit.is_literal
	misfit.is != "text with expressions in it"
	not misfit.is in {"empty", "blank"}
}

words(is) := "a text" if is == "text"

words(is) := is if is != "text"
