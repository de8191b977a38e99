package bpmnlint.rules.style["no-overlapping-elements_test"]

import data.bpmnlint.rules.style["no-overlapping-elements"] as rule

test_overlap if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" name="A" /><task id="u" name="B" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape><di:BPMNShape bpmnElement="u" ><dc:Bounds x="90" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
	messages == {`task "A" overlaps another element in the diagram`, `task "B" overlaps another element in the diagram`}
}

test_apart if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" /><task id="u" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape><di:BPMNShape bpmnElement="u" ><dc:Bounds x="190" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}

test_boundary if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" /><boundaryEvent id="u" attachedToRef="t" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape><di:BPMNShape bpmnElement="u" ><dc:Bounds x="90" y="60" width="36" height="36" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}

test_outside if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><subProcess id="s"><task id="t" name="A" /></subProcess></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="s" isExpanded="true"><dc:Bounds x="0" y="0" width="300" height="200" /></di:BPMNShape><di:BPMNShape bpmnElement="t" ><dc:Bounds x="250" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}
