package bpmnlint.rules.implementation["extension-namespace_test"]

import data.bpmnlint.rules.implementation["extension-namespace"] as rule

test_operaton_on_camunda if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="http://operaton.org/schema/1.0/bpmn"><process id="p" o:historyTimeToLive="P3D" /></definitions>`)
}

test_camunda if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P3D" /></definitions>`)
}

model(uri) := bpmn.parse(sprintf(
	`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="%s"><process id="order" isExecutable="true"><userTask id="t" c:assignee="joe" c:priority="5" /></process></definitions>`,
	[uri],
))

test_misspelt if {
	every uri in ["http://camunda.org/schema/1.0/bpmn/", "https://camunda.org/schema/1.0/bpmn", "http://camunda.org/bpmn", "http://flowable.org/bpmn"] {
		messages := {f.message | some f in rule.report} with input as model(uri)
		messages == {sprintf("the model has extensions in the namespace %s, which camunda-7.24 does not read", [uri])}
	}
}

test_namespaces_of_others if {
	every uri in ["http://example.org/camunda-free", "http://example.org", "http://bpmn.io/schema/bpmn/biocolor/1.0"] {
		count(rule.report) == 0 with input as model(uri)
	}
}
