package bpmnlint.rules.style["superfluous-gateway_test"]

import data.bpmnlint.rules.style["superfluous-gateway"] as rule

test_one_one if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<sequenceFlow id="a" sourceRef="s" targetRef="g" /><startEvent id="s" /><exclusiveGateway id="g" name="Paid?" /><sequenceFlow id="b" sourceRef="g" targetRef="e" /><endEvent id="e" />`)
	messages == {`exclusive gateway "Paid?" has one way in and one way out: it does nothing`}
}

test_split if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
