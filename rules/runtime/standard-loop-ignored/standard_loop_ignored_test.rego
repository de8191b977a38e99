package bpmnlint.rules.runtime["standard-loop-ignored_test"]

import data.bpmnlint.rules.runtime["standard-loop-ignored"] as rule

task(loop) := bpmn.parse(sprintf(`<startEvent id="s" /><userTask id="t" name="Call">%s</userTask>`, [loop]))

test_standard_loop if {
	messages := {f.message | some f in rule.report} with input as task("<standardLoopCharacteristics />")
	messages == {`user task "Call" is executed once: the engine ignores its loop`}
}

test_multi_instance if count(rule.report) == 0 with input as task("<multiInstanceLoopCharacteristics />")
