package bpmnlint.rules.flow["flow-null-gap_test"]

import data.bpmnlint.rules.flow["flow-null-gap"] as rule

test_gap if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="big" name="big" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${amount > 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="small" name="small" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${amount &lt;= 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
	messages == {`exclusive gateway "Status?" takes no flow when amount is null`}
}

test_no_gap if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="yes" name="yes" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${paid}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="no" name="no" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${!paid}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}
