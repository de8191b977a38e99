# METADATA
# title: Version that is not looked at
# description: |
#   A call activity, a business rule task or a form names a version or a version tag, and its
#   binding is another one.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/call-activity/
# custom:
#   rationale: |
#     The engine looks at a version only where the binding says so. Without a binding it takes the
#     latest one: what was meant to be pinned changes with the next deployment.
#   help: |
#     Set the binding to "version" or "versionTag", or remove the version.
#   severity: warning
#   since: 0.2.0
#   concerns: [unused_versions]
package bpmnlint.rules.runtime["version-not-used"]

report contains {"at": version.at, "attribute": version.attribute, "message": message} if {
	some version in input.unused_versions
	message := sprintf("%s has %s=%q, which the engine looks at only with %s=%q", [
		version.label,
		version.attribute,
		version.version,
		version.binding_attribute,
		version.wanted,
	])
}
