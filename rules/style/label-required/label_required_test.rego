package bpmnlint.rules.style["label-required_test"]

import data.bpmnlint.rules.style["label-required"] as rule

test_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="t" />`)
	messages == {`task t has no name`}
}

test_blank if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<task id="t" name=" " />`)
}

test_named if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<task id="t" name="Check" />`)
}

test_sub_process if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="t" />`)
}

test_join if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<exclusiveGateway id="t" />`)
}

test_split if {
	count(rule.report) == 3 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
