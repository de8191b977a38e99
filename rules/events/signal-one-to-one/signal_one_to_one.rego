# METADATA
# title: Signal that has one thrower and one catcher
# description: |
#   In the whole repository one event throws the signal and one catches it. A signal is meant for
#   whoever listens; this one is a message in disguise.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/signal-events/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     A signal has no addressee: it goes to all instances that wait for it, not only to the one that
#     is meant, and if nobody waits, it is lost without a trace. A message is correlated with one
#     instance and fails where there is none.
#   help: >-
#     Use a message, or call the process. If others throw or catch the signal, name it under
#     external-signals in the configuration.
#   severity: warning
#   since: 0.1.0
package bpmnlint.rules.events["signal-one-to-one"]

aggregate_report contains finding if {
	input.project.complete
	some signal in input.project.signals
	not signal.is_external
	not signal.is_elsewhere
	count(signal.throws) == 1
	count(signal.catches) == 1
	thrower := signal.throws[0]
	catcher := signal.catches[0]
	thrower.is_executable
	catcher.is_executable
	finding := {
		"file": thrower.file,
		"at": thrower.at,
		"message": sprintf("%s throws the signal \"%s\" for %s of process \"%s\" alone: %s", [
			thrower.label,
			signal.name,
			catcher.label,
			catcher.process,
			consequence(catcher),
		]),
		"related": [{"file": catcher.file, "at": catcher.at, "message": "the only catcher"}],
	}
}

consequence(catcher) := "it is lost without a trace if the process is not deployed" if catcher.starts_process

consequence(catcher) := "it reaches every instance that waits there, not only the one that is meant" if not catcher.starts_process
