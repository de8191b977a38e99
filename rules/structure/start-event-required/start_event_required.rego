# METADATA
# title: No start event
# description: A process or sub-process has no start event; ad-hoc sub-processes need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/start-events/
# custom:
#   rationale: |
#     Without a start event the engine refuses to deploy an executable process, and a sub-process
#     cannot be entered.
#   help: Add a start event.
#   severity: warning
#   since: 0.1.0
#   concerns: [scopes_without_start]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["start-event-required"]

report contains {"at": scope.at, "message": message} if {
	some scope in input.scopes_without_start
	is_worth_telling(scope)
	message := sprintf("%s has no start event", [scope.label])
}

# An empty process is a draft, or the pool of somebody else.
is_worth_telling(scope) if scope.flow_nodes

is_worth_telling(_) if not input.file.is_terse
