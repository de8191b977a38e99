package bpmnlint.rules.flow["event-race-by-gateway_test"]

import data.bpmnlint.rules.flow["event-race-by-gateway"] as rule

test_race if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toRace" sourceRef="orderPlaced" targetRef="race" />
		<parallelGateway id="race" name="Wait" />
		<sequenceFlow id="toPaid" sourceRef="race" targetRef="paid" />
		<sequenceFlow id="toLate" sourceRef="race" targetRef="late" />
		<intermediateCatchEvent id="paid" name="Paid">
		  <messageEventDefinition messageRef="payment" />
		</intermediateCatchEvent>
		<intermediateCatchEvent id="late" name="14 days">
		  <timerEventDefinition>
		    <timeDuration>P14D</timeDuration>
		  </timerEventDefinition>
		</intermediateCatchEvent>
		<sequenceFlow id="paidOn" sourceRef="paid" targetRef="merge" />
		<sequenceFlow id="lateOn" sourceRef="late" targetRef="merge" />
		<exclusiveGateway id="merge" />
		<sequenceFlow id="toEnd" sourceRef="merge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
	messages == {`parallel gateway "Wait" waits for all of its events: after message intermediate catch event "Paid" it still waits for timer intermediate catch event "14 days"`}
}

test_event_based if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toRace" sourceRef="orderPlaced" targetRef="race" />
		<eventBasedGateway id="race" name="Wait" />
		<sequenceFlow id="toPaid" sourceRef="race" targetRef="paid" />
		<sequenceFlow id="toLate" sourceRef="race" targetRef="late" />
		<intermediateCatchEvent id="paid" name="Paid">
		  <messageEventDefinition messageRef="payment" />
		</intermediateCatchEvent>
		<intermediateCatchEvent id="late" name="14 days">
		  <timerEventDefinition>
		    <timeDuration>P14D</timeDuration>
		  </timerEventDefinition>
		</intermediateCatchEvent>
		<sequenceFlow id="paidOn" sourceRef="paid" targetRef="merge" />
		<sequenceFlow id="lateOn" sourceRef="late" targetRef="merge" />
		<exclusiveGateway id="merge" />
		<sequenceFlow id="toEnd" sourceRef="merge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}

test_joined if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toRace" sourceRef="orderPlaced" targetRef="race" />
		<parallelGateway id="race" name="Wait" />
		<sequenceFlow id="toPaid" sourceRef="race" targetRef="paid" />
		<sequenceFlow id="toLate" sourceRef="race" targetRef="late" />
		<intermediateCatchEvent id="paid" name="Paid">
		  <messageEventDefinition messageRef="payment" />
		</intermediateCatchEvent>
		<intermediateCatchEvent id="late" name="14 days">
		  <timerEventDefinition>
		    <timeDuration>P14D</timeDuration>
		  </timerEventDefinition>
		</intermediateCatchEvent>
		<sequenceFlow id="paidOn" sourceRef="paid" targetRef="merge" />
		<sequenceFlow id="lateOn" sourceRef="late" targetRef="merge" />
		<parallelGateway id="merge" />
		<sequenceFlow id="toEnd" sourceRef="merge" targetRef="orderDone" />
		<endEvent id="orderDone" name="Order done" />`)
}
