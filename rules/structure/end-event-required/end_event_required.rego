# METADATA
# title: No end event
# description: A process or sub-process has no end event; ad-hoc sub-processes need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/none-events/
# custom:
#   rationale: |
#     A path that just stops looks the same as one that was forgotten; an end event says that the
#     path is meant to end there, and how.
#   help: Add an end event.
#   severity: warning
#   since: 0.1.0
#   concerns: [scopes_without_end]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["end-event-required"]

report contains {"at": scope.at, "message": message} if {
	some scope in input.scopes_without_end
	is_worth_telling(scope)
	message := sprintf("%s has no end event", [scope.label])
}

# An empty process is a draft, or the pool of somebody else.
is_worth_telling(scope) if scope.flow_nodes

is_worth_telling(_) if not input.file.is_terse
