package bpmnlint.rules.flow["default-flow-conditional_test"]

import data.bpmnlint.rules.flow["default-flow-conditional"] as rule

model(attributes, condition) := bpmn.parse(sprintf(`
	<startEvent id="start" />
	<sequenceFlow id="in" sourceRef="start" targetRef="decide" />
	<exclusiveGateway id="decide" name="Paid?" %s />
	<sequenceFlow id="yes" name="yes" sourceRef="decide" targetRef="end">%s</sequenceFlow>
	<sequenceFlow id="no" name="no" sourceRef="decide" targetRef="end">
		<conditionExpression>${!paid}</conditionExpression>
	</sequenceFlow>
	<endEvent id="end" />`, [attributes, condition]))

test_condition_on_default_flow if {
	messages := {f.message | some f in rule.report} with input as model(
		`default="yes"`,
		"<conditionExpression>${paid}</conditionExpression>",
	)
	messages == {`sequence flow "yes" is the default flow of exclusive gateway "Paid?" and has a condition`}
}

test_default_flow_without_condition if {
	count(rule.report) == 0 with input as model(`default="yes"`, "")
}

test_condition_on_other_flows if {
	count(rule.report) == 0 with input as model("", "<conditionExpression>${paid}</conditionExpression>")
}
