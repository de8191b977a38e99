package bpmnlint.rules.runtime["extension-not-read_test"]

import data.bpmnlint.rules.runtime["extension-not-read"] as rule

found(content) := answer if {
	answer := {[f.message, f.help] | some f in rule.report} with input as bpmn.parse(concat("", [`<startEvent id="s" />`, content]))
}

count_of(content) := count(found(content))

test_collection_at_a_task if {
	found(`<userTask id="t" name="Check" camunda:collection="lines" />`) == {[
		`user task "Check" has camunda:collection, which the engine does not read there`,
		"The engine reads it at multi-instance loops. Move it there, or remove it.",
	]}
}

test_task_listener_at_a_service_task if {
	found(`<serviceTask id="t" name="Ship" camunda:class="x.Y"><extensionElements><camunda:taskListener event="create" class="x.Z" /></extensionElements></serviceTask>`) == {[
		`service task "Ship" has camunda:taskListener, which the engine does not read there`,
		"The engine reads it at user tasks. Move it there, or remove it.",
	]}
}

test_implementation_at_the_event_instead_of_its_definition if {
	count_of(`<endEvent id="e" camunda:class="x.Y"><messageEventDefinition /></endEvent>`) == 1
}

test_prefix_in_an_extension_element if {
	found(`<userTask id="t" name="Check"><extensionElements><camunda:formData>
		<camunda:formField id="f" type="string" camunda:label="x" /></camunda:formData></extensionElements></userTask>`) == {[
		`user task "Check" has camunda:label in camunda:formField, which the engine does not read there`,
		"The engine reads it at this element, without a prefix. Move it there, or remove it.",
	]}
}

test_where_nothing_is_read if {
	every content in [
		`<sequenceFlow id="f" sourceRef="s" targetRef="s" camunda:asyncBefore="true" />`,
		`<intermediateThrowEvent id="l" camunda:asyncBefore="true"><linkEventDefinition name="l" /></intermediateThrowEvent>`,
		`<task id="h" isForCompensation="true" camunda:asyncBefore="true" />`,
		`<endEvent id="e"><errorEventDefinition errorRef="x" camunda:errorCodeVariable="code" /></endEvent>`,
		`<subProcess id="p" triggeredByEvent="true"><startEvent id="ps" camunda:initiator="who"><errorEventDefinition /></startEvent></subProcess>`,
		`<serviceTask id="t" camunda:type="external" camunda:topic="x" camunda:resultVariable="r" />`,
		`<serviceTask id="t" camunda:class="x.Y" camunda:topic="x" />`,
		`<serviceTask id="t" camunda:class="x.Y"><extensionElements><camunda:errorEventDefinition errorRef="x" /></extensionElements></serviceTask>`,
		`<serviceTask id="t" camunda:expression="${x}"><extensionElements><camunda:field name="f" stringValue="x" /></extensionElements></serviceTask>`,
		`<userTask id="t"><multiInstanceLoopCharacteristics camunda:jobPriority="7" /></userTask>`,
		`<eventBasedGateway id="g" /><sequenceFlow id="f" sourceRef="g" targetRef="g"><extensionElements>
			<camunda:executionListener event="take" class="x.Y" /></extensionElements></sequenceFlow>`,
		`<userTask id="t"><extensionElements><camunda:inputParameter name="x">1</camunda:inputParameter></extensionElements></userTask>`,
	] {
		count_of(content) == 1
	}
}

test_where_it_is_read if {
	every content in [
		`<userTask id="t" camunda:assignee="x" camunda:formKey="k" camunda:jobPriority="5" camunda:asyncAfter="true" />`,
		`<endEvent id="e"><messageEventDefinition camunda:class="x.Y" /></endEvent>`,
		`<boundaryEvent id="b"><errorEventDefinition camunda:errorCodeVariable="code" /></boundaryEvent>`,
		`<boundaryEvent id="b" camunda:asyncBefore="true"><messageEventDefinition /></boundaryEvent>`,
		`<subProcess id="p" triggeredByEvent="true" camunda:asyncBefore="true"><startEvent id="ps" camunda:asyncBefore="true"><errorEventDefinition /></startEvent></subProcess>`,
		`<sendTask id="t" camunda:type="external" camunda:topic="x"><extensionElements><camunda:errorEventDefinition errorRef="x" expression="${true}" /></extensionElements></sendTask>`,
		`<userTask id="t"><multiInstanceLoopCharacteristics camunda:collection="xs" camunda:asyncBefore="true" /></userTask>`,
		`<userTask id="t" camunda:asyncBefore="false" /><sequenceFlow id="f" sourceRef="s" targetRef="t" camunda:asyncBefore="false" />`,
		`<serviceTask id="t" camunda:class="x.Y"><extensionElements><camunda:inputOutput><camunda:inputParameter name="m"><camunda:map>
			<camunda:entry key="k"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput></extensionElements></serviceTask>`,
	] {
		count_of(content) == 0
	}
}
