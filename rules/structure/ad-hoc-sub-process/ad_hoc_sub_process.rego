# METADATA
# title: Start or end event in an ad-hoc sub-process
# description: A start event or an end event stands directly in an ad-hoc sub-process.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/subprocesses/
# custom:
#   rationale: |
#     The activities of an ad-hoc sub-process are started one by one by people, in any order: BPMN
#     allows neither start nor end event there. Camunda 7 does not execute ad-hoc sub-processes at
#     all.
#   help: Remove the event, or make the ad-hoc sub-process an ordinary one.
#   severity: warning
#   since: 0.1.0
#   concerns: [ad_hoc_sub_processes]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["ad-hoc-sub-process"]

report contains {"at": event.at, "message": message} if {
	some kind in ["start_events", "end_events"]
	some scope in input.scopes
	scope.type == "adHocSubProcess"
	some i in scope[kind]
	event := input.flow_nodes[i]
	message := sprintf("%s stands in %s, which can have neither start nor end events", [event.label, scope.label])
}
