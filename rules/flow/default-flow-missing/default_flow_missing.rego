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

report contains {"at": decision.at, "message": message, "related": related} if {
	some decisions in grouped
	decision := decisions[0]
	rest := array.slice(decisions, 1, count(decisions))
	related := [{"at": x.at, "message": sprintf("%s leaves out the same", [x.label])} | some x in rest]
	message := sprintf("%s takes no flow%s, and the instance is stuck with an error: %s", [
		decision.label,
		when(decision),
		conclusion(rest),
	])
}

missing := [decision |
	some decision in input.decisions
	decision.kind in {"exclusive", "inclusive"}
	decision.coverage == "gap"
	not decision.has_default
]

# Gateways of a process that leave out the same cases have one finding.
grouped[[decision.process, when(decision)]] := decisions if {
	some decision in missing
	decisions := [x | some x in missing; x.process == decision.process; when(x) == when(decision)]
}

when(decision) := sprintf(" when %s", [decision.gap])

when(decision) := "" if not decision.gap

conclusion([]) := "it has no default flow"

conclusion(rest) := sprintf("it has no default flow, nor have %d more gateways of the process that decide the same", [count(rest)]) if {
	count(rest) > 1
}

conclusion([other]) := sprintf("it has no default flow, nor has %s, which decides the same", [other.label])
