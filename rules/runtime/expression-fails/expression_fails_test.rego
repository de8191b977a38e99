package bpmnlint.rules.runtime["expression-fails_test"]

import data.bpmnlint.rules.runtime["expression-fails"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

helps(xml) := {f.help | some f in rule.report with input as bpmn.parse(xml)}

joined := `<userTask id="t" name="Check" camunda:assignee="${'clerk-' + region}" />`

chained := `<sequenceFlow id="f" name="some" sourceRef="s" targetRef="e"><conditionExpression>${0 &lt; amount &lt; 100}</conditionExpression></sequenceFlow><startEvent id="s" /><endEvent id="e" />`

test_joined if {
	messages(joined) == {`user task "Check" has an expression that always fails, 'clerk-' + region: Cannot coerce 'clerk-' to class java.lang.Double`}
	helps(joined) == {"To join texts, write them around the expression (order-${id}) or call concat: ${'order-'.concat(id)}."}
}

test_chained if {
	messages(chained) == {`sequence flow "some" has an expression that always fails, 0 < amount < 100: Cannot coerce from class java.lang.Boolean to class java.lang.Long`}
	helps(chained) == {"Write two comparisons with and between: ${0 < amount and amount < 100}."}
}

test_on_one_side if {
	messages(`<userTask id="t" name="Check" camunda:assignee="${region == null ? 'clerk' : 'clerk-' + region}" />`) == {`user task "Check" has an expression that fails when it comes to 'clerk-' + region: Cannot coerce 'clerk-' to class java.lang.Double`}
}

test_parameters if {
	messages(`<serviceTask id="t" name="Pay" camunda:class="a.B"><extensionElements><camunda:inputOutput>
		<camunda:inputParameter name="key">${"order-" + id}</camunda:inputParameter>
		<camunda:inputParameter name="map"><camunda:map><camunda:entry key="due">${now() + 1}</camunda:entry></camunda:map></camunda:inputParameter>
		</camunda:inputOutput></extensionElements></serviceTask>`) == {
		`service task "Pay" has an expression that always fails, 'order-' + id: Cannot coerce 'order-' to class java.lang.Double`,
		`service task "Pay" has an expression that always fails, now() + 1: Cannot coerce from class java.util.Date to class java.lang.Long`,
	}
}

test_what_may_work if {
	messages(`<userTask id="t" camunda:assignee="${'1' + region}" camunda:candidateGroups="a-${region}, ${x.y + 1}" name="Check ${order + 'a'.length()}" />`) == set()
}

test_texts_that_nobody_evaluates if {
	messages(`<manualTask id="t" name="${'a' + b}"><documentation>${'a' + b}</documentation></manualTask>`) == set()
}
