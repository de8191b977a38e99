package bpmnlint.rules.runtime["boundary-event-never-fires_test"]

import data.bpmnlint.rules.runtime["boundary-event-never-fires"] as rule

found(host, definition) := answer if {
	answer := {[f.message, object.get(f, "severity", "")] | some f in rule.report} with input as bpmn.parse(sprintf(
		`<startEvent id="s" />%s<boundaryEvent id="b" name="Late" attachedToRef="t">%s</boundaryEvent>`,
		[host, definition],
	))
}

timer := "<timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition>"

never := {[`timer boundary event "Late" is never triggered: script task "Count" ends in the transaction that it begins in`, ""]}

test_script if found(`<scriptTask id="t" name="Count" />`, timer) == never

test_asynchronous_before_does_not_help if found(`<scriptTask id="t" name="Count" camunda:asyncBefore="true" />`, timer) == never

test_delegate if {
	found(`<serviceTask id="t" name="Ship" camunda:class="x.Y" />`, timer) == {[
		`timer boundary event "Late" is never triggered unless a delegate waits: service task "Ship" ends in the transaction that it begins in`,
		"note",
	]}
}

test_message if count(found(`<manualTask id="t" />`, "<messageEventDefinition />")) == 1

test_gateway if count(found(`<exclusiveGateway id="t" />`, timer)) == 1

test_sub_process if count(found(`<subProcess id="t"><startEvent id="x" /><task id="y" /></subProcess>`, timer)) == 1

test_silent_where_something_rests if {
	every host in [
		`<userTask id="t" />`, `<receiveTask id="t" />`, `<callActivity id="t" calledElement="x" />`,
		`<serviceTask id="t" camunda:type="external" camunda:topic="x" />`,
		`<task id="t"><multiInstanceLoopCharacteristics camunda:asyncBefore="true" /></task>`,
		`<subProcess id="t"><startEvent id="x" /><userTask id="y" /></subProcess>`,
		`<subProcess id="t"><startEvent id="x" /><task id="y" camunda:asyncAfter="true" /></subProcess>`,
		`<subProcess id="t"><startEvent id="x" /><subProcess id="e" triggeredByEvent="true"><userTask id="y" /></subProcess></subProcess>`,
		`<intermediateCatchEvent id="t"><messageEventDefinition /></intermediateCatchEvent>`,
	] {
		found(host, timer) == set()
	}
}

test_a_signal_may_come_from_the_task_itself if found(`<scriptTask id="t" />`, "<signalEventDefinition />") == set()

test_an_error_does_not_wait if found(`<scriptTask id="t" />`, "<errorEventDefinition />") == set()
