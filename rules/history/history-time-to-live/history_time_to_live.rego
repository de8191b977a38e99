# METADATA
# title: No history time to live
# description: |
#   An executable process has no history time to live, and the engine is not known to do
#   without. From 7.20 on Camunda refuses such a model unless it is told otherwise; set
#   engine.history-time-to-live in the configuration to enforced, not-enforced or the value that
#   the engine sets.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/history/history-cleanup/
# custom:
#   rationale: |
#     An engine that enforces it refuses the deployment (ENGINE-12018). One that does not keeps
#     the history for ever.
#   help: |
#     Set the history time to live of the process, or say in the configuration how the engine is
#     set up.
#   severity: warning
#   since: 0.1.0
#   concerns: [processes]
package bpmnlint.rules.history["history-time-to-live"]

report contains {"at": process.at, "message": message, "severity": severity} if {
	is_wanted
	some process in input.processes
	process.is_executable
	object.get(process, "history_time_to_live", "") == ""
	[message, severity] := verdict(process)
}

# Versions up to 7.19 enforce nothing; where the engine has a value of its own,
# or is told not to care, there is nothing to say.
is_wanted if {
	input.file.history_time_to_live == "enforced"
}

is_wanted if {
	object.get(input.file, "history_time_to_live", "unknown") == "unknown"
	not input.file.platform in {sprintf("camunda-7.%d", [minor]) | some minor in numbers.range(0, 19)}
}

verdict(process) := [sprintf("%s has no history time to live: the engine refuses to deploy it", [process.label]), "error"] if {
	input.file.history_time_to_live == "enforced"
}

verdict(process) := [sprintf("%s has no history time to live: it is refused by an engine that enforces it", [process.label]), "warning"] if {
	not input.file.history_time_to_live == "enforced"
}
