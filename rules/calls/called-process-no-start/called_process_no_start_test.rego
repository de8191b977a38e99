package bpmnlint.rules.calls["called-process-no-start_test"]

import data.bpmnlint.rules.calls["called-process-no-start"] as rule

models(starts) := bpmn.project({
	"a/order.bpmn": `
		<process id="order" isExecutable="true">
			<startEvent id="start" />
			<callActivity id="ship" name="Ship" calledElement="shipping" />
		</process>`,
	"a/shipping.bpmn": sprintf(`<process id="shipping" name="Shipping" isExecutable="true">%s</process>`, [starts]),
})

message(id) := sprintf(`<startEvent id="%s"><messageEventDefinition id="%sDefinition" /></startEvent>`, [id, id])

timer := `<startEvent id="daily"><timerEventDefinition id="timer" /></startEvent>`

test_only_message_starts if {
	messages := {f.message | some f in rule.aggregate_report} with input as models(concat("", [message("a"), message("b")]))
	messages == {`call activity "Ship" calls process "Shipping", which has only start events that wait for something: the call fails`}
}

test_none_start_beside_message if {
	count(rule.aggregate_report) == 0 with input as models(concat("", [message("a"), message("b"), `<startEvent id="c" />`]))
}

test_timer_start_beside_message if {
	count(rule.aggregate_report) == 0 with input as models(concat("", [message("a"), timer]))
}

test_single_message_start_can_be_called if {
	count(rule.aggregate_report) == 0 with input as models(message("a"))
}
