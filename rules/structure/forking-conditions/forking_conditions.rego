# METADATA
# title: Exclusive gateway with a flow without condition
# description: |
#   An outgoing flow of an exclusive gateway with several flows is neither conditional nor the
#   default flow.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/exclusive-gateway/
# custom:
#   rationale: |
#     The engine takes a flow without condition for one that is always true: all flows that stand
#     behind it in the file are never taken.
#   help: Give the flow a condition, or make it the default flow.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [exclusive_splits]
#   peer: error
#   aliases: [camunda/forking-conditions]
#   supersedes: [conditional-flows]
package bpmnlint.rules.structure["forking-conditions"]

report contains {"at": flow.at, "message": message, "fix": default_flow(gateway, flow)} if {
	some gateway in input.exclusive_splits
	is_wanted(gateway)
	some i in gateway.outgoing
	flow := input.sequence_flows[i]
	not flow.is_conditional
	not flow.is_default
	message := sprintf("%s leaves %s without a condition and is not its default flow", [flow.label, gateway.label])
}

# Where it is the only one without a condition, it is the way for all other cases.
default_flow(node, flow) := {
	"title": "make it the default flow",
	"safe": false,
	"edits": [{"do": "set_attribute", "at": node.at, "name": "default", "value": flow.id}],
} if {
	is_only(node)
	flow.id
} else := null

is_only(node) if {
	not node.default_flow
	unconditional := [i | some i in node.outgoing; not input.sequence_flows[i].is_conditional]
	count(unconditional) == 1
}

# In a model that is only read by people nobody evaluates conditions.
is_wanted(gateway) if gateway.is_executable

is_wanted(_) if not input.file.is_terse
