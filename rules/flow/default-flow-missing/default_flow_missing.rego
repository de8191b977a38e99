# METADATA
# title: Split that may leave no way out
# description: |
#   The conditions of an exclusive or inclusive gateway can all be false, and it has no default
#   flow. Conditions that together always hold are decided and are silent; so are those that
#   cannot be decided.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/exclusive-gateway/
# custom:
#   rationale: |
#     When no condition holds the engine throws an exception (ENGINE-02004), and rolls the
#     transaction back: the user sees an error, or a job fails until it becomes an incident.
#   help: Mark one of the flows as the default flow, or add the missing case.
#   severity: warning
#   since: 0.1.0
#   concerns: [decisions]
package bpmnlint.rules.flow["default-flow-missing"]

report contains {"at": decision.at, "message": message} if {
	some decision in input.decisions
	decision.kind in {"exclusive", "inclusive"}
	decision.coverage == "gap"
	not decision.has_default
	message := sprintf("%s takes no flow%s, and the instance is stuck with an error: it has no default flow", [decision.label, when(decision)])
}

when(decision) := sprintf(" when %s", [decision.gap])

when(decision) := "" if not decision.gap
