package bpmnlint.rules.structure["ad-hoc-sub-process_test"]

import data.bpmnlint.rules.structure["ad-hoc-sub-process"] as rule

test_events_in_it if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<adHocSubProcess id="a" name="Help"><startEvent id="s" /><endEvent id="e" /><task id="t" /></adHocSubProcess>`)
	messages == {`start event s stands in ad-hoc sub-process "Help", which can have neither start nor end events`, `end event e stands in ad-hoc sub-process "Help", which can have neither start nor end events`}
}

test_tasks_only if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<adHocSubProcess id="a"><task id="t" /></adHocSubProcess>`)
}
