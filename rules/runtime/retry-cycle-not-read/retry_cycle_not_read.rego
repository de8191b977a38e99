# METADATA
# title: Retry cycle that the engine cannot read
# description: |
#   A retry time cycle is a constant text that the engine cannot read.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/the-job-executor/#retry-time-cycle-configuration
# custom:
#   rationale: |
#     The engine writes a line to its log and retries as if there were no cycle: three times, at
#     once, whatever the model says.
#   help: Write a repetition (R3/PT5M), a duration, or durations with commas between (PT1M,PT10M,PT1H).
#   severity: warning
#   since: 0.2.0
#   fix: unsafe
#   concerns: [unreadable_moments]
package bpmnlint.rules.runtime["retry-cycle-not-read"]

report contains {"at": moment.at, "message": message, "fix": correct(moment)} if {
	some moment in input.unreadable_moments
	moment.kind == "retry cycle"
	message := sprintf("%s has the retry cycle %q, which the engine cannot read and ignores: %s", [
		moment.label, moment.text, moment.cause,
	])
}

correct(moment) := {
	"title": sprintf("write it as %s", [moment.correction]),
	"safe": false,
	"edits": [{"do": "set_extension_text", "at": moment.at, "name": "camunda:failedJobRetryTimeCycle", "value": moment.correction}],
}

correct(moment) := null if not moment.correction
