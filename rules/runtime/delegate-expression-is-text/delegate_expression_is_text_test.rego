package bpmnlint.rules.runtime["delegate-expression-is-text_test"]

import data.bpmnlint.rules.runtime["delegate-expression-is-text"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_name_of_a_bean if {
	messages(`<serviceTask id="t" name="Pay" camunda:delegateExpression="payDelegate" />`) == {`service task "Pay" has the delegate expression "payDelegate", which gives no object, but a text: the engine fails when it comes there`}
}

test_values if {
	every value in ["", " ${pay}", "${null}", "${'pay'}", "${5}", "${pay == null}"] {
		count(messages(sprintf(`<serviceTask id="t" camunda:delegateExpression="%s" />`, [value]))) == 1
	}
}

test_listeners if {
	messages(`<userTask id="t" name="Check"><extensionElements>
		<camunda:executionListener event="start" delegateExpression="audit" />
		<camunda:taskListener event="create" delegateExpression="mail" />
		<camunda:taskListener event="create" delegateExpression="${mail}" />
		</extensionElements></userTask>`) == {
		`user task "Check" has the delegate expression "audit", which gives no object, but a text: the engine fails when it comes there`,
		`user task "Check" has the delegate expression "mail", which gives no object, but a text: the engine fails when it comes there`,
	}
}

test_variable_mapping if {
	messages(`<callActivity id="c" name="Pay" calledElement="pay" camunda:variableMappingDelegateExpression="mapping" />`) == {`call activity "Pay" has the variable mapping delegate expression "mapping", which gives no object, but a text: the engine fails when it comes there`}
	messages(`<callActivity id="c" calledElement="pay" camunda:variableMappingDelegateExpression="${null}" />`) == set()
}

test_class_is_taken_first if {
	messages(`<serviceTask id="t" camunda:class="a.Pay" camunda:delegateExpression="pay" />`) == set()
	messages(`<serviceTask id="t" camunda:type="external" camunda:topic="pay" camunda:delegateExpression="pay" />`) == set()
}

test_beans if {
	messages(`<serviceTask id="t" camunda:delegateExpression="${pay}" />`) == set()
	messages(`<serviceTask id="t" camunda:delegateExpression="#{beans.pay(1)}" />`) == set()
}

test_fixes if {
	found := {f.fix.edits[0].value | some f in rule.report} with input as bpmn.parse(`<serviceTask id="t" camunda:delegateExpression="payDelegate" />`)
	found == {"${payDelegate}"}
	unclear := {f.fix | some f in rule.report} with input as bpmn.parse(`<serviceTask id="t" camunda:delegateExpression="com.example.Pay" />`)
	unclear == {null}
}
