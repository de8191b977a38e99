# METADATA
# title: Loop cardinality that is no number of instances
# description: |
#   The cardinality of a multi-instance activity is a constant text that is no whole number, a
#   number below one, or an expression that never has a number. White space counts: it makes a
#   text of an expression that stands on a line of its own.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/task-markers/#multiple-instance
# custom:
#   rationale: |
#     The engine throws an exception when it enters the activity, and the step before it fails. With
#     a cardinality of zero it makes no instance and goes on, as if the activity were not there.
#   help: Write a whole number from one on, or a single expression without any blank around it.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["loop-cardinality-not-read"]

report contains {"at": misfit.at, "message": message} if {
	some misfit in input.misfits
	misfit.kind == "loop cardinality"
	misfit.is != "empty"
	message := sprintf("%s has the loop cardinality %q, %s", [misfit.label, misfit.text, problem(misfit.is)])
}

problem("zero") := "so that the engine runs no instance of it and goes on"

problem("negative") := "which is below zero: the engine fails when it enters the activity"

problem("text with expressions in it") := "which is no whole number, for the blanks and the text around the expression are part of it: the engine fails when it enters the activity"

problem(is) := "which is no whole number: the engine fails when it enters the activity" if {
	not is in {"zero", "negative", "text with expressions in it"}
}
