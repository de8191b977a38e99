# METADATA
# title: Shape of an unusual size
# description: |
#   The size of a shape differs from the one that the Modeler gives to its type: 100×80 for
#   tasks, 50×50 for gateways, 36×36 for events.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: Diagrams of one team look alike when their shapes do.
#   help: Give the shape its standard size.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [resized_shapes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["standard-size"]

report contains {"at": shape.at, "message": message} if {
	some shape in input.resized_shapes
	message := sprintf("%s is %s, not %s", [shape.label, shape.size, shape.standard])
}
