package bpmnlint.rules.runtime["message-not-buffered_test"]

import data.bpmnlint.rules.runtime["message-not-buffered"] as rule

found(content) := answer if {
	answer := {f.message | some f in rule.aggregate_report} with input as bpmn.project({"a/order.bpmn": concat("", [
		`<message id="m" name="paid" /><process id="order" isExecutable="true"><startEvent id="s" />`,
		`<sendTask id="t" name="Ask" messageRef="m" camunda:expression="${ask}" /><receiveTask id="r" name="Wait" messageRef="m" />`,
		content,
		`</process>`,
	])})
}

test_waits_later if {
	found(`<sequenceFlow id="f" sourceRef="s" targetRef="t" /><sequenceFlow id="g" sourceRef="t" targetRef="r" />`) == {concat("", [
		`send task "Ask" sends the message "paid", for which only receive task "Wait" waits, later: `,
		`the engine keeps no messages`,
	])}
}

test_waits_on_a_parallel_path if {
	found(`<sequenceFlow id="f" sourceRef="s" targetRef="t" /><sequenceFlow id="g" sourceRef="s" targetRef="r" />`) == set()
}

test_waits_before if {
	found(`<sequenceFlow id="f" sourceRef="s" targetRef="r" /><sequenceFlow id="g" sourceRef="r" targetRef="t" />`) == set()
}

test_another_instance_waits_too if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": `<message id="m" name="paid" /><process id="order" isExecutable="true"><startEvent id="s" />
			<sendTask id="t" messageRef="m" camunda:expression="${ask}" /><receiveTask id="r" messageRef="m" />
			<sequenceFlow id="f" sourceRef="s" targetRef="t" /><sequenceFlow id="g" sourceRef="t" targetRef="r" /></process>`,
		"a/payment.bpmn": `<message id="m" name="paid" /><process id="payment" isExecutable="true"><startEvent id="s"><messageEventDefinition messageRef="m" /></startEvent></process>`,
	})
}
