package bpmnlint.rules.structure["no-complex-gateway_test"]

import data.bpmnlint.rules.structure["no-complex-gateway"] as rule

test_complex if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<complexGateway id="g" name="Two of three" />`)
	messages == {`complex gateway "Two of three" is not executed by Camunda 7`}
}

test_other if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<inclusiveGateway id="g" />`)
}
