package bpmnlint.rules.calls["duplicate-process-key_test"]

import data.bpmnlint.rules.calls["duplicate-process-key"] as rule

process(key, executable) := sprintf(
	`<process id="%s" isExecutable="%v"><startEvent id="start" /></process>`,
	[key, executable],
)

test_two_files if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/copy.bpmn": process("order", true),
		"a/order.bpmn": process("order", true),
	})
	messages == {`process order has the key "order" of another process in a/copy.bpmn: the engine refuses to deploy them together`}
}

test_two_units if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": process("order", true),
		"b/order.bpmn": process("order", true),
	})
}

test_draft if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/draft.bpmn": process("order", false),
		"a/order.bpmn": process("order", true),
	})
}
