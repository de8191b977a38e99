package bpmnlint.rules.structure["no-disconnected_test"]

import data.bpmnlint.rules.structure["no-disconnected"] as rule

test_alone if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="t" name="Check" />`)
	messages == {`task "Check" is connected to nothing`}
}

test_flow if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="t" /><task id="t" />`)
}

test_ad_hoc if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<adHocSubProcess id="a" triggeredByEvent="true"><task id="t" /></adHocSubProcess>`)
}

test_compensation if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<boundaryEvent id="b"><compensateEventDefinition /></boundaryEvent><task id="h" isForCompensation="true" />`)
}
