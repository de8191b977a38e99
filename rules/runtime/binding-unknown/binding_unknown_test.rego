package bpmnlint.rules.runtime["binding-unknown_test"]

import data.bpmnlint.rules.runtime["binding-unknown"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

call(binding) := messages(sprintf(`<callActivity id="c" name="Pay" calledElement="pay" camunda:calledElementBinding="%s" camunda:calledElementVersion="1" camunda:calledElementVersionTag="a" />`, [binding]))

test_slips if {
	call("Deployment") == {`call activity "Pay" has calledElementBinding="Deployment", which the engine does not know: it calls the latest version`}
	every binding in ["", " deployment", "lates", "${binding}"] {
		count(call(binding)) == 1
	}
}

test_bindings if {
	every binding in ["deployment", "latest", "version", "versionTag"] {
		count(call(binding)) == 0
	}
	messages(`<callActivity id="c" calledElement="pay" />`) == set()
}

test_decision if {
	messages(`<businessRuleTask id="c" name="Price" camunda:decisionRef="price" camunda:decisionRefBinding="tag" />`) == {`business rule task "Price" has decisionRefBinding="tag", which the engine does not know: it calls the latest version`}
	messages(`<businessRuleTask id="c" camunda:decisionRef="price" />`) == set()
}

test_case if {
	messages(`<callActivity id="c" name="Claim" camunda:caseRef="claim" camunda:caseBinding="deploy" />`) == {`call activity "Claim" has caseBinding="deploy", which the engine does not know: it calls the latest version`}
}

test_fixes if {
	found := {f.fix.edits[0].value | some f in rule.report} with input as bpmn.parse(`<callActivity id="c" calledElement="pay" camunda:calledElementBinding=" VersionTag" camunda:calledElementVersionTag="a" />`)
	found == {"versionTag"}
	unclear := {f.fix | some f in rule.report} with input as bpmn.parse(`<callActivity id="c" calledElement="pay" camunda:calledElementBinding="newest" />`)
	unclear == {null}
}
