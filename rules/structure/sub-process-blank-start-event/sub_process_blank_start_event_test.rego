package bpmnlint.rules.structure["sub-process-blank-start-event_test"]

import data.bpmnlint.rules.structure["sub-process-blank-start-event"] as rule

test_typed if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<subProcess id="sub" name="Pack"><startEvent id="s" name="Daily"><timerEventDefinition /></startEvent></subProcess>`)
	messages == {`timer start event "Daily" cannot start sub-process "Pack", which is entered by its sequence flow`}
}

test_blank if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub"><startEvent id="s" /></subProcess>`)
}

test_event_sub_process if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub" name="Cancel order" triggeredByEvent="true"><startEvent id="s" name="Canceled"><timerEventDefinition /></startEvent></subProcess>`)
}
