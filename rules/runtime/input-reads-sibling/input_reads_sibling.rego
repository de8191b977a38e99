# METADATA
# title: Input parameter that reads another one
# description: |
#   An input parameter reads the name of another input parameter of its element, and nothing else
#   in the file has to do with a variable of that name. Where something has, the rule is silent.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/variables/#input-output-variable-mapping
# custom:
#   rationale: |
#     Inputs are evaluated in the scope around the element, in whatever order they stand. There the
#     other parameter is not: the engine does not find the variable, and the step fails before it
#     begins; or it finds one of that name that is another.
#   help: |
#     Write the value itself in place of the name, or set the variable before the element.
#   severity: warning
#   since: 0.2.0
#   concerns: [sibling_reads]
package bpmnlint.rules.runtime["input-reads-sibling"]

report contains {"at": sibling.at, "message": message, "related": related} if {
	some sibling in input.sibling_reads
	related := [{"at": sibling.read_at, "message": "the other input parameter"}]
	message := sprintf("%s has the input parameter %q, which reads %q: the element's other inputs are not there yet", [
		sibling.label, sibling.reader, sibling.read,
	])
}
