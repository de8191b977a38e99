# METADATA
# title: Error handler for an empty code
# description: |
#   A boundary event or the start event of an event sub-process catches an error whose errorCode
#   is there and empty.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     The engine takes an empty code for a code, which no error has: the event catches nothing.
#     Only an error without the attribute, or an event without an error, is for all errors.
#   help: |
#     Enter the code, or remove the attribute errorCode to catch all errors.
#   severity: warning
#   since: 0.2.0
#   concerns: [empty_error_codes]
package bpmnlint.rules.runtime["error-code-empty"]

report contains finding if {
	some error in input.empty_error_codes
	events := [input.flow_nodes[definition.event] |
		some definition in input.event_definitions
		definition.target == error.at
		definition.is_executable
		definition.event_type in {"boundaryEvent", "startEvent"}
	]
	count(events) > 0
	finding := {
		"at": error.at,
		"attribute": "errorCode",
		"message": sprintf("%s has an empty code: %s catches nothing", [error.label, events[0].label]),
		"related": [{"at": event.at, "message": event.label} | some event in events],
	}
}
