package bpmnlint.rules.runtime["process-not-executable_test"]

import data.bpmnlint.rules.runtime["process-not-executable"] as rule

process(attributes, content) := bpmn.parse(sprintf(`<process id="order" %s><startEvent id="s" />%s</process>`, [attributes, content]))

test_configured if {
	messages := {f.message | some f in rule.report} with input as process("", `<serviceTask id="t" camunda:class="x.Y" />`)
	messages == {`process order is not executable: the engine deploys the file, and nothing of it can be started`}
}

test_executable if count(rule.report) == 0 with input as process(`isExecutable="true"`, `<serviceTask id="t" camunda:class="x.Y" />`)

test_drawing if count(rule.report) == 0 with input as process(`isExecutable="false"`, `<serviceTask id="t" /><userTask id="u" camunda:assignee="joe" />`)

test_beside_an_executable_one if {
	count(rule.report) == 0 with input as bpmn.parse(`<process id="a"><serviceTask id="t" camunda:class="x.Y" /></process><process id="b" isExecutable="true" />`)
}
