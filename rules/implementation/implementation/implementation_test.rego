package bpmnlint.rules.implementation["implementation_test"]

import data.bpmnlint.rules.implementation["implementation"] as rule

test_none if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<serviceTask id="t" name="Ship" />`)
	messages == {`service task "Ship" has no implementation`}
}

test_external if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<serviceTask id="t" camunda:type="external" camunda:topic="x" />`)
}

test_decision if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<businessRuleTask id="t" camunda:decisionRef="d" />`)
}

test_expression if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<sendTask id="t" camunda:expression="${x}" />`)
}

test_throwing_message if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<endEvent id="e" name="Tell"><messageEventDefinition id="d" /></endEvent>`)
}

test_catching_message if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="e"><messageEventDefinition id="d" /></startEvent>`)
}
