package bpmnlint.rules.runtime["multi-instance-event-sub-process_test"]

import data.bpmnlint.rules.runtime["multi-instance-event-sub-process"] as rule

event_sub_process(loop) := bpmn.parse(sprintf(`
	<startEvent id="s" /><subProcess id="p" name="Change" triggeredByEvent="true">%s<startEvent id="ps"><timerEventDefinition /></startEvent></subProcess>`, [loop]))

test_multi_instance if {
	messages := {f.message | some f in rule.report} with input as event_sub_process("<multiInstanceLoopCharacteristics />")
	messages == {`event sub-process "Change" is multi-instance and never starts: the engine does not listen to its start event`}
}

test_standard_loop if count(rule.report) == 0 with input as event_sub_process("<standardLoopCharacteristics />")

test_no_loop if count(rule.report) == 0 with input as event_sub_process("")
