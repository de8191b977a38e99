# METADATA
# title: Default flow that begins elsewhere
# description: |
#   The default flow of an element is a sequence flow that does not begin at it, or no sequence
#   flow at all.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/sequence-flow/#default-sequence-flow
# custom:
#   rationale: |
#     The engine looks for the default flow among the outgoing flows when no condition holds, and
#     throws an exception (ENGINE-02005) if it is not there: the case that the default flow was to
#     catch is the one that fails.
#   help: Set the default to one of the element's own flows, or remove it.
#   severity: warning
#   since: 0.2.0
#   concerns: [foreign_defaults]
#   supersedes: [default-flow-missing, activity-without-default]
package bpmnlint.rules.runtime["default-flow-foreign"]

report contains {"at": node.at, "attribute": "default", "message": message, "related": related} if {
	some node in input.foreign_defaults
	places := [flow | some flow in input.sequence_flows; flow.id == node.default_ref]
	related := [{"at": flow.at, "message": "the flow that it names"} | some flow in places]
	message := sprintf("%s has the default flow %s, %s: %s", [node.label, node.default_ref, where(places), consequence(node)])
}

where(places) := "which does not begin there" if count(places) > 0

where(places) := "which is no sequence flow" if count(places) == 0

consequence(node) := "when no condition holds, the engine fails" if has_conditions(node)

consequence(node) := "it is never taken" if not has_conditions(node)

has_conditions(node) if {
	some i in node.outgoing
	input.sequence_flows[i].is_conditional
}
