package bpmnlint.rules.structure["no-duplicate-sequence-flows_test"]

import data.bpmnlint.rules.structure["no-duplicate-sequence-flows"] as rule

test_twice if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="t" /><sequenceFlow id="b" sourceRef="s" targetRef="t" /><task id="t" />`)
	messages == {`sequence flow b repeats another flow from start event s to task t`, `start event s has duplicate outgoing sequence flows`, `task t has duplicate incoming sequence flows`}
}

test_other_condition if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"><conditionExpression>${y}</conditionExpression></sequenceFlow><endEvent id="e" />`)
}

test_condition_and_none if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" default="b" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
