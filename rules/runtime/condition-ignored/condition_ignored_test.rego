package bpmnlint.rules.runtime["condition-ignored_test"]

import data.bpmnlint.rules.runtime["condition-ignored"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

flow(gateway) := messages(sprintf(`<%s id="g" name="Fork" /><sequenceFlow id="f" name="not paid" sourceRef="g" targetRef="t"><conditionExpression>${x}</conditionExpression></sequenceFlow><userTask id="t" />`, [gateway]))

test_parallel if {
	flow("parallelGateway") == {`sequence flow "not paid" has a condition, which parallel gateway "Fork" ignores: it takes the flow in any case`}
}

test_others if {
	flow("exclusiveGateway") == set()
	flow("inclusiveGateway") == set()
	flow("userTask") == set()
}

test_no_condition if {
	messages(`<parallelGateway id="g" /><sequenceFlow id="f" sourceRef="g" targetRef="t" /><userTask id="t" />`) == set()
}
