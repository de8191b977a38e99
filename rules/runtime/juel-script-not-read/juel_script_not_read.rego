# METADATA
# title: JUEL script that fails whenever it runs
# description: |
#   A script in JUEL has a syntax error, calls a function, or fails whatever the variables are; or
#   it is a condition whose value is never true or false. A script task without scriptFormat is a
#   JUEL script.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/scripting/#use-script-tasks
# custom:
#   rationale: |
#     The engine parses an expression when the model is deployed, but a script only when it runs:
#     then it throws an exception, and the step fails, each time. A script has no functions: not
#     even now() and S(), which expressions have.
#   help: |
#     Write the script as an expression where functions are needed: the expression of a service
#     task, or an input parameter. Set the scriptFormat if the script is in another language.
#   severity: warning
#   since: 0.2.0
#   concerns: [unreadable_scripts]
package bpmnlint.rules.runtime["juel-script-not-read"]

report contains {"at": script.at, "message": message} if {
	some script in input.unreadable_scripts
	message := sprintf("%s has a JUEL script%s that fails whenever it runs: %s", [script.label, note(script), script.cause])
}

note(script) := "" if script.language

note(script) := ", for it has no scriptFormat," if not script.language
