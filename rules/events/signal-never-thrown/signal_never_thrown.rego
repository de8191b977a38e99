# METADATA
# title: Signal that nothing throws
# description: |
#   Events wait for a signal that no process of the repository throws.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/signal-events/
# custom:
#   rationale: |
#     Unless a program throws the signal through the API, whoever waits for it waits for ever.
#   help: >-
#     Correct the name, or name signals that programs throw under external-signals in the
#     configuration.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
package bpmnlint.rules.events["signal-never-thrown"]

aggregate_report contains {"file": catcher.file, "at": catcher.at, "message": message} if {
	input.project.complete
	some signal in input.project.signals
	not signal.is_thrown
	not signal.is_external
	catcher := [use | some use in signal.catches; use.is_executable][0]
	message := sprintf("%s waits for the signal \"%s\", which no process of the repository throws", [catcher.label, signal.name])
}
