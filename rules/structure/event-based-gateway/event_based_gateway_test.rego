package bpmnlint.rules.structure["event-based-gateway_test"]

import data.bpmnlint.rules.structure["event-based-gateway"] as rule

test_one_flow if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<eventBasedGateway id="g" name="Wait" /><sequenceFlow id="f" sourceRef="g" targetRef="e" /><intermediateCatchEvent id="e"><timerEventDefinition /></intermediateCatchEvent>`)
	messages == {`event-based gateway "Wait" has fewer than two outgoing sequence flows: it waits for the first of several events`}
}

test_no_flow if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<eventBasedGateway id="g" />`)
}

test_two_flows if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><eventBasedGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}

test_condition if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="i" sourceRef="s" targetRef="g" /><eventBasedGateway id="g" /><sequenceFlow id="a" name="a" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow><sequenceFlow id="b" name="b" sourceRef="g" targetRef="e"></sequenceFlow><endEvent id="e" />`)
}
