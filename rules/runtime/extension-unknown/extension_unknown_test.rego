package bpmnlint.rules.runtime["extension-unknown_test"]

import data.bpmnlint.rules.runtime["extension-unknown"] as rule

found(attributes, elements) := answer if {
	answer := {f.message | some f in rule.report} with input as bpmn.parse(sprintf(
		`<startEvent id="s" /><userTask id="t" name="Check" %s><extensionElements>%s</extensionElements></userTask>`,
		[attributes, elements],
	))
}

test_misspelt_attribute if {
	found(`camunda:asignee="joe"`, "") == {`user task "Check" has camunda:asignee, which the engine does not know; camunda:assignee is probably meant`}
}

test_letter_case if {
	found(`camunda:AsyncBefore="true"`, "") == {`user task "Check" has camunda:AsyncBefore, which the engine does not know; camunda:asyncBefore is probably meant`}
}

test_nothing_like_it if found(`camunda:color="red"`, "") == {`user task "Check" has camunda:color, which the engine does not know`}

test_misspelt_element if {
	found("", `<camunda:taskListner event="create" class="x.Y" />`) == {concat("", [
		`user task "Check" has camunda:taskListner, which the engine does not know; `,
		`camunda:taskListener is probably meant`,
	])}
}

test_misspelt_part if {
	found("", `<camunda:inputOutput><camunda:inputParamter name="x">1</camunda:inputParamter></camunda:inputOutput>`) == {concat("", [
		`user task "Check" has camunda:inputParamter in camunda:inputOutput, which the engine does not know; `,
		`camunda:inputParameter is probably meant`,
	])}
}

test_misspelt_attribute_of_an_element if {
	found("", `<camunda:formData><camunda:formField id="f" type="string" lable="x" /></camunda:formData>`) == {concat("", [
		`user task "Check" has lable in camunda:formField, which the engine does not know; `,
		`label is probably meant`,
	])}
}

test_known if {
	found(
		`camunda:assignee="joe" camunda:asyncBefore="true" camunda:modelerTemplate="x"`,
		`<camunda:properties><camunda:property name="a" value="b" color="red" /></camunda:properties><camunda:taskListener event="create" class="x.Y" />`,
	) == set()
}

test_other_namespaces if found(`xmlns:own="http://example.org" own:asignee="joe"`, `<own:taskListner xmlns:own="http://example.org" />`) == set()

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`<process id="p"><userTask id="t" camunda:asignee="joe" /></process>`)
}
