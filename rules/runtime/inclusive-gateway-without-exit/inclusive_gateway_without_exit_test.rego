package bpmnlint.rules.runtime["inclusive-gateway-without-exit_test"]

import data.bpmnlint.rules.runtime["inclusive-gateway-without-exit"] as rule

test_without_exit if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`<startEvent id="s" /><inclusiveGateway id="g" name="Both" />`)
	messages == {`inclusive gateway "Both" has no outgoing sequence flow: a token that comes there fails`}
}

test_other_gateways_end_the_path if {
	count(rule.report) == 0 with input as bpmn.parse(`<startEvent id="s" /><parallelGateway id="g" />`)
}
