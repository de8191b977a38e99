# METADATA
# title: Compensation handler that nothing leads to
# description: |
#   A compensation boundary event has no handler, or an activity for compensation is the handler
#   of no such event. The engine follows an association from the event to the handler, in a
#   process or sub-process that both lie in; of several it takes the last.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/cancel-and-compensation-events/
# custom:
#   rationale: |
#     Nothing is undone when the activity is compensated, and nobody is told: the model deploys,
#     and the compensation is over at once.
#   help: |
#     Draw the association from the compensation boundary event to the handler. If it stands in
#     the collaboration, draw it anew inside of the pool.
#   severity: warning
#   since: 0.2.0
#   concerns: [unlinked_compensations]
#   supersedes: [no-implicit-end]
package bpmnlint.rules.runtime["compensation-not-linked"]

report contains finding if {
	some unlinked in input.unlinked_compensations
	unlinked.node.type == "boundaryEvent"
	not unlinked.other
	finding := {
		"at": unlinked.node.at,
		"message": sprintf("%s has no handler: nothing is done when its activity is compensated", [unlinked.node.label]),
	}
}

report contains finding if {
	some unlinked in input.unlinked_compensations
	unlinked.other
	finding := {
		"at": unlinked.node.at,
		"message": sprintf("%s has no handler: %s, and the engine does not follow it", [unlinked.node.label, association(unlinked)]),
		"related": [{"at": unlinked.other.at, "message": unlinked.other.label}],
	}
}

report contains finding if {
	some unlinked in input.unlinked_compensations
	unlinked.node.type != "boundaryEvent"
	finding := {
		"at": unlinked.node.at,
		"message": sprintf("%s is for compensation and never runs: it is the handler of no compensation boundary event", [unlinked.node.label]),
	}
}

association(unlinked) := sprintf("the association with %s leads from the handler to the event", [unlinked.other.label]) if {
	unlinked.is_reversed
}

association(unlinked) := sprintf("the association with %s stands outside of the process or sub-process that both lie in", [unlinked.other.label]) if {
	not unlinked.is_reversed
}
