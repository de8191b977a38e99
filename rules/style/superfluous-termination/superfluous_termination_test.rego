package bpmnlint.rules.style["superfluous-termination_test"]

import data.bpmnlint.rules.style["superfluous-termination"] as rule

test_only_end if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="e" /><endEvent id="e" name="Done"><terminateEventDefinition /></endEvent>`)
	messages == {`terminate end event "Done" is the only end of process process: a plain end event would do`}
}

test_two_ends if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<endEvent id="x" /><endEvent id="e" name="Done"><terminateEventDefinition /></endEvent>`)
}

test_plain if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<endEvent id="x" />`)
}
