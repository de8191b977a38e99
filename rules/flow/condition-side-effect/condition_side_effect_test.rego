package bpmnlint.rules.flow["condition-side-effect_test"]

import data.bpmnlint.rules.flow["condition-side-effect"] as rule

test_set_variable if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="a" name="a" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${execution.setVariable('x', 1) == null}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="b" name="b" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_getter if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="a" name="a" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${order.getTotal() > 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="b" name="b" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}
