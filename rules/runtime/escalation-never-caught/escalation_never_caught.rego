# METADATA
# title: Escalation that nothing catches
# description: |
#   An event throws an escalation that nothing catches: no boundary event and no event sub-
#   process of its process, and nothing around a call activity of the repository that calls this
#   process.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/escalation-events/
# custom:
#   rationale: |
#     The engine goes on without a word, as at a plain event: whoever was to be told is not.
#   help: |
#     Catch the escalation with a boundary event or an event sub-process for its code.
#   severity: note
#   since: 0.2.0
package bpmnlint.rules.runtime["escalation-never-caught"]

aggregate_report contains {"file": thrown.file, "at": thrown.at, "message": message} if {
	input.project.complete
	some thrown in input.project.uncaught
	thrown.kind == "escalation"
	message := sprintf("%s throws the escalation %q, which nothing catches", [thrown.label, thrown.code])
}
