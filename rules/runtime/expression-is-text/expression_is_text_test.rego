package bpmnlint.rules.runtime["expression-is-text_test"]

import data.bpmnlint.rules.runtime["expression-is-text"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_task if {
	messages(`<serviceTask id="t" name="Pay" camunda:expression="payment.pay()" />`) == {`service task "Pay" has the expression "payment.pay()", in which nothing is evaluated: it does nothing`}
}

test_result_is_a_constant if {
	messages(`<serviceTask id="t" camunda:expression="card" camunda:resultVariable="method" />`) == set()
}

test_listeners if {
	messages(`<userTask id="t" name="Check"><extensionElements>
		<camunda:executionListener event="start" expression="audit.started(execution)" />
		<camunda:taskListener event="create" expression="" />
		<camunda:taskListener event="create" expression="${mail.send(task)}" />
		</extensionElements></userTask>`) == {
		`user task "Check" has the expression "audit.started(execution)", in which nothing is evaluated: it does nothing`,
		`user task "Check" has the expression "", in which nothing is evaluated: it does nothing`,
	}
}

test_script_without_format if {
	messages(`<scriptTask id="t" name="Sum"><script>execution.setVariable("sum", a + b)</script></scriptTask>`) == {`script task "Sum" has a script without scriptFormat, which is a JUEL script and has no ${…}, in which nothing is evaluated: it does nothing`}
}

test_juel_script if {
	messages(`<scriptTask id="t" name="Sum" scriptFormat="juel"><script>sum(a, b)</script></scriptTask>`) == {`script task "Sum" has a JUEL script without ${…}, in which nothing is evaluated: it does nothing`}
}

test_scripts_that_do_something if {
	messages(`<scriptTask id="t" scriptFormat="groovy"><script>sum = a + b</script></scriptTask>`) == set()
	messages(`<scriptTask id="t" scriptFormat="juel"><script>${bean.sum(a, b)}</script></scriptTask>`) == set()
	messages(`<scriptTask id="t" scriptFormat="juel" camunda:resultVariable="method"><script>card</script></scriptTask>`) == set()
	messages(`<scriptTask id="t" scriptFormat="juel"><script> </script></scriptTask>`) == set()
	messages(`<scriptTask id="t" camunda:resource="sum.groovy" scriptFormat="groovy" />`) == set()
}

test_parameters_are_values if {
	messages(`<userTask id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="method"><camunda:script scriptFormat="juel">card</camunda:script></camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>`) == set()
}
