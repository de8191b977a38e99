package bpmnlint.rules.runtime["error-never-caught_test"]

import data.bpmnlint.rules.runtime["error-never-caught"] as rule

errors := `<error id="e" errorCode="missing" /><error id="any" />`

process(id, content) := sprintf(`%s<process id="%s" isExecutable="true"><startEvent id="s" />%s</process>`, [errors, id, content])

throw := `<endEvent id="x" name="Missing"><errorEventDefinition errorRef="e" /></endEvent>`

sub_process(content) := sprintf(`<subProcess id="p"><startEvent id="ps" />%s</subProcess>`, [content])

boundary(host, reference) := sprintf(`<boundaryEvent id="b" attachedToRef="%s"><errorEventDefinition %s /></boundaryEvent>`, [host, reference])

call(element) := sprintf(`<callActivity id="c" calledElement="%s" />`, [element])

found(files) := answer if {
	answer := {[f.message, f.severity] | some f in rule.aggregate_report} with input as bpmn.project(files)
}

test_in_a_sub_process if {
	found({"a/order.bpmn": process("order", sub_process(throw))}) == {[
		`error end event "Missing" throws the error "missing", which nothing catches: the sub-process counts as done, and the process goes on`,
		"warning",
	]}
}

test_in_a_process_that_is_not_called if {
	found({"a/order.bpmn": process("order", throw)}) == {[
		`error end event "Missing" throws the error "missing", which nothing catches: it is a plain end event`,
		"note",
	]}
}

test_in_a_called_process if {
	found({"a/pick.bpmn": process("pick", throw), "a/order.bpmn": process("order", call("pick"))}) == {[
		`error end event "Missing" throws the error "missing", which nothing catches: the calling process goes on as if all had gone well`,
		"warning",
	]}
}

test_error_mapping if {
	found({"a/order.bpmn": process("order", `<serviceTask id="t" name="Pick" camunda:type="external" camunda:topic="pick"><extensionElements>
		<camunda:errorEventDefinition id="m" errorRef="e" expression="${true}" /></extensionElements></serviceTask>`)}) == {[
		`service task "Pick" throws the error "missing", which nothing catches: the path ends there`,
		"warning",
	]}
}

test_caught_by_code if count(found({"a/order.bpmn": process("order", concat("", [sub_process(throw), boundary("p", `errorRef="e"`)]))})) == 0

test_caught_by_all if count(found({"a/order.bpmn": process("order", concat("", [sub_process(throw), boundary("p", `errorRef="any"`)]))})) == 0

test_caught_at_the_end_event_itself if count(found({"a/order.bpmn": process("order", concat("", [throw, boundary("x", "")]))})) == 0

test_another_code_does_not_catch if count(found({"a/order.bpmn": process("order", concat("", [sub_process(throw), boundary("p", `errorRef="other"`)]))})) == 1

event_sub_process(content) := sprintf(
	`<subProcess id="h" triggeredByEvent="true"><startEvent id="hs"><errorEventDefinition errorRef="e" /></startEvent>%s</subProcess>`,
	[content],
)

test_caught_by_an_event_sub_process if count(found({"a/order.bpmn": process("order", concat("", [throw, event_sub_process("")]))})) == 0

test_an_event_sub_process_does_not_catch_its_own if count(found({"a/order.bpmn": process("order", event_sub_process(throw))})) == 1

test_caught_by_the_caller if {
	count(found({"a/pick.bpmn": process("pick", throw), "b/order.bpmn": process("order", concat("", [call("pick"), boundary("c", "")]))})) == 0
}

test_caught_by_the_callers_caller if {
	count(found({
		"a/pick.bpmn": process("pick", throw),
		"a/order.bpmn": process("order", call("pick")),
		"a/all.bpmn": process("all", concat("", [sub_process(call("order")), boundary("p", "")])),
	})) == 0
}

test_maybe_caught_by_a_dynamic_call if {
	count(found({"a/pick.bpmn": process("pick", throw), "a/order.bpmn": process("order", concat("", [call("${what}"), boundary("c", "")]))})) == 0
}

test_processes_that_call_each_other if {
	count(found({"a/a.bpmn": process("a", concat("", [throw, call("b")])), "a/b.bpmn": process("b", call("a"))})) == 1
}
