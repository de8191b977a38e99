package bpmnlint.rules.calls["topic-typo_test"]

import data.bpmnlint.rules.calls["topic-typo"] as rule

task(id, topic) := sprintf(`<serviceTask id="%s" camunda:type="external" camunda:topic="%s" />`, [id, topic])

topics(names) := bpmn.project({"a/order.bpmn": concat("", [task(sprintf("t%d", [i]), name) | some i, name in names])})

test_separator if {
	messages := {f.message | some f in rule.aggregate_report} with input as topics(["customer-notify", "customer_notify"])
	messages == {`service task t1 has the topic "customer_notify", almost that of service task t0, "customer-notify": the workers of the one get no task of the other`}
}

test_the_rarer_one_is_misspelt if {
	messages := {f.message | some f in rule.aggregate_report} with input as topics(["send-reminer", "send-reminder", "send-reminder"])
	messages == {`service task t0 has the topic "send-reminer", almost that of service task t1, "send-reminder": the workers of the one get no task of the other`}
}

test_families if {
	count(rule.aggregate_report) == 0 with input as topics([
		"order-1", "order-2", "check-v1", "check-v2", "send-order", "send-orders", "upload", "unload",
	])
}

test_other_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": task("a", "customer-notify"),
		"b/order.bpmn": task("b", "customer_notify"),
	})
}
