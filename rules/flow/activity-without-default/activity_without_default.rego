# METADATA
# title: Activity whose conditional flows may leave no way out
# description: |
#   All outgoing flows of an activity or event are conditional, their conditions can all be
#   false, and it has no default flow.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/
# custom:
#   rationale: |
#     When no condition holds the engine throws an exception (ENGINE-02006), and the completion of
#     the activity is rolled back.
#   help: Mark one of the flows as the default flow, or add the missing case.
#   severity: warning
#   since: 0.1.0
#   concerns: [decisions]
package bpmnlint.rules.flow["activity-without-default"]

report contains {"at": decision.at, "message": message} if {
	some decision in input.decisions
	decision.kind == "activity"
	decision.coverage == "gap"
	not decision.has_default
	not decision.has_unconditional
	message := sprintf("%s cannot be left when %s: all its flows are conditional, and none is the default flow", [decision.label, gap(decision)])
}

gap(decision) := decision.gap

gap(decision) := "no condition holds" if not decision.gap
