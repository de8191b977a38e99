package bpmnlint.rules.ids["ids-differ-in-case_test"]

import data.bpmnlint.rules.ids["ids-differ-in-case"] as rule

test_differ if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="check" /><task id="Check" />`)
	messages == {`task Check has the id Check, which differs from the id check only in case`}
}

test_same if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<task id="check" /><task id="pay" />`)
}
