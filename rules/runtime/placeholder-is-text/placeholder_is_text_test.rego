package bpmnlint.rules.runtime["placeholder-is-text_test"]

import data.bpmnlint.rules.runtime["placeholder-is-text"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

assignee(text) := messages(sprintf(`<userTask id="t" name="Check" camunda:assignee="%s" />`, [text]))

test_placeholders if {
	assignee("{initiator}") == {`user task "Check" has assignee="{initiator}", which looks like an expression and is a text`}
	every text in ["$initiator", "$(order.clerk)", "#[clerk]", "$ {clerk}", "{ clerk }", "#(clerk)"] {
		count(assignee(text)) == 1
	}
}

test_names if {
	every text in ["clerk", "${clerk}", "#{clerk}", "clerk@example.org", "$5", "{not one thing}", "{{template}}", "clerk {x}"] {
		count(assignee(text)) == 0
	}
}

test_places if {
	messages(`<userTask id="t" name="Check" camunda:candidateGroups="{group}" />
		<serviceTask id="s" name="Pay" camunda:type="external" camunda:topic="{topic}" />
		<callActivity id="c" name="Ship" calledElement="{process}"><extensionElements><camunda:in sourceExpression="{order}" target="order" /></extensionElements></callActivity>`) == {
		`user task "Check" has candidateGroups="{group}", which looks like an expression and is a text`,
		`service task "Pay" has topic="{topic}", which looks like an expression and is a text`,
		`call activity "Ship" has calledElement="{process}", which looks like an expression and is a text`,
		`call activity "Ship" has sourceExpression="{order}", which looks like an expression and is a text`,
	}
}

test_elsewhere_text_is_text if {
	messages(`<userTask id="t" name="{x}"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a">{x}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>`) == set()
}

test_fixes if {
	every text in ["{clerk}", "$clerk", "$ ( clerk )", "#[clerk]"] {
		found := {f.fix.edits[0].value | some f in rule.report} with input as bpmn.parse(sprintf(`<userTask id="t" camunda:assignee="%s" />`, [text]))
		found == {"${clerk}"}
	}
}
