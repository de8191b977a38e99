package bpmnlint.rules.ids["generated-id-elsewhere_test"]

import data.bpmnlint.rules.ids["generated-id-elsewhere"] as rule

test_gateway if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<exclusiveGateway id="Gateway_0abc123" />`)
}

test_user_task if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<userTask id="Activity_0abc123" />`)
}

test_named if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<exclusiveGateway id="paid" />`)
}
