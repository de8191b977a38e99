# METADATA
# title: Unknown extension
# description: |
#   An extension attribute or element of an executable process, in the namespace of the engine,
#   has a name that the engine does not know.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/custom-extensions/
# custom:
#   rationale: |
#     Extensions are outside of what the schema of BPMN checks: a misspelt attribute deploys, and
#     the engine does without it. The task has no assignee, no job is made, no listener is called.
#   help: |
#     Write the name as the engine has it. What you keep for yourselves belongs into extension
#     properties (camunda:properties), or into a namespace of your own.
#   severity: warning
#   since: 0.2.0
#   concerns: [unread_extensions]
package bpmnlint.rules.runtime["extension-unknown"]

report contains object.union(place(extension), finding) if {
	some extension in input.unread_extensions
	not extension.is_known
	finding := {"message": sprintf("%s has %s, which the engine does not know%s", [extension.label, what(extension), suggestion(extension)])}
}

place(extension) := object.filter(extension, {"at", "inside", "attribute"})

what(extension) := sprintf("%s in %s", [extension.name, extension.holder])

what(extension) := extension.name if not extension.holder

suggestion(extension) := sprintf("; %s is probably meant", [extension.meant])

suggestion(extension) := "" if not extension.meant
