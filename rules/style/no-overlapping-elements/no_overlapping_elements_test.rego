package bpmnlint.rules.style["no-overlapping-elements_test"]

import data.bpmnlint.rules.style["no-overlapping-elements"] as rule

model(roots, planes) := bpmn.parse(sprintf(`
	<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
		xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
		%s
		<di:BPMNDiagram>%s</di:BPMNDiagram>
	</definitions>`, [roots, concat("", [sprintf("<di:BPMNPlane>%s</di:BPMNPlane>", [p]) | some p in planes])]))

shape(id, attributes, x, y, width, height) := sprintf(`
	<di:BPMNShape bpmnElement="%s" %s><dc:Bounds x="%d" y="%d" width="%d" height="%d" /></di:BPMNShape>`, [id, attributes, x, y, width, height])

two_tasks := `<process id="p"><task id="t" name="A" /><task id="u" name="B" /></process>`

test_overlap if {
	messages := {f.message | some f in rule.report} with input as model(two_tasks, [concat("", [
		shape("t", "", 0, 0, 100, 80),
		shape("u", "", 50, 40, 100, 80),
	])])
	messages == {`task "A" overlaps task "B" in the diagram`, `task "B" overlaps task "A" in the diagram`}
}

test_apart if {
	count(rule.report) == 0 with input as model(two_tasks, [concat("", [
		shape("t", "", 0, 0, 100, 80),
		shape("u", "", 0, 100, 100, 80),
	])])
}

test_bounds_without_width if {
	count(rule.report) == 0 with input as model(two_tasks, [concat("", [
		shape("t", "", 0, 0, 100, 80),
		`<di:BPMNShape bpmnElement="u"><dc:Bounds x="10" y="10" height="80" /></di:BPMNShape>`,
	])])
}

test_last_shape_counts if {
	count(rule.report) == 0 with input as model(two_tasks, [concat("", [
		shape("t", "", 0, 0, 100, 80),
		shape("u", "", 0, 0, 100, 80),
		shape("u", "", 0, 100, 100, 80),
	])])
}

test_last_plane_counts if {
	count(rule.report) == 0 with input as model(two_tasks, [
		concat("", [shape("t", "", 0, 0, 100, 80), shape("u", "", 0, 0, 100, 80)]),
		shape("u", "", 0, 100, 100, 80),
	])
}

test_boundary_event_and_its_activity if {
	count(rule.report) == 0 with input as model(
		`<process id="p"><task id="t" /><boundaryEvent id="b" attachedToRef="t" /></process>`,
		[concat("", [shape("t", "", 0, 0, 100, 80), shape("b", "", 80, 60, 36, 36)])],
	)
}

test_boundary_event_and_another_activity if {
	count(rule.report) == 2 with input as model(
		`<process id="p"><task id="t" /><task id="u" /><boundaryEvent id="b" attachedToRef="t" /></process>`,
		[concat("", [shape("t", "", 0, 0, 100, 80), shape("u", "", 110, 0, 100, 80), shape("b", "", 80, 60, 36, 36)])],
	)
}

test_pools if {
	count(rule.report) == 2 with input as model(
		`<collaboration id="c"><participant id="a" /><participant id="b" /></collaboration>`,
		[concat("", [shape("a", "", 0, 0, 600, 250), shape("b", "", 0, 200, 600, 250)])],
	)
}

nested := `<process id="p"><subProcess id="s" name="Pack"><task id="t" name="A" /><dataStoreReference id="d" /></subProcess></process>`

test_outside_of_expanded_sub_process if {
	messages := {f.message | some f in rule.report} with input as model(nested, [concat("", [
		shape("s", `isExpanded="true"`, 0, 0, 300, 200),
		shape("t", "", 250, 50, 100, 80),
	])])
	messages == {`task "A" lies outside of sub-process "Pack" in the diagram`}
}

test_outside_of_collapsed_sub_process if {
	count(rule.report) == 0 with input as model(nested, [concat("", [
		shape("s", "", 0, 0, 100, 80),
		shape("t", "", 250, 50, 100, 80),
	])])
}

test_data_store_may_lie_outside if {
	count(rule.report) == 0 with input as model(nested, [concat("", [
		shape("s", `isExpanded="true"`, 0, 0, 300, 200),
		shape("d", "", 400, 50, 50, 50),
	])])
}

test_outside_of_pool if {
	count(rule.report) == 1 with input as model(
		`<collaboration id="c"><participant id="a" processRef="p" /></collaboration><process id="p"><task id="t" /></process>`,
		[concat("", [shape("a", "", 0, 0, 600, 250), shape("t", "", 550, 50, 100, 80)])],
	)
}
