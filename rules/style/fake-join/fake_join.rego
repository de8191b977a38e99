# METADATA
# title: Activity or event with several incoming flows
# description: An activity or event has more than one incoming sequence flow.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/
# custom:
#   rationale: |
#     It looks like a join, but the engine waits for nothing: each token that arrives executes it
#     once more.
#   help: |
#     Put a gateway before the element: exclusive to merge, parallel to wait for all.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [implicit_joins]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["fake-join"]

report contains {"at": node.at, "message": message} if {
	some node in input.implicit_joins
	message := sprintf("%s has %d incoming flows and is executed once for each token that arrives", [node.label, count(node.incoming)])
}
