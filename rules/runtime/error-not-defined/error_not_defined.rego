# METADATA
# title: Error that is not defined
# description: |
#   An error event refers to an error that the file does not define.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     The engine takes the reference itself for the code of the error. That works where it is
#     meant; where the error was deleted or renamed, the code is now the old id. Modelers drop the
#     reference when they save the model, and then the event is for all errors, or the engine
#     refuses it.
#   help: |
#     Define the error with its code, and refer to it.
#   severity: note
#   since: 0.2.0
#   concerns: [undefined_errors]
package bpmnlint.rules.runtime["error-not-defined"]

report contains {"at": definition.at, "attribute": "errorRef", "message": message} if {
	some definition in input.undefined_errors
	event := input.flow_nodes[definition.event]
	message := sprintf("%s refers to the error %q, which is not defined: the engine takes the reference for the code", [event.label, definition.ref])
}
