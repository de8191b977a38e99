# METADATA
# title: Shapes that overlap
# description: |
#   The shape of an element touches that of another element of the same scope, or lies outside
#   of its pool or expanded sub-process.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     One of the two cannot be read, and what lies outside of its pool looks as if it belonged to
#     nobody.
#   help: Move one of the shapes.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [overlapping_elements, protruding_elements]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["no-overlapping-elements"]

report contains {"at": element.at, "message": message, "related": related} if {
	some element in input.overlapping_elements
	message := sprintf("%s overlaps %s in the diagram", [element.label, element.other_label])
	related := [{"at": element.other, "message": element.other_label}]
}

report contains {"at": element.at, "message": message, "related": related} if {
	some element in input.protruding_elements
	message := sprintf("%s lies outside of %s in the diagram", [element.label, element.other_label])
	related := [{"at": element.other, "message": element.other_label}]
}
