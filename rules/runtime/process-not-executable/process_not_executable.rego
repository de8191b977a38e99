# METADATA
# title: Process that is not executable
# description: |
#   The processes of a file are not executable, and one of them tells the engine what to run: an
#   implementation, a decision, an asynchronous step.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine deploys the file without a word and makes nothing of it: no process is there to
#     start. In a drawing that is meant; where the flag was lost, the version before it keeps on
#     running.
#   help: |
#     Set isExecutable="true", or remove what is for the engine only.
#   severity: note
#   since: 0.2.0
#   concerns: [configured_drafts]
package bpmnlint.rules.runtime["process-not-executable"]

report contains {"at": process.at, "message": message} if {
	some process in input.configured_drafts
	message := sprintf("%s is not executable: the engine deploys the file, and nothing of it can be started", [process.label])
}
