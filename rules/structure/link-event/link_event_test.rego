package bpmnlint.rules.structure["link-event_test"]

import data.bpmnlint.rules.structure["link-event"] as rule

test_pair if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<intermediateThrowEvent id="a"><linkEventDefinition name="L" /></intermediateThrowEvent><intermediateCatchEvent id="b"><linkEventDefinition name="L" /></intermediateCatchEvent>`)
}

test_lone_throw if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<intermediateThrowEvent id="a" name="on"><linkEventDefinition name="L" /></intermediateThrowEvent>`)
	messages == {`link intermediate throw event "on" has no catching event of link "L" in its scope`}
}

test_lone_catch if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<intermediateCatchEvent id="a"><linkEventDefinition name="L" /></intermediateCatchEvent>`)
}

test_no_name if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<intermediateCatchEvent id="a"><linkEventDefinition /></intermediateCatchEvent>`)
}

test_two_catches if {
	count(rule.report) == 2 with input as bpmn.parse(`
		<intermediateThrowEvent id="t"><linkEventDefinition name="L" /></intermediateThrowEvent><intermediateCatchEvent id="a"><linkEventDefinition name="L" /></intermediateCatchEvent><intermediateCatchEvent id="b"><linkEventDefinition name="L" /></intermediateCatchEvent>`)
}

test_two_throws_one_catch if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<intermediateThrowEvent id="t"><linkEventDefinition name="L" /></intermediateThrowEvent><intermediateThrowEvent id="a"><linkEventDefinition name="L" /></intermediateThrowEvent><intermediateCatchEvent id="b"><linkEventDefinition name="L" /></intermediateCatchEvent>`)
}
