# METADATA
# title: Collection that is no collection
# description: |
#   The collection of a multi-instance activity is empty, a text where an expression was meant, an
#   expression that never gives a collection, or the name of a variable with blanks or commas.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/task-markers/#multiple-instance
# custom:
#   rationale: |
#     A text with a brace in it is an expression, which must give a collection; any other text is
#     the name of a variable, to the last blank. The engine throws an exception when it enters the
#     activity, and the step before it fails.
#   help: |
#     Write the name of a variable that holds a collection (approvers), or an expression that gives
#     one (${order.approvers}).
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["loop-collection-not-read"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message} if {
	some misfit in input.misfits
	misfit.kind == "collection"
	message := sprintf("%s has %s: the engine fails when it enters the activity", [misfit.label, problem(misfit)])
}

problem(misfit) := "an empty collection attribute" if misfit.is == "empty"

problem(misfit) := sprintf("the collection %q, which is the name of a single variable, %s included", [misfit.text, included[misfit.is]])

problem(misfit) := sprintf("the collection %q, which is no collection, but a text", [misfit.text]) if {
	misfit.is in {"text", "text with expressions in it"}
}

problem(misfit) := sprintf("the collection %q, which is no collection, but %s", [misfit.text, misfit.is]) if {
	not misfit.is in {"empty", "text", "text with expressions in it"}
	not included[misfit.is]
}

included := {"blank around a name": "blanks", "a list of names": "commas"}
