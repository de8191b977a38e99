package bpmnlint.rules.runtime["escalation-never-thrown_test"]

import data.bpmnlint.rules.runtime["escalation-never-thrown"] as rule

sub_process(content) := bpmn.parse(sprintf(
	`<escalation id="e" escalationCode="late" /><escalation id="f" escalationCode="early" />
	<process id="order" isExecutable="true"><startEvent id="s" /><subProcess id="p"><startEvent id="ps" />%s</subProcess>
	<boundaryEvent id="b" name="Late" attachedToRef="p"><escalationEventDefinition escalationRef="e" /></boundaryEvent></process>`,
	[content],
))

test_never_thrown if {
	messages := {f.message | some f in rule.report} with input as sub_process("<task id='t' />")
	messages == {`escalation boundary event "Late" never runs: nothing inside throws its escalation`}
}

test_thrown if count(rule.report) == 0 with input as sub_process(`<endEvent id="x"><escalationEventDefinition escalationRef="e" /></endEvent>`)

test_another_one_is_thrown if count(rule.report) == 1 with input as sub_process(`<endEvent id="x"><escalationEventDefinition escalationRef="f" /></endEvent>`)

test_user_task if count(rule.report) == 0 with input as sub_process("<userTask id='t' />")
