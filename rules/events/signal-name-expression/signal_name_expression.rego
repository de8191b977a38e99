# METADATA
# title: Signal name with a key or id in it
# description: The name of a signal is an expression that contains a business key or an id.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/signal-events/
# custom:
#   rationale: |
#     A signal goes to everybody who listens. One that only a single instance listens for is a
#     message: correlated, and with an error when nobody is there.
#   help: Use a message, and correlate it by business key or variable.
#   severity: warning
#   since: 0.1.0
#   concerns: [signals]
package bpmnlint.rules.events["signal-name-expression"]

report contains {"at": signal.at, "attribute": "name", "message": message} if {
	some signal in input.signals
	contains(signal.name, "{")
	some variable in juel.parse(signal.name).variables
	is_key(variable, signal.name)
	message := sprintf("%s is for one instance only: a message in disguise", [signal.label])
}

is_key(variable, _) if regex.match(`(?i)(?:^id$|Id$|ID$|_id$|key$|uuid$|number$)`, variable)

is_key("execution", name) if regex.match(`(?i)processBusinessKey|businessKey|processInstanceId|getId`, name)
