# METADATA
# title: Called process keeps its history for another time
# description: |
#   A process is called by one of its deployment unit that keeps its history for another time.
#   Callers that are called themselves are not compared.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/history/history-cleanup/
# custom:
#   rationale: |
#     With the usual, removal-time based cleanup the history of a called instance is removed together
#     with that of the instance at the top, after the time of that one. The time that the called process
#     states holds only where it is started by itself: data stays longer than it should, or goes sooner.
#   help: Give both the same time to live, or note in the called process for which case its own is meant.
#   severity: note
#   since: 0.1.0
package bpmnlint.rules.history["history-time-to-live-differs"]

aggregate_report contains finding if {
	some process in input.project.processes
	calls := process.differing_callers
	caller := input.project.processes[calls[0].process]
	finding := {
		"file": process.file,
		"at": process.at,
		"attribute": "camunda:historyTimeToLive",
		"message": sprintf("%s keeps its history for %s, but as long as its caller, %s, where %s calls it", [
			process.label,
			days(process.history_days),
			days(caller.history_days),
			caller.label,
		]),
		"related": [{"file": call.file, "at": call.at, "message": "calls it"} | some call in calls],
	}
}

days(n) := "1 day" if n == 1

days(n) := sprintf("%d days", [n]) if n != 1
