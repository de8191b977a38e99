# METADATA
# title: Extension that the engine does not read there
# description: |
#   An extension attribute or element of an executable process stands where the engine does not
#   look for it: a collection at a task instead of its loop, a task listener at a service task,
#   a form at a gateway. What only other programs read, such as element templates and extension
#   properties, is left alone.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/custom-extensions/
# custom:
#   rationale: |
#     The model deploys, and the extension has no effect: there is one instance instead of many,
#     and the listener is never called.
#   help: |
#     Move the extension to where the engine reads it, or remove it.
#   severity: warning
#   since: 0.2.0
#   concerns: [unread_extensions]
package bpmnlint.rules.runtime["extension-not-read"]

report contains object.union(place(extension), finding) if {
	some extension in input.unread_extensions
	extension.is_known
	finding := {
		"message": sprintf("%s has %s, which the engine does not read there", [extension.label, what(extension)]),
		"help": sprintf("The engine reads it at %s. Move it there, or remove it.", [extension.where]),
	}
}

place(extension) := object.filter(extension, {"at", "inside", "attribute"})

what(extension) := sprintf("%s in %s", [extension.name, extension.holder])

what(extension) := extension.name if not extension.holder
