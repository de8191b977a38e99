# METADATA
# title: Element without a place in the diagram
# description: An element has neither shape nor edge in the diagram.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: It is executed, and nobody who looks at the diagram sees it.
#   help: Open the model in the Modeler and draw the element, or remove it.
#   severity: note
#   since: 0.1.0
#   concerns: [hidden_elements]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["no-bpmndi"]

report contains {"at": element.at, "message": message} if {
	is_worth_telling
	some element in input.hidden_elements
	message := sprintf("%s is not in the diagram", [element.label])
}

# A model without any diagram was written by a program, or for a test: it has
# no picture that could mislead.
is_worth_telling if input.has_diagram

is_worth_telling if not input.file.is_terse
