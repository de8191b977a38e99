# METADATA
# title: Called process is missing
# description: |
#   A call activity names a process that no executable process of the repository has as its id.
#   Keys that are expressions are not checked.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/
# custom:
#   rationale: |
#     The engine looks for the called process when the call activity is reached, not when the model
#     is deployed. If there is none, the instance gets stuck with an incident or the request fails.
#   help: >-
#     Correct the key, add the model, or name processes that live elsewhere under external-processes in
#     the configuration.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
package bpmnlint.rules.calls["called-process-missing"]

aggregate_report contains {"file": call.file, "at": call.at, "attribute": "calledElement", "message": message} if {
	input.project.complete
	some call in input.project.unmet_calls
	not call.is_external
	not call.case_variants
	not call.drafts
	repository_has_other_processes(call)
	message := sprintf("%s calls the process \"%s\", which is in no model of the repository", [call.label, call.called_element])
}

aggregate_report contains finding if {
	some call in input.project.unmet_calls
	not call.is_external
	not call.case_variants
	draft := input.project.processes[call.drafts[0]]
	finding := {
		"file": call.file,
		"at": call.at,
		"attribute": "calledElement",
		"message": sprintf("%s calls %s, which is not executable and so is never deployed", [call.label, draft.label]),
		"help": "Make the called process executable (isExecutable), or correct the key.",
		"related": [{"file": draft.file, "at": draft.at, "message": "called process"}],
		"fix": make_executable(call, draft),
	}
}

# A fix is one of the file that the finding is in.
make_executable(call, draft) := {
	"title": "make the called process executable",
	"safe": false,
	"edits": [{"do": "set_attribute", "at": draft.at, "name": "isExecutable", "value": "true"}],
} if {
	draft.file == call.file
} else := null

# A model that stands alone says nothing about where the processes are that it calls.
repository_has_other_processes(call) if {
	some process in input.project.processes
	process.is_executable
	process.file != call.file
}
