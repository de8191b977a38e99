# METADATA
# title: Task with several implementations
# description: |
#   A service, send or business rule task, or a throwing message, has more than one of a
#   decision, a type, a class, a delegate expression and an expression.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/service-task/
# custom:
#   rationale: |
#     The engine takes the first one in this order and ignores the others without a word. Whoever
#     changes one of those later wonders why nothing changes.
#   help: |
#     Keep the one that is to run.
#   severity: warning
#   since: 0.2.0
#   concerns: [competing_implementations]
package bpmnlint.rules.runtime["implementation-twice"]

report contains {"at": task.at, "message": message} if {
	some task in input.competing_implementations
	message := sprintf("%s has several implementations: the engine takes %s and ignores %s", [task.label, task.taken, concat(" and ", task.ignored)])
}
