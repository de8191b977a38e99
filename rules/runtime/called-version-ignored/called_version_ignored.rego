# METADATA
# title: Called version that the engine ignores
# description: |
#   A version or a version tag of a called process, case or decision is given, and the binding is
#   not version, or not versionTag.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/#calledelement-binding
# custom:
#   rationale: |
#     The engine looks at the version only where the binding says so. It calls the version that the
#     binding names, the latest without a binding, and says nothing.
#   help: Set the binding to version or versionTag, or remove what is ignored.
#   severity: warning
#   since: 0.2.0
#   concerns: [bindings]
package bpmnlint.rules.runtime["called-version-ignored"]

report contains {"at": call.at, "attribute": sprintf("camunda:%sVersion", [call.prefix]), "message": message} if {
	some call in input.bindings
	call.version
	not call.binding == "version"
	message := ignored(call, "Version", call.version, "version")
}

report contains {"at": call.at, "attribute": sprintf("camunda:%sVersionTag", [call.prefix]), "message": message} if {
	some call in input.bindings
	call.version_tag
	not call.binding == "versionTag"
	message := ignored(call, "VersionTag", call.version_tag, "versionTag")
}

ignored(call, part, value, wanted) := sprintf("%s has %s%s=%q, which the engine ignores, for its %sBinding is not %s but %s", [
	call.label, call.prefix, part, value, call.prefix, wanted, bound(call),
])

bound(call) := sprintf("%q", [call.binding]) if call.binding

bound(call) := "latest, as without one" if not call.binding
