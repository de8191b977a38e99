package bpmnlint.rules.ids["generated-id_test"]

import data.bpmnlint.rules.ids["generated-id"] as rule

test_user_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<userTask id="Activity_0abc123" name="Check" />`)
	messages == {`user task "Check" has the generated id Activity_0abc123, and instances wait there`}
}

test_named if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<userTask id="checkOrder" />`)
}

test_service_task if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<serviceTask id="Activity_0abc123" camunda:class="a.B" />`)
}

test_external if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<serviceTask id="Activity_0abc123" camunda:type="external" camunda:topic="x" />`)
}

test_async if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<serviceTask id="Activity_0abc123" camunda:asyncBefore="true" camunda:class="a.B" />`)
}

test_split if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<exclusiveGateway id="Gateway_0abc123" />`)
}

test_six_are_one if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<userTask id="Activity_0abc120" name="Step 0" />
		<userTask id="Activity_0abc121" name="Step 1" />
		<userTask id="Activity_0abc122" name="Step 2" />
		<userTask id="Activity_0abc123" name="Step 3" />
		<userTask id="Activity_0abc124" name="Step 4" />
		<userTask id="Activity_0abc125" name="Step 5" />`)
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><userTask id="Activity_0abc123" /></process></definitions>`)
}
