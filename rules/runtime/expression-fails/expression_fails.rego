# METADATA
# title: Expression that fails whenever it is evaluated
# description: |
#   A part of an expression fails whatever the variables are: a text that is added, a comparison
#   that is compared once more, a date that is calculated with, an operator whose operands it
#   cannot take.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/expression-language/
# custom:
#   rationale: |
#     The engine throws an exception each time, and the step is rolled back. The operator + adds
#     numbers only; it never joins texts. Comparisons do not chain.
#   help: Correct the expression; each part of it must be a value that its operator can take.
#   severity: warning
#   since: 0.2.0
#   concerns: [failing_expressions]
package bpmnlint.rules.runtime["expression-fails"]

report contains object.union({"at": failure.at, "attribute": failure.attribute, "message": message(failure)}, help(failure)) if {
	some failure in input.failing_expressions
	failure.attribute
}

report contains object.union({"at": failure.at, "message": message(failure)}, help(failure)) if {
	some failure in input.failing_expressions
	not failure.attribute
}

message(failure) := sprintf("%s has an expression that always fails, %s: %s", [failure.label, failure.part, failure.cause]) if failure.fails_always

message(failure) := sprintf("%s has an expression that fails when it comes to %s: %s", [failure.label, failure.part, failure.cause]) if {
	not failure.fails_always
}

help(failure) := {"help": helps[failure.reason]} if failure.reason

help(failure) := {} if not failure.reason

helps := {
	"joined": "To join texts, write them around the expression (order-${id}) or call concat: ${'order-'.concat(id)}.",
	"chained": "Write two comparisons with and between: ${0 < amount and amount < 100}.",
}
