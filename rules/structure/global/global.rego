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
#   concerns: [messages, signals, errors, escalations]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["global"]

roots contains object.union(x, {"kind": kind}) if {
	some kind in ["messages", "signals", "errors", "escalations"]
	some x in input[kind]
}

report contains {"at": x.at, "message": sprintf("%s has no name", [x.label])} if {
	some x in roots
	not x.name
}

report contains {"at": x.at, "message": sprintf("%s is not used", [x.label])} if {
	some x in roots
	not x.is_used
}

report contains {"at": x.at, "message": message} if {
	some x in roots
	x.name
	some y in roots
	y.kind == x.kind
	y.name == x.name
	y.at != x.at
	message := sprintf("%s has the name of another %s", [x.label, x.type])
}
