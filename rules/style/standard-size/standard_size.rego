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
#   concerns: [shapes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["standard-size"]

standard := {
	"task": [100, 80],
	"call_activity": [100, 80],
	"sub_process": [100, 80],
	"gateway": [50, 50],
	"event": [36, 36],
	"data_object_reference": [36, 50],
	"data_store_reference": [50, 50],
}

report contains {"at": shape.at, "message": message} if {
	some shape in input.shapes
	[width, height] := standard[shape.kind]
	not is_expanded_sub_process(shape)
	[shape.width, shape.height] != [width, height]
	message := sprintf("%s is %v×%v, not %v×%v", [shape.label, shape.width, shape.height, width, height])
}

report contains {"at": shape.at, "message": message} if {
	some shape in input.shapes
	shape.kind == "participant"
	breadth(shape) != 60
	message := sprintf("%s is an empty pool of breadth %v, not 60", [shape.label, breadth(shape)])
}

is_expanded_sub_process(shape) if {
	shape.kind == "sub_process"
	shape.is_expanded
}

breadth(shape) := shape.width if shape.is_vertical

breadth(shape) := shape.height if not shape.is_vertical
