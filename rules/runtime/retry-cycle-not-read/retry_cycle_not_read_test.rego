package bpmnlint.rules.runtime["retry-cycle-not-read_test"]

import data.bpmnlint.rules.runtime["retry-cycle-not-read"] as rule

service_task(cycle) := bpmn.parse(sprintf(`
	<startEvent id="s" /><serviceTask id="t" name="Charge card" camunda:class="a.B" camunda:asyncBefore="true">
	<extensionElements><camunda:failedJobRetryTimeCycle>%s</camunda:failedJobRetryTimeCycle></extensionElements></serviceTask>`, [cycle]))

test_words if {
	messages := {f.message | some f in rule.report} with input as service_task("3 times")
	messages == {`service task "Charge card" has the retry cycle "3 times", which the engine cannot read and ignores: Invalid format: "3 times" is malformed at " times"`}
}

test_readable if {
	count(rule.report) == 0 with input as service_task("R3/PT5M")
	count(rule.report) == 0 with input as service_task("PT1M,PT10M, PT1H")
	count(rule.report) == 0 with input as service_task("${cycle}")
}
