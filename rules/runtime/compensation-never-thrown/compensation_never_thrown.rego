# METADATA
# title: Compensation that is never thrown
# description: |
#   An executable process has a compensation handler, or a compensating event sub-process, and
#   nothing in it throws compensation: neither a compensation event nor a cancel end event.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/cancel-and-compensation-events/
# custom:
#   rationale: |
#     Compensation happens where an event throws it. An error, a terminate end event or the
#     deletion of the instance undoes nothing, and the engine does not compensate across call
#     activities: a calling process cannot ask for it.
#   help: |
#     Throw compensation where the work is to be undone, or remove the handlers.
#   severity: warning
#   since: 0.2.0
#   concerns: [unthrown_compensations]
package bpmnlint.rules.runtime["compensation-never-thrown"]

report contains {"at": node.at, "message": message} if {
	some node in input.unthrown_compensations
	message := sprintf("%s never does anything: nothing in the process throws compensation", [node.label])
}
