# METADATA
# title: Called version that is no number
# description: |
#   A call of a process, a case or a decision is bound to a version, and the version is no whole
#   number. A number in an expression is none for the engine: it wants a text.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/#calledelement-binding
# custom:
#   rationale: The engine throws an exception when it comes there, and the step before it fails.
#   help: |
#     Write the number of a version, as in 3, or bind to a version tag. A name such as v1.2 is a
#     version tag.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["called-version-not-read"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message} if {
	some misfit in input.misfits
	misfit.kind == "version"
	message := sprintf("%s calls the version %q, which the engine does not take for a whole number: it fails when it comes there", [
		misfit.label, misfit.text,
	])
}
