package bpmnlint.rules.ids["ids-differ-in-case_test"]

import data.bpmnlint.rules.ids["ids-differ-in-case"] as rule

test_differ if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="check" /><task id="Check" />`)
	messages == {`task check has the id check, which differs from the id Check only in case`}
}

test_same if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<task id="check" /><task id="pay" />`)
}

test_same_id_twice if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<task id="check" /><task id="check" />`)
}

test_two_processes_of_a_file if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
			<process id="order" isExecutable="true"><task id="check" /></process>
			<process id="Order" isExecutable="true"><task id="Check" /></process>
		</definitions>`)
	messages == {`process order has the id order, which differs from the id Order only in case`}
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="check" /><task id="Check" /></process></definitions>`)
}
