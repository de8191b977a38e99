# METADATA
# title: Call, decision or topic without a name
# description: |
#   The called process or case, the decision or the topic of an external task is empty, only
#   blanks, or an expression that is always null.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/
# custom:
#   rationale: |
#     The attribute is there, so that the model deploys. The engine finds no process, case or
#     decision of that name and fails; of an external task it makes one that no worker asks for,
#     and the instance waits for ever.
#   help: Write the key of what is called, or the topic that a worker subscribes to.
#   severity: warning
#   since: 0.2.0
#   concerns: [misfits]
package bpmnlint.rules.runtime["reference-empty"]

report contains {"at": misfit.at, "attribute": misfit.attribute, "message": message} if {
	some misfit in input.misfits
	consequence := consequences[misfit.kind]
	misfit.is in {"empty", "null"}
	message := sprintf("%s has a %s that is %s: %s", [misfit.label, misfit.kind, misfit.is, consequence])
}

consequences := {
	"called element": "the engine finds no process to call",
	"case reference": "the engine finds no case to call",
	"decision reference": "the engine finds no decision to evaluate",
	"topic": "no worker ever fetches the task",
}
