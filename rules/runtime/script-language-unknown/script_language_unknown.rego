# METADATA
# title: Script in a language that no engine is known to have
# description: |
#   The language of a script, of a script condition or of a script in a parameter is none that
#   engines have by themselves (juel, feel) or by a library (groovy, javascript, python, ruby,
#   freemarker, …). The engine does not evaluate an expression in the name, nor remove blanks.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/scripting/
# custom:
#   rationale: |
#     The engine looks the language up when the script runs. If it finds no script engine of that
#     name it throws an exception, and the step fails, each time.
#   help: |
#     Correct the name. If a library of your own brings the language, name it in the option
#     languages.
#   severity: warning
#   since: 0.2.0
#   concerns: [unknown_script_languages]
#   options:
#     languages:
#       type: strings
#       description: Names of more languages that your engine has, in any letter case.
package bpmnlint.rules.runtime["script-language-unknown"]

report contains object.union({"at": script.at, "message": message(script)}, attribute(script)) if {
	some script in input.unknown_script_languages
	not lower(script.language) in allowed
}

allowed := {lower(name) | some name in input.options["script-language-unknown"].languages}

message(script) := sprintf("%s has a script in %q, which is no known language: did you mean %q?", [script.label, script.language, script.meant]) if script.meant

message(script) := sprintf("%s has a script in %q, but the engine evaluates no expression in the name of a language", [script.label, script.language]) if {
	not script.meant
	regex.match(`[$#]\{`, script.language)
}

message(script) := sprintf("%s has a script in %q, which is no known language", [script.label, script.language]) if {
	not script.meant
	not regex.match(`[$#]\{`, script.language)
}

attribute(script) := {"attribute": script.attribute} if script.attribute

attribute(script) := {} if not script.attribute
