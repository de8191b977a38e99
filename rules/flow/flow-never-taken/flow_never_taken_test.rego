package bpmnlint.rules.flow["flow-never-taken_test"]

import data.bpmnlint.rules.flow["flow-never-taken"] as rule

test_implied if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="big" name="big" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${amount > 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="huge" name="huge" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${amount > 100}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />
		<sequenceFlow id="other" name="other" sourceRef="split" targetRef="end2">
		  <conditionExpression xsi:type="tFormalExpression">${amount &lt;= 5}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end2" name="Done 2" />`)
	messages == {`sequence flow "huge" of exclusive gateway "Status?" is never taken: whenever its condition holds, that of sequence flow "big" holds before it`}
}

test_constant_false if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" default="b" />
		<sequenceFlow id="a" name="a" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${false}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="b" name="b" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
	messages == {`sequence flow "a" of exclusive gateway "Status?" is never taken: its condition never holds`}
}

test_right_order if {
	count(rule.report) == 0 with input as bpmn.parse(`
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
