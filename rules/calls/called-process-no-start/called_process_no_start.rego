# METADATA
# title: Called process cannot be called
# description: |
#   A call activity calls a process with several start events, none of which is a none or a timer
#   start event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/start-events/
# custom:
#   rationale: |
#     A call begins at the none or timer start event, or at the only start event there is, whatever
#     its type. With several others the engine does not know where to begin: the call fails each time
#     with a NullPointerException.
#   help: Give the called process a none start event.
#   severity: error
#   since: 0.1.0
package bpmnlint.rules.calls["called-process-no-start"]

aggregate_report contains finding if {
	some call in input.project.futile_calls
	process := input.project.processes[call.targets[0]]
	finding := {
		"file": call.file,
		"at": call.at,
		"attribute": "calledElement",
		"message": sprintf("%s calls %s, which has only start events that wait for something: the call fails", [
			call.label,
			process.label,
		]),
		"related": [{"file": process.file, "at": process.at, "message": "called process"}],
	}
}
