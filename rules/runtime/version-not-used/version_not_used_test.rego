package bpmnlint.rules.runtime["version-not-used_test"]

import data.bpmnlint.rules.runtime["version-not-used"] as rule

found(attributes) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(sprintf(
		`<startEvent id="s" /><callActivity id="c" name="Pick" calledElement="pick" %s />`,
		[attributes],
	))
}

test_no_binding if {
	found(`camunda:calledElementVersion="3"`) == {concat("", [
		`call activity "Pick" has camunda:calledElementVersion="3", `,
		`which the engine looks at only with camunda:calledElementBinding="version"`,
	])}
}

test_another_binding if count(found(`camunda:calledElementVersionTag="1.2" camunda:calledElementBinding="version"`)) == 1

test_binding if found(`camunda:calledElementVersion="3" camunda:calledElementBinding="version"`) == set()

test_decision if {
	count(rule.report) == 1 with input as bpmn.parse(`<startEvent id="s" /><businessRuleTask id="d" camunda:decisionRef="rate" camunda:decisionRefVersion="2" />`)
}

test_form if {
	count(rule.report) == 1 with input as bpmn.parse(`<startEvent id="s" /><userTask id="t" camunda:formRef="f" camunda:formRefBinding="latest" camunda:formRefVersion="2" />`)
}
