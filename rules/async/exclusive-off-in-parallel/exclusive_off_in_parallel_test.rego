package bpmnlint.rules.async["exclusive-off-in-parallel_test"]

import data.bpmnlint.rules.async["exclusive-off-in-parallel"] as rule

test_not_exclusive if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<parallelGateway id="fork" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<serviceTask id="pack" name="Pack goods" camunda:delegateExpression="${pack}" camunda:asyncBefore="true" camunda:exclusive="false" />
		<serviceTask id="bill" name="Write invoice" camunda:delegateExpression="${bill}" camunda:asyncBefore="true" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="join" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="join" />
		<parallelGateway id="join" />
		<sequenceFlow id="toEnd" sourceRef="join" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
	messages == {`service task "Pack goods" runs at the same time as service task "Write invoice" and meets it in parallel gateway join: one of the two can fail there and be executed again`}
}

test_exclusive if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<parallelGateway id="fork" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<serviceTask id="pack" name="Pack goods" camunda:delegateExpression="${pack}" camunda:asyncBefore="true" />
		<serviceTask id="bill" name="Write invoice" camunda:delegateExpression="${bill}" camunda:asyncBefore="true" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="join" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="join" />
		<parallelGateway id="join" />
		<sequenceFlow id="toEnd" sourceRef="join" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_no_job if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<parallelGateway id="fork" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<serviceTask id="pack" name="Pack goods" camunda:delegateExpression="${pack}" />
		<serviceTask id="bill" name="Write invoice" camunda:delegateExpression="${bill}" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="join" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="join" />
		<parallelGateway id="join" />
		<sequenceFlow id="toEnd" sourceRef="join" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}
