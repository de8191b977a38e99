# METADATA
# title: No history time to live
# description: |
#   An executable process has no history time to live, and the engine is not known to do
#   without. From 7.20 on Camunda refuses such a model unless it is told otherwise; set
#   engine.history-time-to-live in the configuration to enforced, not-enforced or the value that
#   the engine sets. Where no process of a whole repository has one, there is one finding for all.
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
#   fix: safe
#   concerns: [processes]
#   options:
#     value:
#       type: string
#       description: The history time to live, such as P180D, that a fix gives to processes without one; without it there is no fix.
package bpmnlint.rules.history["history-time-to-live"]

report contains {"at": process.at, "message": message, "severity": severities[setting], "fix": fix} if {
	setting := object.get(input.file, "history_time_to_live", "unknown")
	is_wanted(setting, object.get(input.file, "platform", ""))
	some process in input.processes
	is_missing(process)
	message := sprintf("%s has no history time to live: %s", [process.label, consequences[setting]])
	fix := set_value(process)
}

# Only the team knows how long; where its configuration says it, there is nothing to decide.
set_value(process) := {
	"title": sprintf("set the history time to live to %s", [value]),
	"safe": true,
	"edits": [{"do": "set_attribute", "at": process.at, "name": "camunda:historyTimeToLive", "value": value}],
} if {
	value := input.options["history-time-to-live"].value
	regex.match(`^(?:P[0-9]+D|[0-9]+)$`, value)
} else := null

# What all processes of a repository lack is one decision, and one finding.
aggregate_report contains {
	"file": first.file,
	"at": first.at,
	"message": message,
	"severity": severities[setting],
	"for_all": true,
} if {
	input.project.whole
	executable := [process | some process in input.project.processes; process.is_executable]
	every process in executable {
		is_missing(process)
	}
	wanted := [process | some process in executable; is_wanted(process.engine_history_time_to_live, process.platform)]
	count(wanted) > 1
	first := wanted[0]
	setting := strictest(wanted)
	message := sprintf("%s has no history time to live, nor has any other of the %d executable processes: %s", [
		first.label,
		count(executable),
		consequences[setting],
	])
}

is_missing(process) if {
	process.is_executable
	object.get(process, "history_time_to_live", "") == ""
}

# Versions up to 7.19 enforce nothing; where the engine has a value of its own,
# or is told not to care, there is nothing to say.
is_wanted("enforced", _)

is_wanted("unknown", platform) if {
	not platform in {sprintf("camunda-7.%d", [minor]) | some minor in numbers.range(0, 19)}
}

strictest(processes) := "enforced" if {
	some process in processes
	process.engine_history_time_to_live == "enforced"
} else := "unknown"

severities := {"enforced": "error", "unknown": "warning"}

consequences := {
	"enforced": "the engine refuses to deploy it",
	"unknown": "it is refused by an engine that enforces it",
}
