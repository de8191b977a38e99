# METADATA
# title: Expression that is only text
# description: |
#   The expression of a task, a throwing message or a listener, or a JUEL script whose result
#   nobody takes, is a text without ${…}. A script task without scriptFormat is a JUEL script.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/expression-language/
# custom:
#   rationale: |
#     The engine evaluates what stands between ${ and }, and nothing else. Of a text alone it says
#     nothing: the token goes on, and what was to be done is not done.
#   help: |
#     Write ${bean.method()}, or set the scriptFormat to the script's language.
#   severity: warning
#   since: 0.2.0
#   concerns: [idle_texts]
package bpmnlint.rules.runtime["expression-is-text"]

report contains {"at": idle.at, "attribute": idle.attribute, "message": message} if {
	some idle in input.idle_texts
	idle.attribute
	message := sprintf("%s has the expression %q, in which nothing is evaluated: it does nothing", [idle.label, idle.text])
}

report contains {"at": idle.at, "message": message} if {
	some idle in input.idle_texts
	not idle.attribute
	message := sprintf("%s has %s, in which nothing is evaluated: it does nothing", [idle.label, script(idle)])
}

script(idle) := "a JUEL script without ${…}" if idle.names_language

script(idle) := "a script without scriptFormat, which is a JUEL script and has no ${…}" if not idle.names_language
