package bpmnlint.rules.implementation["no-script_test"]

import data.bpmnlint.rules.implementation["no-script"] as rule

test_script_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<scriptTask id="t" name="Add" scriptFormat="groovy"><script>1 + 1</script></scriptTask>`)
	messages == {`script task "Add" runs a script`}
}

test_condition if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e"><conditionExpression language="groovy">true</conditionExpression></sequenceFlow><endEvent id="e" />`)
}

test_parameter if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<task id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter></camunda:inputOutput></extensionElements></task>`)
}

test_expression if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<serviceTask id="t" camunda:expression="${x}" />`)
}

test_listeners_of_flow_and_process if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<extensionElements><camunda:executionListener event="start"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:executionListener></extensionElements>
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e">
			<extensionElements><camunda:executionListener event="take"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:executionListener></extensionElements>
		</sequenceFlow><endEvent id="e" />`)
	messages == {"process process has a listener with a script", "sequence flow f has a listener with a script"}
}
