package bpmnlint.rules.events["signal-message-same-name_test"]

import data.bpmnlint.rules.events["signal-message-same-name"] as rule

model(key, signal, message) := sprintf(`
	<signal id="s" name="%s" />
	<message id="m" name="%s" />
	<process id="%s" isExecutable="true">
		<intermediateCatchEvent id="a" name="Cancelled"><signalEventDefinition signalRef="s" /></intermediateCatchEvent>
		<receiveTask id="b" name="Wait" messageRef="m" />
	</process>`, [signal, message, key])

test_same_name if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({"a/order.bpmn": model("order", "cancelled", "cancelled")})
	messages == {`signal intermediate catch event "Cancelled" uses the signal "cancelled", and receive task "Wait" a message of that name: neither reaches who waits for the other`}
}

test_different_names if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/order.bpmn": model("order", "cancelled", "cancel")})
}

test_other_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": model("order", "cancelled", "x"),
		"b/refund.bpmn": model("refund", "y", "cancelled"),
	})
}
