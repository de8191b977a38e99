package bpmnlint.rules.runtime["boolean-not-read_test"]

import data.bpmnlint.rules.runtime["boolean-not-read"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_async if {
	messages(`<serviceTask id="t" name="Pay" camunda:class="a.B" camunda:asyncBefore="TRUE" camunda:asyncAfter="${async}" camunda:exclusive="" />`) == {
		`service task "Pay" has asyncBefore="TRUE", which the engine takes for false: there is no save point before it`,
		`service task "Pay" has asyncAfter="${async}", which the engine takes for false: there is no save point after it`,
		`service task "Pay" has exclusive="", which the engine takes for false: its jobs may run beside others of the same instance`,
	}
}

test_loop if {
	messages(`<userTask id="t" name="Check"><multiInstanceLoopCharacteristics camunda:asyncBefore="1"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>`) == {`user task "Check" has asyncBefore="1", which the engine takes for false: there is no save point before it`}
}

test_one if {
	messages(`<userTask id="t" /><boundaryEvent id="b" name="Late" attachedToRef="t" cancelActivity="1"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`) == {`timer boundary event "Late" has cancelActivity="1", which the engine takes for false: it does not interrupt`}
}

test_executable if {
	messages(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="order" name="Order" isExecutable="1"><startEvent id="s" /></process></definitions>`) == {`process "Order" has isExecutable="1", which the engine takes for false: the process is not deployed`}
}

test_words if {
	messages(`<userTask id="t" camunda:asyncBefore="true" camunda:asyncAfter="false" camunda:exclusive="false" /><boundaryEvent id="b" attachedToRef="t" cancelActivity="0"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`) == set()
}

test_fixes if {
	found := {f.fix | some f in rule.report} with input as bpmn.parse(`<userTask id="t" camunda:asyncBefore=" TRUE" camunda:asyncAfter="maybe" />`)
	found == {null, {"title": "write it as true", "safe": false, "edits": [{"do": "set_attribute", "at": 2, "name": "camunda:asyncBefore", "value": "true"}]}}
}
