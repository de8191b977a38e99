# METADATA
# title: History time to live out of bounds
# description: The history time to live is shorter or longer than the configuration allows.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/history/history-cleanup/
# custom:
#   rationale: |
#     History that goes too early is missing in an audit; history that stays too long fills the
#     database and may not be kept.
#   help: Choose a value within the bounds.
#   severity: warning
#   recommended: "off"
#   since: 0.1.0
#   concerns: [processes]
#   options:
#     min:
#       type: integer
#       description: The least number of days.
#       default: 30
#     max:
#       type: integer
#       description: The largest number of days.
#       default: 3650
package bpmnlint.rules.history["history-time-to-live-bounds"]

report contains {"at": process.at, "attribute": "camunda:historyTimeToLive", "message": message} if {
	options := input.options["history-time-to-live-bounds"]
	some process in input.processes
	process.is_executable
	days := process.history_days
	some [bad, bound] in [[days < options.min, sprintf("at least %d", [options.min])], [days > options.max, sprintf("at most %d", [options.max])]]
	bad
	message := sprintf("%s keeps its history for %d days; allowed are %s", [process.label, days, bound])
}
