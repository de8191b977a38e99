package bpmnlint.rules.runtime["transaction-without-start_test"]

import data.bpmnlint.rules.runtime["transaction-without-start"] as rule

test_without_start if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t" name="Book trip"><userTask id="u" /></transaction>`)
	messages == {`transaction "Book trip" has no start event: an instance that enters it fails`}
}

test_with_start if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><transaction id="t"><startEvent id="ts" /></transaction>`)
}

test_other_sub_processes_are_refused if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><subProcess id="t"><userTask id="u" /></subProcess>`)
}
