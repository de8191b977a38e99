# METADATA
# title: Escalation handler that never runs
# description: |
#   A boundary event of a sub-process or the start event of an event sub-process catches an
#   escalation, and nothing inside of the scope throws it. Silent where a user task or a call
#   activity is inside: an escalation may come from there.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/escalation-events/
# custom:
#   rationale: |
#     An escalation comes from an escalation event, from whoever works on a user task, or out of a
#     called process. Where there is none of these, what stands behind the event never happens.
#   help: |
#     Throw the escalation where it arises, with the code that is caught, or remove what catches
#     it.
#   severity: warning
#   since: 0.2.0
#   concerns: [unthrown_escalations]
package bpmnlint.rules.runtime["escalation-never-thrown"]

report contains {"at": event.at, "message": message} if {
	some event in input.unthrown_escalations
	message := sprintf("%s never runs: nothing inside throws its escalation", [event.label])
}
