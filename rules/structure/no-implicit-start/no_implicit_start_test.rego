package bpmnlint.rules.structure["no-implicit-start_test"]

import data.bpmnlint.rules.structure["no-implicit-start"] as rule

test_task if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<task id="t" name="Check" /><sequenceFlow id="f" sourceRef="t" targetRef="e" /><endEvent id="e" />`)
	messages == {`task "Check" is never reached: no sequence flow leads to it`}
}

test_link if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<intermediateCatchEvent id="l"><linkEventDefinition name="L" /></intermediateCatchEvent>`)
}

test_start if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" />`)
}

test_esp if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<subProcess id="sub" name="Cancel order" triggeredByEvent="true"><startEvent id="s" name="Canceled"><timerEventDefinition /></startEvent></subProcess>`)
}
