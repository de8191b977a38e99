# METADATA
# title: Condition that changes something
# description: The condition of a sequence flow calls a method that, by its name, changes something.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/
# custom:
#   rationale: |
#     The engine evaluates conditions as often as it likes and stops at the first that holds; what
#     the call changes depends on the order of the flows, and a reader of the diagram does not
#     look for it there.
#   help: Change data in a task or a listener, and only ask for it in the condition.
#   severity: warning
#   since: 0.1.0
#   concerns: [side_effects]
package bpmnlint.rules.flow["condition-side-effect"]

report contains {"at": effect.at, "message": message} if {
	some effect in input.side_effects
	message := sprintf("%s changes something while it is only asked: %s", [effect.flow, effect.call])
}
