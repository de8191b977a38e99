# METADATA
# title: Binding that the engine does not know
# description: |
#   The binding of a called process, case or decision is none of deployment, latest, version and
#   versionTag, in exactly these letters.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/#calledelement-binding
# custom:
#   rationale: |
#     The engine takes latest, without a message: the next deployment of the called process changes
#     what a running instance calls, which is what the binding was to prevent.
#   help: Write deployment, latest, version or versionTag.
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [bindings]
package bpmnlint.rules.runtime["binding-unknown"]

report contains {"at": call.at, "attribute": sprintf("camunda:%s", [attribute]), "message": message, "fix": fix(call)} if {
	some call in input.bindings
	call.binding
	not call.binding in bindings
	attribute := sprintf("%sBinding", [call.prefix])
	message := sprintf("%s has %s=%q, which the engine does not know: it calls the latest version", [call.label, attribute, call.binding])
}

bindings := {"deployment", "latest", "version", "versionTag"}

fix(call) := {
	"title": sprintf("write it as %s", [binding]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": call.at, "name": sprintf("camunda:%sBinding", [call.prefix]), "value": binding}],
} if {
	some binding in bindings
	lower(binding) == lower(trim_space(call.binding))
}

fix(call) := null if not lower(trim_space(call.binding)) in {lower(binding) | some binding in bindings}
