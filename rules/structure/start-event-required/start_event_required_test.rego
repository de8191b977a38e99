package bpmnlint.rules.structure["start-event-required_test"]

import data.bpmnlint.rules.structure["start-event-required"] as rule

test_missing if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="t" />`)
	messages == {`process process has no start event`}
}

test_there if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" />`)
}

test_sub_process if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><subProcess id="sub" name="Pack"><task id="t" /></subProcess>`)
	messages == {`sub-process "Pack" has no start event`}
}

test_ad_hoc if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><adHocSubProcess id="sub"><task id="t" /></adHocSubProcess>`)
}
