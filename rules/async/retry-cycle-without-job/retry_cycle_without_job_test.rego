package bpmnlint.rules.async["retry-cycle-without-job_test"]

import data.bpmnlint.rules.async["retry-cycle-without-job"] as rule

test_no_job if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}">
		  <extensionElements>
		    <camunda:failedJobRetryTimeCycle>R3/PT5M</camunda:failedJobRetryTimeCycle>
		  </extensionElements>
		</serviceTask>
		<sequenceFlow id="toEnd" sourceRef="charge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
	messages == {`service task "Charge card" has the retry cycle R3/PT5M, but no job is made for it that could be retried`}
}

test_async if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="ship" />
		<serviceTask id="ship" name="Ship goods" camunda:delegateExpression="${ship}" camunda:asyncBefore="true">
		  <extensionElements>
		    <camunda:failedJobRetryTimeCycle>R3/PT5M</camunda:failedJobRetryTimeCycle>
		  </extensionElements>
		</serviceTask>
		<sequenceFlow id="toEnd" sourceRef="ship" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_no_cycle if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="to0" sourceRef="orderPlaced" targetRef="charge" />
		<serviceTask id="charge" name="Charge card" camunda:delegateExpression="${charge}" />
		<sequenceFlow id="toEnd" sourceRef="charge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}
