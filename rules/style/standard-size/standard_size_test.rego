package bpmnlint.rules.style["standard-size_test"]

import data.bpmnlint.rules.style["standard-size"] as rule

model(roots, planes) := bpmn.parse(sprintf(`
	<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
		xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
		%s
		<di:BPMNDiagram>%s</di:BPMNDiagram>
	</definitions>`, [roots, concat("", [sprintf("<di:BPMNPlane>%s</di:BPMNPlane>", [p]) | some p in planes])]))

shape(id, attributes, x, y, width, height) := sprintf(`
	<di:BPMNShape bpmnElement="%s" %s><dc:Bounds x="%d" y="%d" width="%d" height="%d" /></di:BPMNShape>`, [id, attributes, x, y, width, height])

messages(roots, drawn) := found if {
	found := {f.message | some f in rule.report} with input as model(roots, [drawn])
}

test_big_task if {
	messages(`<process id="p"><task id="t" name="A" /></process>`, shape("t", "", 0, 0, 120, 80)) == {`task "A" is 120×80, not 100×80`}
}

test_standard_sizes if {
	count(messages(
		`<process id="p"><task id="t" /><exclusiveGateway id="g" /><startEvent id="e" /><callActivity id="c" /><dataObjectReference id="d" /></process>`,
		concat("", [
			shape("t", "", 0, 0, 100, 80), shape("c", "", 0, 0, 100, 80), shape("g", "", 0, 0, 50, 50),
			shape("e", "", 0, 0, 36, 36), shape("d", "", 0, 0, 36, 50),
		]),
	)) == 0
}

test_expanded_sub_process if {
	count(messages(`<process id="p"><subProcess id="t" /></process>`, shape("t", `isExpanded="true"`, 0, 0, 350, 200))) == 0
}

test_collapsed_sub_process if {
	count(messages(`<process id="p"><subProcess id="t" /></process>`, shape("t", "", 0, 0, 350, 200))) == 1
}

test_empty_pool if {
	count(messages(`<collaboration id="c"><participant id="a" /></collaboration>`, shape("a", "", 0, 0, 600, 100))) == 1
	count(messages(`<collaboration id="c"><participant id="a" /></collaboration>`, shape("a", "", 0, 0, 600, 60))) == 0
	count(messages(`<collaboration id="c"><participant id="a" /></collaboration>`, shape("a", `isHorizontal="false"`, 0, 0, 60, 600))) == 0
}

test_pool_with_process if {
	count(messages(
		`<collaboration id="c"><participant id="a" processRef="p" /></collaboration><process id="p" />`,
		shape("a", "", 0, 0, 600, 250),
	)) == 0
}
