# METADATA
# title: Lane
# description: A lane is used.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine ignores lanes: who does what is said by assignees and candidate groups, and the
#     two drift apart.
#   help: Say who does the work by assignee or candidate groups.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [lanes]
#   platforms: [any]
#   peer: error
#   aliases: [camunda/avoid-lanes]
package bpmnlint.rules.style["avoid-lanes"]

report contains {"at": lane.at, "message": message} if {
	some lane in input.lanes
	message := sprintf("%s means nothing to the engine", [lane.label])
}
