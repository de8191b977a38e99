# METADATA
# title: Path that ends without an end event
# description: |
#   An activity, gateway or event has no outgoing sequence flow. End events, throwing links,
#   event sub-processes, compensation and what lies in ad-hoc sub-processes need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: The path ends there. A reader cannot tell whether that is meant or a flow was forgotten.
#   help: Add an end event, or the flow that is missing.
#   severity: note
#   since: 0.1.0
#   concerns: [dead_ends]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-implicit-end"]

report contains {"at": node.at, "message": message} if {
	some node in input.dead_ends
	node.kind in {"activity", "event", "gateway"}
	node.scope_type != "adHocSubProcess"
	not node.triggered_by_event
	not node.is_for_compensation
	not is_link(node)
	not is_handled_compensation(node)
	is_worth_telling(node)
	message := sprintf("%s ends its path without an end event", [node.label])
}

only(node, type) if {
	definitions := object.get(node, "event_definitions", [])
	count(definitions) > 0
	every i in definitions {
		input.event_definitions[i].type == type
	}
}

is_link(node) if {
	node.type == "intermediateThrowEvent"
	only(node, "linkEventDefinition")
}

is_handled_compensation(node) if {
	node.type == "boundaryEvent"
	only(node, "compensateEventDefinition")
	node.id in associated
}

associated contains association.source_ref if some association in input.associations

# What is connected to nothing at all is the finding of no-disconnected.
is_worth_telling(node) if node.incoming

is_worth_telling(node) if node.type == "boundaryEvent"

is_worth_telling(_) if not input.file.is_terse
