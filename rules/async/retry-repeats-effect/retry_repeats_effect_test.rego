package bpmnlint.rules.async["retry-repeats-effect_test"]

import data.bpmnlint.rules.async["retry-repeats-effect"] as rule

test_two_effects if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="to2" sourceRef="charge" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:delegateExpression="${ship}" />
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
	messages == {`service task "Ship goods" shares a transaction with service task "Charge card": when it fails, the engine rolls back to user task "Check order", and the next try runs "Charge card" again`}
}

test_save_point_between if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="to2" sourceRef="charge" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:delegateExpression="${ship}" camunda:asyncBefore="true" />
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_external if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="to2" sourceRef="charge" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:type="external" camunda:topic="ship-goods" />
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_one_effect if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="toEnd" sourceRef="charge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_expressions if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="check" />
		<userTask id="check" name="Check order" />
		<sequenceFlow id="to1" sourceRef="check" targetRef="a" />
		<serviceTask id="a" camunda:expression="${a.b()}" />
		<sequenceFlow id="to2" sourceRef="a" targetRef="b" />
		<serviceTask id="b" camunda:expression="${a.c()}" />
		<sequenceFlow id="toEnd" sourceRef="b" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_exclusive_branches if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="g" /><exclusiveGateway id="g" /><sequenceFlow id="a" sourceRef="g" targetRef="x" /><sequenceFlow id="b" sourceRef="g" targetRef="y" /><serviceTask id="x" camunda:class="a.X" /><serviceTask id="y" camunda:class="a.Y" />`)
}

test_parallel_branches if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="g" /><parallelGateway id="g" /><sequenceFlow id="a" sourceRef="g" targetRef="x" /><sequenceFlow id="b" sourceRef="g" targetRef="y" /><serviceTask id="x" camunda:class="a.X" /><serviceTask id="y" camunda:class="a.Y" />`)
}
