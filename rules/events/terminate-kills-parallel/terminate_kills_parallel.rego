# METADATA
# title: Terminate end event that ends parallel work
# description: |
#   A terminate end event can be reached while a step on a parallel path of the same scope is
#   still running.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/terminate-event/
# custom:
#   rationale: |
#     It cancels everything in its scope: open tasks disappear from task lists, jobs and
#     subscriptions are deleted, and what was begun there is not undone.
#   help: |
#     Use a plain end event, or join the paths before; if ending the other path is meant, say so
#     by an interrupting event.
#   severity: warning
#   since: 0.1.0
#   concerns: [terminations]
package bpmnlint.rules.events["terminate-kills-parallel"]

report contains {"at": termination.event.at, "message": message, "related": related} if {
	some termination in input.terminations
	related := [
		{"at": termination.work.at, "message": sprintf("%s can still be running", [termination.work.label])},
		{"at": termination.fork.at, "message": sprintf("the paths part at %s", [termination.fork.label])},
	]
	message := sprintf("%s can end %s, which runs beside it since %s", [
		termination.event.label, termination.work.label, termination.fork.label,
	])
}
