package bpmnlint.rules.runtime["priority-not-read_test"]

import data.bpmnlint.rules.runtime["priority-not-read"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

user_task(priority) := messages(sprintf(`<userTask id="t" name="Check order" camunda:priority="%s" />`, [priority]))

test_words if {
	user_task("high") == {`user task "Check order" has the priority "high", which is no whole number: the engine fails when it makes the task`}
}

test_near_numbers if {
	every priority in ["5.5", " 5 ", "", "99999999999", "${5}0 ", "${true}"] {
		count(user_task(priority)) == 1
	}
}

test_numbers if {
	every priority in ["5", "-1", "+7", "${5}", "${2.5}", "${'5'}", "${null}", "${priority}", "1${digit}"] {
		count(user_task(priority)) == 0
	}
}

test_job if {
	messages(`<serviceTask id="t" name="Pay" camunda:class="a.B" camunda:asyncBefore="true" camunda:jobPriority="${amount / 100}" />`) == {`service task "Pay" has the job priority "${amount / 100}", which is no whole number: the engine fails when it makes the job`}
}

test_external_task if {
	messages(`<serviceTask id="t" name="Pay" camunda:type="external" camunda:topic="pay" camunda:taskPriority="${'high'}" />`) == {`service task "Pay" has the external task priority "${'high'}", which is no whole number: the engine fails when it makes the external task`}
}

test_job_may_be_whole if {
	messages(`<serviceTask id="t" camunda:class="a.B" camunda:jobPriority="${amount + 1}" />`) == set()
	messages(`<serviceTask id="t" camunda:class="a.B" camunda:jobPriority="high" />`) == set()
}
