package bpmnlint.rules.structure["global_test"]

import data.bpmnlint.rules.structure["global"] as rule

test_unused if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><message id="m" name="Paid" /></definitions>`)
	messages == {`message "Paid" is not used`}
}

test_used if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><message id="m" name="Paid" /><process id="p"><receiveTask id="r" messageRef="m" /></process></definitions>`)
}

test_no_name if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><error id="m" /><process id="p"><endEvent id="r"><errorEventDefinition errorRef="m" /></endEvent></process></definitions>`)
}

test_same_name if {
	count(rule.report) == 2 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><signal id="a" name="S" /><signal id="b" name="S" /><process id="p"><endEvent id="r"><signalEventDefinition signalRef="a" /></endEvent><endEvent id="q"><signalEventDefinition signalRef="b" /></endEvent></process></definitions>`)
}

test_error_mapping if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><error id="e" name="E" /><process id="p"><serviceTask id="t"><extensionElements><camunda:errorEventDefinition errorRef="e" expression="${true}" /></extensionElements></serviceTask></process></definitions>`)
}
