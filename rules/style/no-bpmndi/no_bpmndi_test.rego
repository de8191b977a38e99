package bpmnlint.rules.style["no-bpmndi_test"]

import data.bpmnlint.rules.style["no-bpmndi"] as rule

test_hidden if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="t" name="Check" /><task id="u" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="u" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
	messages == {`task "Check" is not in the diagram`}
}

test_shown if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><task id="u" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="u" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}

test_no_diagram if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<task id="t" />`)
}

test_data_object if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><process id="p"><dataObject id="d" /><task id="u" /></process><di:BPMNDiagram><di:BPMNPlane bpmnElement="p"><di:BPMNShape bpmnElement="u" ><dc:Bounds x="0" y="0" width="100" height="80" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram></definitions>`)
}
