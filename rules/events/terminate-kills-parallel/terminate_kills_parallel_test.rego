package bpmnlint.rules.events["terminate-kills-parallel_test"]

import data.bpmnlint.rules.events["terminate-kills-parallel"] as rule

test_parallel if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<parallelGateway id="fork" name="Both" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<userTask id="pack" name="Pack goods" />
		<userTask id="bill" name="Write invoice" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="done" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="billDone" />
		<endEvent id="done" name="Packed">
		  <terminateEventDefinition />
		</endEvent>
		<endEvent id="billDone" name="Billed" />`)
	messages == {`terminate end event "Packed" can end user task "Write invoice", which runs beside it since parallel gateway "Both"`}
}

test_plain_end if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<parallelGateway id="fork" name="Both" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<userTask id="pack" name="Pack goods" />
		<userTask id="bill" name="Write invoice" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="done" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="billDone" />
		<endEvent id="done" name="Packed"></endEvent>
		<endEvent id="billDone" name="Billed" />`)
}

test_exclusive if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="orderPlaced" name="Order placed" />
		<sequenceFlow id="toFork" sourceRef="orderPlaced" targetRef="fork" />
		<exclusiveGateway id="fork" name="Both" />
		<sequenceFlow id="toPack" sourceRef="fork" targetRef="pack" />
		<sequenceFlow id="toBill" sourceRef="fork" targetRef="bill" />
		<userTask id="pack" name="Pack goods" />
		<userTask id="bill" name="Write invoice" />
		<sequenceFlow id="packed" sourceRef="pack" targetRef="done" />
		<sequenceFlow id="billed" sourceRef="bill" targetRef="billDone" />
		<endEvent id="done" name="Packed">
		  <terminateEventDefinition />
		</endEvent>
		<endEvent id="billDone" name="Billed" />`)
}

test_no_fork if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e" /><endEvent id="e"><terminateEventDefinition /></endEvent>`)
}
