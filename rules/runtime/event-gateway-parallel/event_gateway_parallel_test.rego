package bpmnlint.rules.runtime["event-gateway-parallel_test"]

import data.bpmnlint.rules.runtime["event-gateway-parallel"] as rule

gateway(type) := bpmn.parse(sprintf(`<startEvent id="s" /><eventBasedGateway id="g" name="All?" eventGatewayType="%s" />`, [type]))

test_parallel if {
	messages := {f.message | some f in rule.report} with input as gateway("Parallel")
	messages == {`event-based gateway "All?" waits for one of its events only: the engine ignores that it is parallel`}
}

test_exclusive if count(rule.report) == 0 with input as gateway("Exclusive")
