package bpmnlint.rules.structure["forking-conditions_test"]

import data.bpmnlint.rules.structure["forking-conditions"] as rule

test_none if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" name="Paid?" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
	messages == {`sequence flow "b" leaves exclusive gateway "Paid?" without a condition and is not its default flow`}
}

test_default if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" default="b" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}

test_parallel if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><parallelGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
