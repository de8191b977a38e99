package bpmnlint.rules.calls["called-process-missing_test"]

import data.bpmnlint.rules.calls["called-process-missing"] as rule

caller(key) := sprintf(`
	<process id="order" isExecutable="true">
		<startEvent id="start" />
		<callActivity id="ship" name="Ship" calledElement="%s" />
	</process>`, [key])

process(key, executable) := sprintf(
	`<process id="%s" isExecutable="%v"><startEvent id="start" /></process>`,
	[key, executable],
)

test_missing if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/order.bpmn": caller("shipping"),
		"a/payment.bpmn": process("payment", true),
	})
	messages == {`call activity "Ship" calls the process "shipping", which is in no model of the repository`}
}

test_not_executable if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/order.bpmn": caller("shipping"),
		"a/shipping.bpmn": process("shipping", false),
	})
	messages == {`call activity "Ship" calls process shipping, which is not executable and so is never deployed`}
}

test_in_another_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": caller("shipping"),
		"b/shipping.bpmn": process("shipping", true),
	})
}

test_expression if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": caller("${carrier}"),
		"a/payment.bpmn": process("payment", true),
	})
}

test_other_letter_case_is_another_rule if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": caller("Shipping"),
		"a/shipping.bpmn": process("shipping", true),
	})
}

test_single_model if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/order.bpmn": caller("shipping")})
}
