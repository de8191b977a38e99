package bpmnlint.rules.events["signal-never-thrown_test"]

import data.bpmnlint.rules.events["signal-never-thrown"] as rule

catch(executable) := sprintf(`
	<signal id="s" name="cancelled" />
	<process id="order" isExecutable="%v">
		<intermediateCatchEvent id="a" name="Cancelled"><signalEventDefinition signalRef="s" /></intermediateCatchEvent>
	</process>`, [executable])

throw(name) := sprintf(`
	<signal id="s" name="%s" />
	<process id="cancel" isExecutable="true"><endEvent id="end"><signalEventDefinition signalRef="s" /></endEvent></process>`, [name])

test_never_thrown if {
	messages := {f.message | some f in rule.aggregate_report} with input as bpmn.project({"a/order.bpmn": catch(true)})
	messages == {`signal intermediate catch event "Cancelled" waits for the signal "cancelled", which no process of the repository throws`}
}

test_thrown_in_another_unit if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": catch(true),
		"b/cancel.bpmn": throw("cancelled"),
	})
}

test_thrown_by_expression if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({
		"a/order.bpmn": catch(true),
		"a/cancel.bpmn": throw("${event}led"),
	})
}

test_not_executable if {
	count(rule.aggregate_report) == 0 with input as bpmn.project({"a/order.bpmn": catch(false)})
}
