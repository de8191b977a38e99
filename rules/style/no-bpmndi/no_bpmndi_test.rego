package bpmnlint.rules.style["no-bpmndi_test"]

import data.bpmnlint.rules.style["no-bpmndi"] as rule

model(roots, planes) := bpmn.parse(sprintf(`
	<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
		xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
		%s
		<di:BPMNDiagram>%s</di:BPMNDiagram>
	</definitions>`, [roots, concat("", [sprintf("<di:BPMNPlane>%s</di:BPMNPlane>", [p]) | some p in planes])]))

shape(id, attributes, x, y, width, height) := sprintf(`
	<di:BPMNShape bpmnElement="%s" %s><dc:Bounds x="%d" y="%d" width="%d" height="%d" /></di:BPMNShape>`, [id, attributes, x, y, width, height])

two_tasks := `<process id="p"><task id="t" name="Check" /><task id="u" /></process>`

test_hidden if {
	messages := {f.message | some f in rule.report} with input as model(two_tasks, [shape("u", "", 0, 0, 100, 80)])
	messages == {`task "Check" is not in the diagram`}
}

test_shown if {
	count(rule.report) == 0 with input as model(two_tasks, [concat("", [
		shape("t", "", 0, 0, 100, 80),
		shape("u", "", 0, 100, 100, 80),
	])])
}

test_last_plane_counts if {
	count(rule.report) == 1 with input as model(two_tasks, [shape("t", "", 0, 0, 100, 80), shape("u", "", 0, 0, 100, 80)])
}

test_element_without_id if {
	count(rule.report) == 1 with input as model(
		`<process id="p"><task /><task id="u" /></process>`,
		[concat("", [shape("u", "", 0, 0, 100, 80), "<di:BPMNShape />"])],
	)
}

test_no_diagram if {
	count(rule.report) == 1 with input as bpmn.parse(`<task id="t" />`)
}

test_data_object if {
	count(rule.report) == 0 with input as model(
		`<process id="p"><dataObject id="d" /><task id="u" /></process>`,
		[shape("u", "", 0, 0, 100, 80)],
	)
}
