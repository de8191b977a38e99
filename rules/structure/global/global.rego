# METADATA
# title: Message, signal, error or escalation without name, use or uniqueness
# description: |
#   A message, signal, error or escalation has no name, nothing refers to it, or another one of
#   its type has the same name.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/
# custom:
#   rationale: |
#     Whoever picks one from the list in the Modeler cannot tell two of the same name apart, and
#     what nobody uses stays there for ever. Two signals of one name are refused by the engine.
#   help: Give it a name of its own, or remove it.
#   severity: note
#   since: 0.1.0
#   fix: unsafe
#   concerns: [root_elements]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["global"]

report contains {"at": element.at, "message": message} if {
	some element in input.root_elements
	not element.name
	message := sprintf("%s has no name", [element.label])
}

report contains {"at": element.at, "message": message, "fix": fix} if {
	some element in input.root_elements
	not element.is_used
	message := sprintf("%s is not used", [element.label])
	fix := {"title": "remove it", "safe": false, "edits": [{"do": "remove", "at": element.at}]}
}

report contains {"at": element.at, "message": message, "fix": merge(element)} if {
	some element in input.root_elements
	element.has_namesake
	message := sprintf("%s has the name of another %s", [element.label, element.type])
}

# Two that differ in nothing but the id are one.
merge(element) := {
	"title": "let all refer to the first one of this name, and remove this one",
	"safe": false,
	"edits": [{"do": "merge", "at": element.at, "into": element.twin_at}],
}

merge(element) := null if not element.twin_at
