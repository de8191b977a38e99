package bpmnlint.rules.style["standard-size_test"]

import data.bpmnlint.rules.style["standard-size"] as rule

test_big if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" name="A" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" ><dc:Bounds x="0" y="0" width="120" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
	messages == {`task "A" is 120×80, not 100×80`}
}

test_standard if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}

test_expanded if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><subProcess id="t" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="t" isExpanded="true"><dc:Bounds x="0" y="0" width="350" height="200" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}
