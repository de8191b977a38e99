package bpmnlint.rules.runtime["assignee-blank_test"]

import data.bpmnlint.rules.runtime["assignee-blank"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_blank if {
	messages(`<userTask id="t" name="Check" camunda:assignee="" />`) == {`user task "Check" has a blank assignee: it is assigned to nobody, and nobody can claim it`}
	count(messages(`<userTask id="t" camunda:assignee="  " />`)) == 1
	count(messages(`<userTask id="t" camunda:assignee="${''}" />`)) == 1
}

test_others if {
	messages(`<userTask id="t" />`) == set()
	messages(`<userTask id="t" camunda:assignee="${clerk}" />`) == set()
	messages(`<userTask id="t" camunda:assignee="${null}" />`) == set()
}
