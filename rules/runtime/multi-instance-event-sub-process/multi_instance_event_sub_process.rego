# METADATA
# title: Multi-instance event sub-process
# description: |
#   An event sub-process of an executable process has multi-instance loop characteristics.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/event-subprocess/
# custom:
#   rationale: |
#     The engine deploys it and never listens to its start event: messages and signals are not
#     subscribed to, timers are not made, errors and escalations are not caught.
#   help: |
#     Put the loop on a sub-process or an activity inside of the event sub-process.
#   severity: warning
#   since: 0.2.0
#   concerns: [repeated_event_sub_processes]
package bpmnlint.rules.runtime["multi-instance-event-sub-process"]

report contains {"at": sub_process.at, "message": message} if {
	some sub_process in input.repeated_event_sub_processes
	message := sprintf("%s is multi-instance and never starts: the engine does not listen to its start event", [sub_process.label])
}
