package bpmnlint.rules.runtime["reference-empty_test"]

import data.bpmnlint.rules.runtime["reference-empty"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_called_element if {
	messages(`<callActivity id="c" name="Pay" calledElement="" />`) == {`call activity "Pay" has a called element that is empty: the engine finds no process to call`}
	messages(`<callActivity id="c" name="Pay" calledElement=" " />`) == {`call activity "Pay" has a called element that is empty: the engine finds no process to call`}
	messages(`<callActivity id="c" name="Pay" calledElement="${null}" />`) == {`call activity "Pay" has a called element that is null: the engine finds no process to call`}
}

test_others if {
	messages(`<callActivity id="c" name="Pay" camunda:caseRef="" />`) == {`call activity "Pay" has a case reference that is empty: the engine finds no case to call`}
	messages(`<businessRuleTask id="c" name="Price" camunda:decisionRef="" />`) == {`business rule task "Price" has a decision reference that is empty: the engine finds no decision to evaluate`}
	messages(`<serviceTask id="c" name="Pay" camunda:type="external" camunda:topic="" />`) == {`service task "Pay" has a topic that is empty: no worker ever fetches the task`}
}

test_names if {
	messages(`<callActivity id="c" calledElement="pay" />`) == set()
	messages(`<callActivity id="c" calledElement="${process}" />`) == set()
	messages(`<serviceTask id="c" camunda:type="external" camunda:topic="${region}-pay" />`) == set()
}

test_missing_attributes_are_judged_at_deployment if {
	messages(`<callActivity id="c" /><serviceTask id="s" camunda:type="external" />`) == set()
}
