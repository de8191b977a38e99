package bpmnlint.rules.runtime["called-version-ignored_test"]

import data.bpmnlint.rules.runtime["called-version-ignored"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_no_binding if {
	messages(`<callActivity id="c" name="Pay" calledElement="pay" camunda:calledElementVersion="3" />`) == {`call activity "Pay" has calledElementVersion="3", which the engine ignores, for its calledElementBinding is not version but latest, as without one`}
}

test_another_binding if {
	messages(`<callActivity id="c" name="Pay" calledElement="pay" camunda:calledElementBinding="deployment" camunda:calledElementVersionTag="v3" />`) == {`call activity "Pay" has calledElementVersionTag="v3", which the engine ignores, for its calledElementBinding is not versionTag but "deployment"`}
}

test_decision if {
	messages(`<businessRuleTask id="c" name="Price" camunda:decisionRef="price" camunda:decisionRefVersion="3" />`) == {`business rule task "Price" has decisionRefVersion="3", which the engine ignores, for its decisionRefBinding is not version but latest, as without one`}
}

test_bound if {
	messages(`<callActivity id="c" calledElement="pay" camunda:calledElementBinding="version" camunda:calledElementVersion="3" />`) == set()
	messages(`<callActivity id="c" calledElement="pay" camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="v3" />`) == set()
	messages(`<callActivity id="c" calledElement="pay" camunda:calledElementBinding="latest" />`) == set()
}
