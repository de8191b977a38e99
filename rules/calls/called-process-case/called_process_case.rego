# METADATA
# title: Called process is written otherwise
# description: |
#   A call activity names a process that is there only with other capital and small letters.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/
# custom:
#   rationale: |
#     The engine compares keys letter by letter. The call finds nothing when it is reached, and the
#     instance gets stuck.
#   help: Write the key as the called process does.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
package bpmnlint.rules.calls["called-process-case"]

aggregate_report contains finding if {
	some call in input.project.unmet_calls
	not call.is_external
	target := input.project.processes[call.case_variants[0]]
	finding := {
		"file": call.file,
		"at": call.at,
		"attribute": "calledElement",
		"message": sprintf("%s calls the process \"%s\", but its key is \"%s\": letter case counts, so the call finds nothing", [
			call.label,
			call.called_element,
			target.id,
		]),
		"related": [{"file": target.file, "at": target.at, "message": "the process that seems to be meant"}],
		"fix": {
			"title": sprintf("write the key as %s", [target.id]),
			"safe": false,
			"edits": [{"do": "set_attribute", "at": call.at, "name": "calledElement", "value": target.id}],
		},
	}
}
