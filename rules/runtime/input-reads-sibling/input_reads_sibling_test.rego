package bpmnlint.rules.runtime["input-reads-sibling_test"]

import data.bpmnlint.rules.runtime["input-reads-sibling"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

inputs(list) := messages(sprintf(`<userTask id="t" name="Check"><extensionElements><camunda:inputOutput>%s</camunda:inputOutput></extensionElements></userTask>`, [list]))

message := `user task "Check" has the input parameter "target", which reads "hostname": the element's other inputs are not there yet`

test_earlier_and_later if {
	inputs(`<camunda:inputParameter name="hostname">x</camunda:inputParameter><camunda:inputParameter name="target">${hostname}/a</camunda:inputParameter>`) == {message}
	inputs(`<camunda:inputParameter name="target">${hostname}/a</camunda:inputParameter><camunda:inputParameter name="hostname">x</camunda:inputParameter>`) == {message}
}

test_in_a_map if {
	inputs(`<camunda:inputParameter name="hostname">x</camunda:inputParameter><camunda:inputParameter name="target"><camunda:map><camunda:entry key="a">${hostname}</camunda:entry></camunda:map></camunda:inputParameter>`) == {message}
}

test_variable_of_the_scope_around if {
	inputs(`<camunda:inputParameter name="hostname">${hostname}</camunda:inputParameter><camunda:inputParameter name="target">${hostname}/a</camunda:inputParameter>`) == set()
	messages(`<startEvent id="s" name="hostname is there" /><userTask id="t"><extensionElements><camunda:inputOutput>
		<camunda:inputParameter name="hostname">x</camunda:inputParameter><camunda:inputParameter name="target">${hostname}/a</camunda:inputParameter>
		</camunda:inputOutput></extensionElements></userTask>`) == set()
}

test_other_names if {
	inputs(`<camunda:inputParameter name="hostname">x</camunda:inputParameter><camunda:inputParameter name="target">${order.hostname}/${host}</camunda:inputParameter>`) == set()
}

test_outputs_see_inputs if {
	inputs(`<camunda:inputParameter name="hostname">x</camunda:inputParameter><camunda:outputParameter name="target">${hostname}</camunda:outputParameter>`) == set()
}
