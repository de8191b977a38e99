package bpmnlint.rules.structure["conditional-flows_test"]

import data.bpmnlint.rules.structure["conditional-flows"] as rule

test_one_without if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" name="Paid?" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
	messages == {`sequence flow "b" has neither condition nor is it the default flow of exclusive gateway "Paid?", whose other flows are conditional`}
}

test_default if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" default="b" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}

test_all_conditional if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><endEvent id="e" />`)
}

test_none_conditional if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><parallelGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}

test_task if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><task id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
