package bpmnlint.rules.runtime["implementation-twice_test"]

import data.bpmnlint.rules.runtime["implementation-twice"] as rule

found(content) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(concat("", [`<startEvent id="s" />`, content]))
}

test_two if {
	found(`<serviceTask id="t" name="Ship" camunda:expression="${x}" camunda:class="x.Y" />`) == {`service task "Ship" has several implementations: the engine takes camunda:class and ignores camunda:expression`}
}

test_decision if {
	found(`<businessRuleTask id="t" name="Rate" camunda:decisionRef="d" camunda:delegateExpression="${x}" />`) == {concat("", [
		`business rule task "Rate" has several implementations: `,
		`the engine takes camunda:decisionRef and ignores camunda:delegateExpression`,
	])}
}

test_message if {
	count(found(`<endEvent id="e"><messageEventDefinition camunda:type="external" camunda:topic="t" camunda:class="x.Y" /></endEvent>`)) == 1
}

test_one if found(`<serviceTask id="t" camunda:type="external" camunda:topic="x" />`) == set()
