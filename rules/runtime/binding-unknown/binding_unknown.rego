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
#   concerns: [bindings]
package bpmnlint.rules.runtime["binding-unknown"]

report contains {"at": call.at, "attribute": sprintf("camunda:%s", [attribute]), "message": message} if {
	some call in input.bindings
	call.binding
	not call.binding in {"deployment", "latest", "version", "versionTag"}
	attribute := sprintf("%sBinding", [call.prefix])
	message := sprintf("%s has %s=%q, which the engine does not know: it calls the latest version", [call.label, attribute, call.binding])
}
