# METADATA
# title: Names of events that differ in letter case only
# description: |
#   Within a deployment unit two messages, or two signals, have names that differ in letter case
#   only; or within a file two errors, or two escalations, have such codes.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     The engine compares these names letter by letter: who correlates orderPaid does not reach
#     who waits for OrderPaid, and an error not-found is not caught as NOT-FOUND. Nobody means two
#     things by such names.
#   help: |
#     Use one name.
#   severity: warning
#   since: 0.2.0
package bpmnlint.rules.runtime["event-names-differ-in-case"]

aggregate_report contains finding(uses(name)[0], "message", name.name, name.case_variant) if {
	some name in input.project.message_case_variants
}

aggregate_report contains finding(uses(name)[0], "signal", name.name, name.case_variant) if {
	some name in input.project.signal_case_variants
}

finding(use, kind, name, variant) := {
	"file": use.file,
	"at": use.at,
	"message": sprintf("%s uses the %s \"%s\", and others use \"%s\": these are two names to the engine", [use.label, kind, name, variant]),
}

uses(name) := [use |
	some member in ["throws", "catches"]
	some use in object.get(name, member, [])
	use.is_executable
]

report contains difference if {
	some variant in input.code_case_variants
	difference := {
		"at": variant.at,
		"message": sprintf("%s has the code %q, and %s the code %q: these are two codes to the engine", [
			variant.label,
			variant.code,
			variant.other_label,
			variant.other_code,
		]),
		"related": [{"at": variant.other_at, "message": variant.other_label}],
	}
}
