# METADATA
# title: Standard loop
# description: |
#   An activity has standard loop characteristics.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/task-markers/
# custom:
#   rationale: |
#     The engine ignores them: the activity is executed once, whatever the loop says.
#   help: |
#     Draw the loop: an exclusive gateway behind the activity that leads back. For a number of
#     instances that is known use a multi-instance activity.
#   severity: warning
#   since: 0.2.0
#   concerns: [standard_loops]
package bpmnlint.rules.runtime["standard-loop-ignored"]

report contains {"at": activity.at, "message": message} if {
	some activity in input.standard_loops
	message := sprintf("%s is executed once: the engine ignores its loop", [activity.label])
}
