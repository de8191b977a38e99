package bpmnlint.rules.history["history-time-to-live-differs_test"]

import data.bpmnlint.rules.history["history-time-to-live-differs"] as rule

process(key, ttl, callee) := sprintf(`
	<process id="%s" isExecutable="true" %s>
		<startEvent id="start" />
		<callActivity id="call" calledElement="%s" />
	</process>`, [key, ttl, callee])

test_differs if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/order.bpmn": process("order", `camunda:historyTimeToLive="P180D"`, "check"),
		"a/check.bpmn": process("check", `camunda:historyTimeToLive="1"`, "${x}"),
	})
	messages == {`process check keeps its history for 1 day, but as long as its caller, 180 days, where process order calls it`}
}

test_same_in_another_notation if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": process("order", `camunda:historyTimeToLive="P30D"`, "check"),
		"a/check.bpmn": process("check", `camunda:historyTimeToLive="30"`, "${x}"),
	})
}

test_none_of_its_own if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": process("order", `camunda:historyTimeToLive="P30D"`, "check"),
		"a/check.bpmn": process("check", "", "${x}"),
	})
}

test_caller_is_called_itself if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/top.bpmn": process("top", `camunda:historyTimeToLive="P30D"`, "order"),
		"a/order.bpmn": process("order", `camunda:historyTimeToLive="P30D"`, "check"),
		"a/check.bpmn": process("check", `camunda:historyTimeToLive="P30D"`, "order2"),
		"a/order2.bpmn": process("order2", `camunda:historyTimeToLive="P90D"`, "${x}"),
	})
}
