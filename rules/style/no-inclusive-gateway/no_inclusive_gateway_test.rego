package bpmnlint.rules.style["no-inclusive-gateway_test"]

import data.bpmnlint.rules.style["no-inclusive-gateway"] as rule

test_inclusive if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<inclusiveGateway id="g" name="Extras" />`)
	messages == {`inclusive gateway "Extras" is inclusive: its join waits for what can still arrive`}
}

test_exclusive if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<exclusiveGateway id="g" />`)
}
