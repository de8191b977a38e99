# METADATA
# title: Conditions that leave null out
# description: The conditions of a split without default flow hold for all values but null.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/expression-language/
# custom:
#   rationale: |
#     By the engine's rules null is neither greater nor less than a number and equal to nothing
#     but null: an instance in which the variable was never set to a value is stuck with an error.
#   help: Mark one of the flows as the default flow, or ask for null.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [decisions]
package bpmnlint.rules.flow["flow-null-gap"]

report contains {"at": decision.at, "message": message} if {
	some decision in input.decisions
	decision.coverage == "null_gap"
	not decision.has_default
	not decision.has_unconditional
	message := sprintf("%s takes no flow when %s", [decision.label, decision.gap])
}
