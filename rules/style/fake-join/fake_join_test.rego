package bpmnlint.rules.style["fake-join_test"]

import data.bpmnlint.rules.style["fake-join"] as rule

test_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="t" /><sequenceFlow id="b" sourceRef="t" targetRef="t" /><task id="t" name="Check" />`)
	messages == {`task "Check" has 2 incoming flows and is executed once for each token that arrives`}
}

test_gateway if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="a" sourceRef="s" targetRef="t" /><sequenceFlow id="b" sourceRef="t" targetRef="t" /><exclusiveGateway id="t" />`)
}
