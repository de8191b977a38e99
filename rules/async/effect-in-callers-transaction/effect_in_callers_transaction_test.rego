package bpmnlint.rules.async["effect-in-callers-transaction_test"]

import data.bpmnlint.rules.async["effect-in-callers-transaction"] as rule

test_right_after_start if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="toEnd" sourceRef="charge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
	messages == {`service task "Charge card" runs in the transaction of whoever starts the process: when it fails, no instance is left`}
}

test_async if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:delegateExpression="${ship}" camunda:asyncBefore="true" />
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_external if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:type="external" camunda:topic="ship-goods" />
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_user_task_first if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="toEnd" sourceRef="charge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}
