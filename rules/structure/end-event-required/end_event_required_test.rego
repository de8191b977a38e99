package bpmnlint.rules.structure["end-event-required_test"]

import data.bpmnlint.rules.structure["end-event-required"] as rule

test_missing if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="t" />`)
	messages == {`process process has no end event`}
}

test_there if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<endEvent id="s" />`)
}

test_sub_process if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<endEvent id="s" /><subProcess id="sub" name="Pack"><task id="t" /></subProcess>`)
	messages == {`sub-process "Pack" has no end event`}
}

test_ad_hoc if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<endEvent id="s" /><adHocSubProcess id="sub"><task id="t" /></adHocSubProcess>`)
}
