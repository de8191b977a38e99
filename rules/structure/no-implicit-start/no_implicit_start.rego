# METADATA
# title: Element that nothing leads to
# description: |
#   An activity, gateway or event has no incoming sequence flow. Start and boundary events,
#   catching links, event sub-processes, compensation handlers and what lies in ad-hoc
#   sub-processes need none.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine enters a scope at its start events only: what nothing leads to is never executed.
#   help: Connect the element, or remove it.
#   severity: warning
#   since: 0.1.0
#   concerns: [unreached]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["no-implicit-start"]

report contains {"at": node.at, "message": message} if {
	some node in input.unreached
	node.kind in {"activity", "event", "gateway"}
	node.scope_type != "adHocSubProcess"
	not node.triggered_by_event
	not node.is_for_compensation
	not is_link(node)
	is_worth_telling(node)
	message := sprintf("%s is never reached: no sequence flow leads to it", [node.label])
}

is_link(node) if {
	node.type == "intermediateCatchEvent"
	definitions := object.get(node, "event_definitions", [])
	count(definitions) > 0
	every i in definitions {
		input.event_definitions[i].type == "linkEventDefinition"
	}
}

# What is connected to nothing at all is the finding of no-disconnected.
is_worth_telling(node) if node.outgoing

is_worth_telling(_) if not input.file.is_terse
