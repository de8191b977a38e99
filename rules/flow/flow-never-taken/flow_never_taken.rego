# METADATA
# title: Sequence flow that is never taken
# description: |
#   The condition of a sequence flow never holds, or whenever it holds an earlier flow of the
#   same exclusive gateway is taken. The engine asks the flows in the order of the file.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/exclusive-gateway/
# custom:
#   rationale: What lies behind the flow looks like a case that is handled, and is not.
#   help: |
#     Correct the condition, or move the flow before the others; the Modeler keeps the order in
#     which flows were drawn.
#   severity: warning
#   since: 0.1.0
#   concerns: [decisions]
package bpmnlint.rules.flow["flow-never-taken"]

report contains {"at": flow.at, "message": message, "related": related} if {
	some decision in input.decisions
	some flow in decision.never_taken
	earlier := object.get(flow, "by", [])
	related := [{"at": x.at, "message": sprintf("%s is taken instead", [x.label])} | some x in earlier]
	message := sprintf("%s of %s is never taken: %s", [flow.label, decision.label, reason(flow, earlier)])
}

reason(flow, _) := "its condition is neither true nor false" if flow.fails

reason(flow, []) := "its condition never holds" if not flow.fails

reason(flow, earlier) := text if {
	not flow.fails
	count(earlier) > 0
	text := sprintf("whenever its condition holds, that of %s holds before it", [concat(" or ", [x.label | some x in earlier])])
}
