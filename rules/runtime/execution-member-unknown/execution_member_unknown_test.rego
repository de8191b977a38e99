package bpmnlint.rules.runtime["execution-member-unknown_test"]

import data.bpmnlint.rules.runtime["execution-member-unknown"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

flow(condition) := messages(sprintf(`<sequenceFlow id="f" name="yes" sourceRef="s" targetRef="e"><conditionExpression>%s</conditionExpression></sequenceFlow><startEvent id="s" /><endEvent id="e" />`, [condition]))

test_slips if {
	flow("${execution.getVaraible('paid')}") == {`sequence flow "yes" calls execution.getVaraible, a method that the execution does not have: did you mean getVariable?`}
	flow("${execution.processInstanceID == x}") == {`sequence flow "yes" reads execution.processInstanceID, a property that the execution does not have: did you mean processInstanceId?`}
}

test_variables_are_no_properties if {
	flow("${execution.paid}") == {`sequence flow "yes" reads execution.paid, a property that the execution does not have`}
}

test_arguments if {
	flow("${execution.getVariable()}") == {`sequence flow "yes" calls execution.getVariable with no argument, which it does not take`}
	flow("${execution.hasVariable('a', 'b')}") == {`sequence flow "yes" calls execution.hasVariable with 2 arguments, which it does not take`}
}

test_members if {
	flow("${execution.getVariable('paid') and execution.processBusinessKey != null}") == set()
	flow("${execution.processEngineServices.runtimeService.foo() == execution.active}") == set()
	flow("${execution.getProcessInstance().foo == execution['bar']}") == set()
	flow("${order.execution.foo}") == set()
}

test_task if {
	messages(`<userTask id="t" name="Check" camunda:assignee="${task.asignee}"><extensionElements>
		<camunda:taskListener event="create" expression="${task.setVariabel('a', 1)}" />
		<camunda:executionListener event="start" expression="${task.foo()}" />
		</extensionElements></userTask><serviceTask id="s" camunda:expression="${task.run()}" />`) == {
		`user task "Check" reads task.asignee, a property that the task does not have: did you mean assignee?`,
		`user task "Check" calls task.setVariabel, a method that the task does not have: did you mean setVariable?`,
	}
}
