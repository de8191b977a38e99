# METADATA
# title: History time to live that the engine refuses
# description: The history time to live is neither a number of days nor of the form P30D.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/history/history-cleanup/
# custom:
#   rationale: |
#     The engine refuses to deploy the model: it knows no months, weeks or years, and no
#     expressions.
#   help: Write a number of days, such as 180 or P180D.
#   severity: error
#   since: 0.1.0
#   fix: unsafe
#   concerns: [processes]
package bpmnlint.rules.history["history-time-to-live-value"]

report contains {"at": process.at, "attribute": "camunda:historyTimeToLive", "message": message, "fix": correct(process)} if {
	some process in input.processes
	process.is_executable
	value := process.history_time_to_live
	value != ""
	not process.history_days
	message := sprintf("%s has the history time to live %q, which the engine cannot read", [process.label, value])
}

correct(process) := {
	"title": sprintf("write it as %s", [process.history_correction]),
	"safe": false,
	"edits": [{"do": "set_attribute", "at": process.at, "name": "camunda:historyTimeToLive", "value": process.history_correction}],
}

correct(process) := null if not process.history_correction
