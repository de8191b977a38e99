# METADATA
# title: Split that may leave no way out
# description: |
#   The conditions of an exclusive or inclusive gateway can all be false, and it has no default
#   flow. Conditions that together always hold are decided and are silent; so are those that
#   cannot be decided. More than three
#   different ones in a process are one finding on the process.
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
	some groups in by_process
	count(groups) <= 3
	some decisions in groups
	decision := first(decisions)
	rest := [x | some x in decisions; x.at != decision.at]
	related := [{"at": x.at, "message": sprintf("%s leaves out the same", [x.label])} | some x in rest]
	message := sprintf("%s takes no flow%s, and the instance is stuck with an error: %s", [
		decision.label,
		when(decision),
		conclusion(rest),
	])
}

# Where a process has many, it is a habit: one finding tells it.
report contains {"at": process.at, "message": message, "related": related} if {
	some position, groups in by_process
	count(groups) > 3
	process := input.processes[position]
	decisions := [x | some x in missing; x.process == position]
	related := [{"at": x.at, "message": sprintf("%s takes no flow%s", [x.label, when(x)])} | some x in decisions]
	message := sprintf("%s has %d gateways that take no flow for some values and have no default flow: %s does so%s", [
		process.label,
		count(decisions),
		decisions[0].label,
		when(decisions[0]),
	])
}

# The least id, so that the order of elements, which modelers change, does not
# decide where the finding is.
first(decisions) := [x | some x in decisions; object.get(x, "id", "") == least][0] if {
	least := min([object.get(x, "id", "") | some x in decisions])
}

missing := [decision |
	some decision in input.decisions
	decision.kind in {"exclusive", "inclusive"}
	decision.coverage == "gap"
	not decision.has_default
]

# Gateways of a process that leave out the same cases belong together.
by_process[process][case] := decisions if {
	some decision in missing
	process := decision.process
	case := when(decision)
	decisions := [x | some x in missing; x.process == process; when(x) == case]
}

when(decision) := sprintf(" when %s", [decision.gap])

when(decision) := "" if not decision.gap

conclusion([]) := "it has no default flow"

conclusion(rest) := sprintf("it has no default flow, nor have %d more gateways of the process that decide the same", [count(rest)]) if {
	count(rest) > 1
}

conclusion([other]) := sprintf("it has no default flow, nor has %s, which decides the same", [other.label])
