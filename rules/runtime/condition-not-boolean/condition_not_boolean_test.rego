package bpmnlint.rules.runtime["condition-not-boolean_test"]

import data.bpmnlint.rules.runtime["condition-not-boolean"] as rule

flow(condition) := bpmn.parse(sprintf(`
	<startEvent id="s" /><exclusiveGateway id="g" name="Paid?" default="b" />
	<sequenceFlow id="a" name="yes" sourceRef="g" targetRef="e"><conditionExpression xsi:type="tFormalExpression">%s</conditionExpression></sequenceFlow>
	<sequenceFlow id="b" sourceRef="g" targetRef="e" /><endEvent id="e" />`, [condition]))

messages(condition) := {f.message | some f in rule.report with input as flow(condition)}

test_text if {
	messages("approved") == {`sequence flow "yes" has the condition "approved", which is a text, not an expression, and neither true nor false`}
}

test_empty if {
	messages(" ") == {`sequence flow "yes" has an empty condition, which the engine takes for a text, neither true nor false`}
}

test_text_around if {
	messages("${paid} == true") == {`sequence flow "yes" has the condition "${paid} == true", which is always a text: what stands around the expression is part of it`}
}

test_other_kinds if {
	messages("${amount + 1}") == {`sequence flow "yes" has the condition "${amount + 1}", which is a number and neither true nor false`}
	messages("${paid ? 'yes' : 'no'}") == {`sequence flow "yes" has the condition "${paid ? 'yes' : 'no'}", which is a text and neither true nor false`}
	messages("${null}") == {`sequence flow "yes" has the condition "${null}", which is null and neither true nor false`}
	messages("${now()}") == {`sequence flow "yes" has the condition "${now()}", which is a date and neither true nor false`}
}

test_what_may_be_boolean if {
	messages("${paid}") == set()
	messages(" ${paid and amount > 1} ") == set()
	messages("${order.check('x')}") == set()
	messages("${paid ? 1 : true}") == set()
	messages("#{empty list}") == set()
}

test_scripts_are_not_judged if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="e"><conditionExpression xsi:type="tFormalExpression" language="groovy">paid</conditionExpression></sequenceFlow><endEvent id="e" />`)
}

test_parallel_gateways_ask_nothing if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<parallelGateway id="g" /><sequenceFlow id="a" sourceRef="g" targetRef="e"><conditionExpression>yes</conditionExpression></sequenceFlow><endEvent id="e" />`)
}

test_completion_condition if {
	found := {f.message | some f in rule.report} with input as bpmn.parse(`
		<userTask id="t" name="Approve"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition> ${done}</completionCondition></multiInstanceLoopCharacteristics></userTask>`)
	found == {`user task "Approve" has the completion condition " ${done}", which is always a text: what stands around the expression is part of it`}
}

test_conditional_event if {
	found := {f.message | some f in rule.report} with input as bpmn.parse(`
		<intermediateCatchEvent id="c" name="Stock"><conditionalEventDefinition><condition>stock</condition></conditionalEventDefinition></intermediateCatchEvent>`)
	found == {`conditional intermediate catch event "Stock" has the condition "stock", which is a text, not an expression, and neither true nor false`}
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="e"><conditionExpression>yes</conditionExpression></sequenceFlow><endEvent id="e" /></process></definitions>`)
}
