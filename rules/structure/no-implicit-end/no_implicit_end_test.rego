package bpmnlint.rules.structure["no-implicit-end_test"]

import data.bpmnlint.rules.structure["no-implicit-end"] as rule

test_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="t" /><task id="t" name="Check" />`)
	messages == {`task "Check" ends its path without an end event`}
}

test_end if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e" /><endEvent id="e" />`)
}

test_compensation if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition /></boundaryEvent><association id="a" sourceRef="b" targetRef="h" /><task id="h" isForCompensation="true" />`)
}

test_compensation_in_sub_process if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub" isForCompensation="true"><boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition /></boundaryEvent><association id="a" sourceRef="b" targetRef="h" /><task id="h" isForCompensation="true" /></subProcess>`)
}

test_unhandled_compensation if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition /></boundaryEvent>`)
}
