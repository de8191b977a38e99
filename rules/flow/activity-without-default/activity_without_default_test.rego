package bpmnlint.rules.flow["activity-without-default_test"]

import data.bpmnlint.rules.flow["activity-without-default"] as rule

test_gap if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<userTask id="split" name="Decide" />
		<sequenceFlow id="yes" name="yes" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${x == 1}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />`)
}

test_exhaustive if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<userTask id="split" name="Decide" />
		<sequenceFlow id="yes" name="yes" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${x}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="no" name="no" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${!x}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_default if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<userTask id="split" name="Decide" default="no" />
		<sequenceFlow id="yes" name="yes" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${x == 1}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="no" name="no" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_unconditional if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<userTask id="split" name="Decide" />
		<sequenceFlow id="yes" name="yes" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${x == 1}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="no" name="no" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}
