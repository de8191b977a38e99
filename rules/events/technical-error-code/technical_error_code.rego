# METADATA
# title: Technical exception as a BPMN error
# description: |
#   The code of a BPMN error names a technical failure: an exception class, a time-out, an HTTP
#   status of a server.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     A BPMN error is a business outcome that the process handles. A technical failure modelled as
#     one ends the retries of the engine: a database that is down for a minute becomes a decision
#     of the process.
#   help: |
#     Let the technical failure be an incident with retries; throw a BPMN error for what the
#     business knows.
#   severity: note
#   since: 0.1.0
#   concerns: [errors]
package bpmnlint.rules.events["technical-error-code"]

report contains {"at": error.at, "attribute": "errorCode", "message": message} if {
	some error in input.errors
	is_technical(error.code)
	message := sprintf("%s has the code %q, a technical failure that retries would mend", [error.label, error.code])
}

is_technical(code) if regex.match(`^(?:[a-z]+[.])+[A-Z][A-Za-z]*(?:Exception|Error)$`, code)

is_technical(code) if regex.match(`^[A-Z][A-Za-z]*Exception$`, code)

is_technical(code) if regex.match(`(?i)^(?:http[-_ ]?)?50[0-4]$`, code)

is_technical(code) if regex.match(`(?i)^(?:technical|tech|system|sql|jdbc|io|network|connection|server|internal|unexpected|runtime|java)[-_ ]?(?:server[-_ ]?)?(?:error|exception|failure|timeout)$`, code)
