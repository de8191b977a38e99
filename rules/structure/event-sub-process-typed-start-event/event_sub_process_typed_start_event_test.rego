package bpmnlint.rules.structure["event-sub-process-typed-start-event_test"]

import data.bpmnlint.rules.structure["event-sub-process-typed-start-event"] as rule

test_blank if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<subProcess id="sub" name="Cancel order" triggeredByEvent="true"><startEvent id="s" name="Canceled"></startEvent></subProcess>`)
}

test_typed if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub" name="Cancel order" triggeredByEvent="true"><startEvent id="s" name="Canceled"><messageEventDefinition /></startEvent></subProcess>`)
}

test_plain_sub_process if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub"><startEvent id="s" /></subProcess>`)
}
