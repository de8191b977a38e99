package bpmnlint.rules.structure["conditional-event_test"]

import data.bpmnlint.rules.structure["conditional-event"] as rule

test_no_condition if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<intermediateCatchEvent id="e" name="Stock is low"><conditionalEventDefinition /></intermediateCatchEvent>`)
	messages == {`conditional intermediate catch event "Stock is low" has no condition`}
}

test_blank_condition if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<intermediateCatchEvent id="e"><conditionalEventDefinition><condition> </condition></conditionalEventDefinition></intermediateCatchEvent>`)
}

test_condition if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<intermediateCatchEvent id="e"><conditionalEventDefinition><condition>${stock &lt; 5}</condition></conditionalEventDefinition></intermediateCatchEvent>`)
}

test_timer if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<intermediateCatchEvent id="e"><timerEventDefinition /></intermediateCatchEvent>`)
}
