# METADATA
# title: Receive task or gateway that does not start the process
# description: |
#   A receive task or an event-based gateway has instantiate="true".
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/receive-task/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/event-based-gateway/
# custom:
#   rationale: |
#     The engine ignores it: it does not subscribe to the message when the process is deployed,
#     and whoever correlates it is told that nobody waits.
#   help: |
#     Begin the process with a message start event.
#   severity: warning
#   since: 0.2.0
#   concerns: [instantiating_nodes]
package bpmnlint.rules.runtime["instantiate-ignored"]

report contains {"at": node.at, "attribute": "instantiate", "message": message} if {
	some node in input.instantiating_nodes
	message := sprintf("%s does not start the process: the engine ignores instantiate", [node.label])
}
