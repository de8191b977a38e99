package bpmnlint.rules.style["avoid-lanes_test"]

import data.bpmnlint.rules.style["avoid-lanes"] as rule

test_lane if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<laneSet id="ls"><lane id="l" name="Sales" /></laneSet>`)
	messages == {`lane "Sales" means nothing to the engine`}
}

test_none if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<task id="t" />`)
}
