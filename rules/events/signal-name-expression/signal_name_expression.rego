# METADATA
# title: Signal name with a key or id in it
# description: |
#   The name of a signal contains an expression with a business key, an id or a number in it. Names
#   that an expression picks in another way, such as by country or tenant, are silent.
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
	signal.is_used
	some expression in regex.find_n(`[#$]\{[^}]*\}`, signal.name, -1)
	some word in regex.find_n(`\w+`, expression, -1)
	is_key(word)
	message := sprintf("%s is for one instance only: a message in disguise", [signal.label])
}

# is_key holds for the name of a variable, property or method that tells one
# instance from another: orderId, case_number, getBusinessKey, but not paid.
is_key(word) if {
	regex.match(`^(?:id|key|uuid|number)$|[a-z0-9](?:Id|ID|Key|Uuid|UUID|Number|Nr)$|_(?:id|key|uuid|number|nr)$`, word)
	not regex.match(`(?i)(?:activity|definition|element|event|signal|message|topic|tenant|type)_?(?:id|key)$`, word)
}
