package bpmnlint.rules.runtime["instantiate-ignored_test"]

import data.bpmnlint.rules.runtime["instantiate-ignored"] as rule

test_receive_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`<startEvent id="s" /><receiveTask id="r" name="Order" instantiate="true" />`)
	messages == {`receive task "Order" does not start the process: the engine ignores instantiate`}
}

test_gateway if {
	count(rule.report) == 1 with input as bpmn.parse(`<startEvent id="s" /><eventBasedGateway id="g" instantiate="true" />`)
}

test_false if {
	count(rule.report) == 0 with input as bpmn.parse(`<startEvent id="s" /><receiveTask id="r" instantiate="false" />`)
}
