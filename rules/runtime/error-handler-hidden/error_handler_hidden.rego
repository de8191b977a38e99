# METADATA
# title: Error handler that never runs
# description: |
#   Two error boundary events of an activity catch the same: errors of one code, or all errors.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     The engine takes the first one in the file. The other never runs, and which one is first
#     nobody sees in the diagram. One for a code beside one for all errors is no defect: the one
#     for the code is asked first.
#   help: |
#     Remove one of them, or give it the code that it is meant for.
#   severity: warning
#   since: 0.2.0
#   concerns: [hidden_error_handlers]
package bpmnlint.rules.runtime["error-handler-hidden"]

report contains finding if {
	some hidden in input.hidden_error_handlers
	finding := {
		"at": hidden.event.at,
		"message": sprintf("%s never runs: %s catches %s", [hidden.event.label, hidden.earlier.label, what(hidden)]),
		"related": [{"at": hidden.earlier.at, "message": sprintf("%s runs instead", [hidden.earlier.label])}],
	}
}

what(hidden) := "all errors, too, and comes first" if hidden.for_all

what(hidden) := sprintf("the error %q, too, and comes first", [hidden.code]) if not hidden.for_all
