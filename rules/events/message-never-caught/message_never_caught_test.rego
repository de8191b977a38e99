package bpmnlint.rules.events["message-never-caught_test"]

import data.bpmnlint.rules.events["message-never-caught"] as rule

thrower := `
	<message id="m" name="paid" />
	<process id="payment" isExecutable="true">
		<endEvent id="end" name="Paid"><messageEventDefinition messageRef="m" camunda:type="external" camunda:topic="x" /></endEvent>
	</process>`

catcher(name) := sprintf(`
	<message id="m" name="%s" />
	<process id="order" isExecutable="true"><receiveTask id="wait" messageRef="m" /></process>`, [name])

test_never_caught if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({
		"a/payment.bpmn": thrower,
		"a/order.bpmn": catcher("payed"),
	})
	messages == {`message end event "Paid" sends the message "paid", which no process of the repository waits for`}
}

test_caught_in_another_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/payment.bpmn": thrower,
		"b/order.bpmn": catcher("paid"),
	})
}

test_caught_by_expression if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/payment.bpmn": thrower,
		"a/order.bpmn": catcher("${what}"),
	})
}

test_meant_for_another_system if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/payment.bpmn": concat("", [
		thrower,
		`<collaboration id="c">
			<participant id="us" processRef="payment" />
			<participant id="bank" name="Bank" />
			<messageFlow id="f" sourceRef="end" targetRef="bank" />
		</collaboration>`,
	])})
}
