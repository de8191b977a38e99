package bpmnlint.rules.runtime["called-version-not-read_test"]

import data.bpmnlint.rules.runtime["called-version-not-read"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

call(version) := messages(sprintf(`<callActivity id="c" name="Pay" calledElement="pay" camunda:calledElementBinding="version" camunda:calledElementVersion="%s" />`, [version]))

test_tag if {
	call("v1.2") == {`call activity "Pay" calls the version "v1.2", which the engine does not take for a whole number: it fails when it comes there`}
}

test_no_numbers if {
	every version in ["", " 1", "1.5", "${1}", "${true}", "${null}", "${'x'}"] {
		count(call(version)) == 1
	}
}

test_numbers if {
	every version in ["1", "${'1'}", "${version}", "${order.version + 1}"] {
		count(call(version)) == 0
	}
}

test_decision if {
	messages(`<businessRuleTask id="c" name="Price" camunda:decisionRef="price" camunda:decisionRefBinding="version" camunda:decisionRefVersion="latest" />`) == {`business rule task "Price" calls the version "latest", which the engine does not take for a whole number: it fails when it comes there`}
}

test_version_that_nobody_reads if {
	messages(`<callActivity id="c" calledElement="pay" camunda:calledElementVersion="x" />`) == set()
}
