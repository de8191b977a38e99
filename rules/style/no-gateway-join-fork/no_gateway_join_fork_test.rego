package bpmnlint.rules.style["no-gateway-join-fork_test"]

import data.bpmnlint.rules.style["no-gateway-join-fork"] as rule

test_both if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" name="Paid?" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" /><sequenceFlow id="x" sourceRef="e" targetRef="g" />`)
	messages == {`exclusive gateway "Paid?" joins 2 flows and forks into 2`}
}

test_split if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
