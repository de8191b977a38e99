package bpmnlint.rules.runtime["escalation-never-caught_test"]

import data.bpmnlint.rules.runtime["escalation-never-caught"] as rule

process(content) := sprintf(`<escalation id="e" escalationCode="late" /><process id="order" isExecutable="true"><startEvent id="s" />%s</process>`, [content])

throw := `<intermediateThrowEvent id="x" name="Late"><escalationEventDefinition escalationRef="e" /></intermediateThrowEvent>`

found(content) := answer if {
	answer := {f.message | some f in rule.aggregate_report} with input as bpmn.project({"a/order.bpmn": process(concat("", content))})
}

test_never_caught if found([throw]) == {`escalation intermediate throw event "Late" throws the escalation "late", which nothing catches`}

test_caught_around_the_sub_process if {
	found([
		`<subProcess id="p"><startEvent id="ps" />`, throw, `</subProcess>
		<boundaryEvent id="b" attachedToRef="p"><escalationEventDefinition /></boundaryEvent>`,
	]) == set()
}

test_an_error_handler_does_not_catch_it if {
	count(found([
		`<subProcess id="p"><startEvent id="ps" />`, throw, `</subProcess>
		<boundaryEvent id="b" attachedToRef="p"><errorEventDefinition /></boundaryEvent>`,
	])) == 1
}

test_an_event_sub_process_catches_what_is_thrown_deeper_in_it if {
	found([
		`<subProcess id="h" triggeredByEvent="true"><startEvent id="hs"><escalationEventDefinition escalationRef="e" /></startEvent>
		<subProcess id="p"><startEvent id="ps" />`, throw, `</subProcess></subProcess>`,
	]) == set()
}
