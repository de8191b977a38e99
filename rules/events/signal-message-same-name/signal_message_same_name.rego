# METADATA
# title: Signal and message with one name
# description: |
#   In a deployment unit a signal and a message have the same name.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/signal-events/
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/message-events/
# custom:
#   rationale: |
#     The engine keeps the two apart: who correlates the message wakes none of those that wait for the
#     signal, and the other way round. With one name for both nobody sees which is meant.
#   help: Use one of them for both, or give them different names.
#   severity: warning
#   since: 0.1.0
package bpmnlint.rules.events["signal-message-same-name"]

aggregate_report contains finding if {
	some signal in input.project.signals
	message := input.project.messages[signal.message]
	by_signal := uses(signal)[0]
	by_message := uses(message)[0]
	finding := {
		"file": by_signal.file,
		"at": by_signal.at,
		"message": sprintf("%s uses the signal \"%s\", and %s a message of that name: neither reaches who waits for the other", [
			by_signal.label,
			signal.name,
			by_message.label,
		]),
		"related": [{"file": by_message.file, "at": by_message.at, "message": "uses the message"}],
	}
}

uses(name) := [use |
	some member in ["catches", "throws"]
	some use in object.get(name, member, [])
	use.is_executable
]
