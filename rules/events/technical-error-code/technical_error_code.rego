# METADATA
# title: Technical exception as a BPMN error
# description: |
#   The code of a BPMN error that an executable model uses names a technical failure: an exception
#   of Java or of a framework, a time-out, an HTTP status of a server. An exception of your own,
#   such as OutOfStockException, is none.
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
	some process in input.processes
	process.is_executable
	some error in input.errors
	error.is_used
	is_technical(error.code)
	message := sprintf("%s has the code %q, a technical failure that retries would mend", [error.label, error.code])
}

# Exceptions of Java and of what engines run on, by package.
is_technical(code) if regex.match(`^(?:javax?|jakarta|kotlin|feign|org\.(?:springframework|apache|hibernate))\.`, code)

# The same by name, whatever their package.
is_technical(code) if {
	name := regex.replace(code, `^.*\.`, "")
	regex.match(exceptions, name)
}

is_technical(code) if regex.match(`(?i)^(?:http[-_ ]?(?:status|error)?[-_ ]?)?50[0-4]$`, code)

is_technical(code) if regex.match(`(?i)^(?:technical|tech|system|sql|jdbc|io|network|connection|server|internal|unexpected|runtime|java)[-_ ]?(?:server[-_ ]?)?(?:error|exception|failure|timeout)$`, code)

is_technical(code) if regex.match(`(?i)^(?:service|server|system|database)[-_ ]?(?:unavailable|not[-_ ]?available|unreachable|down)$`, code)

exceptions := concat("|", [
	`^(?:Null|NullPointer|Illegal\w+|ClassCast|NumberFormat|Arithmetic|\w*IndexOutOfBounds|Runtime|Unchecked\w+)?Exception$`,
	`^(?:IO|UncheckedIO|SQL|SQLTimeout|Timeout|SocketTimeout|ReadTimeout|ConnectTimeout|Socket|Connect|UnknownHost)Exception$`,
	`^(?:Json\w+|DataAccess\w*|OptimisticLocking|RestClient|ResourceAccess|HttpClientError|HttpServerError|ProcessEngine)Exception$`,
	`^(?:Throwable|OutOfMemoryError|StackOverflowError)$`,
])
