package bpmnlint.rules.flow["default-flow-missing_test"]

import data.bpmnlint.rules.flow["default-flow-missing"] as rule

test_gap if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="new" name="new" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${status == 'NEW'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="open" name="open" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${status == 'OPEN'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_only_flow_of_an_inclusive_gateway if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<inclusiveGateway id="split" name="Paid?" />
		<sequenceFlow id="yes" sourceRef="split" targetRef="e"><conditionExpression>${status == 'PAID'}</conditionExpression></sequenceFlow>
		<endEvent id="e" />`)
	messages == {`inclusive gateway "Paid?" takes no flow when status is not 'PAID', and the instance is stuck with an error: it has no default flow`}
}

test_default if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" default="open" />
		<sequenceFlow id="new" name="new" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${status == 'NEW'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="open" name="open" sourceRef="split" targetRef="end1"></sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_exhaustive if {
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

test_null_gap_only if {
	count(rule.report) == 0 with input as bpmn.parse(`
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
}

test_undecided if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="a" name="a" sourceRef="split" targetRef="end0">
		  <conditionExpression xsi:type="tFormalExpression">${bean.check(}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="b" name="b" sourceRef="split" targetRef="end1">
		  <conditionExpression xsi:type="tFormalExpression">${other.check(}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />`)
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toSplit" sourceRef="orderPlaced" targetRef="split" />
		<exclusiveGateway id="split" name="Status?" />
		<sequenceFlow id="new" name="new" sourceRef="split" targetRef="end0">
		  <conditionExpression >${status == 'NEW'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end0" name="Done 0" />
		<sequenceFlow id="open" name="open" sourceRef="split" targetRef="end1">
		  <conditionExpression >${status == 'OPEN'}</conditionExpression>
		</sequenceFlow>
		<endEvent id="end1" name="Done 1" />
		</process></definitions>`)
}

gateways(n) := concat("", [text |
	some i in numbers.range(1, n)
	text := sprintf(
		`<exclusiveGateway id="g%d" name="G%d" />
		<sequenceFlow id="a%d" sourceRef="g%d" targetRef="e"><conditionExpression>${x%d == 'A'}</conditionExpression></sequenceFlow>
		<sequenceFlow id="b%d" sourceRef="g%d" targetRef="e"><conditionExpression>${x%d == 'B'}</conditionExpression></sequenceFlow>`,
		[i, i, i, i, i, i, i, i],
	)
])

test_three_are_three if {
	count(rule.report) == 3 with input as bpmn.parse(concat("", ["<endEvent id=\"e\" />", gateways(3)]))
}

test_four_are_one if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(concat("", ["<endEvent id=\"e\" />", gateways(4)]))
	messages == {`process process has 4 gateways that take no flow for some values and have no default flow: exclusive gateway "G1" does so when x1 is neither 'A' nor 'B'`}
}
