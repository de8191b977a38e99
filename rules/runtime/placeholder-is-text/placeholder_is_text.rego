# METADATA
# title: Placeholder that is no expression
# description: |
#   A user, a group, what is called, a topic or a passed value is written {name}, $name, $(name),
#   $[name] or $ {name}.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/expression-language/
# custom:
#   rationale: |
#     Only ${…} and #{…} are evaluated. The engine takes everything else for the name itself: the
#     task is assigned to a user who is called {name}, the worker's topic is never asked for.
#   help: Write ${name}.
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [placeholders]
package bpmnlint.rules.runtime["placeholder-is-text"]

report contains {"at": place.at, "attribute": place.attribute, "message": message, "fix": fix(place)} if {
	some place in input.placeholders
	message := sprintf("%s has %s=%q, which looks like an expression and is a text", [
		place.label, trim_prefix(place.attribute, "camunda:"), place.text,
	])
}

fix(place) := {
	"title": sprintf("write it as ${%s}", [name]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": place.at, "name": place.attribute, "value": sprintf("${%s}", [name])}],
} if {
	name := trim(place.text, "$#{}()[] \t\r\n")
	regex.match(`^[A-Za-z_][\w.]*$`, name)
}
