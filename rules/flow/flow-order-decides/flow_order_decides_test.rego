package bpmnlint.rules.flow["flow-order-decides_test"]

import data.bpmnlint.rules.flow["flow-order-decides"] as rule

test_overlap if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" default="other" />
		<sequenceFlow id="huge" name="huge" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${amount > 100}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="big" name="big" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${amount > 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />
		<sequenceFlow id="other" name="other" sourceRef="split" targetRef="end2"></sequenceFlow>
		<endEvent id="end2" name="Done 2" />`)
}

test_disjoint if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="a" name="a" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${s == 'A'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="b" name="b" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${s == 'B'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}
