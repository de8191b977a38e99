package bpmnlint.rules.runtime["default-flow-foreign_test"]

import data.bpmnlint.rules.runtime["default-flow-foreign"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

flows(node) := concat("", [node, `
	<sequenceFlow id="a" sourceRef="g" targetRef="t"><conditionExpression>${x}</conditionExpression></sequenceFlow>
	<sequenceFlow id="b" sourceRef="g" targetRef="t"><conditionExpression>${y}</conditionExpression></sequenceFlow>
	<userTask id="t" /><sequenceFlow id="c" sourceRef="t" targetRef="e" /><endEvent id="e" />`])

test_of_another if {
	messages(flows(`<exclusiveGateway id="g" name="Paid?" default="c" />`)) == {`exclusive gateway "Paid?" has the default flow c, which does not begin there: when no condition holds, the engine fails`}
	messages(flows(`<inclusiveGateway id="g" name="Paid?" default="c" />`)) == {`inclusive gateway "Paid?" has the default flow c, which does not begin there: when no condition holds, the engine fails`}
	messages(flows(`<userTask id="g" name="Check" default="c" />`)) == {`user task "Check" has the default flow c, which does not begin there: when no condition holds, the engine fails`}
}

test_no_flow if {
	messages(flows(`<exclusiveGateway id="g" name="Paid?" default="t" />`)) == {`exclusive gateway "Paid?" has the default flow t, which is no sequence flow: when no condition holds, the engine fails`}
}

test_without_conditions if {
	messages(`<userTask id="g" name="Check" default="c" /><sequenceFlow id="a" sourceRef="g" targetRef="t" /><userTask id="t" /><sequenceFlow id="c" sourceRef="t" targetRef="e" /><endEvent id="e" />`) == {`user task "Check" has the default flow c, which does not begin there: it is never taken`}
}

test_own_flow if {
	messages(flows(`<exclusiveGateway id="g" default="b" />`)) == set()
	messages(flows(`<exclusiveGateway id="g" />`)) == set()
}
