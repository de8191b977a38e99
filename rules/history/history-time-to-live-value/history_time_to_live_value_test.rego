package bpmnlint.rules.history["history-time-to-live-value_test"]

import data.bpmnlint.rules.history["history-time-to-live-value"] as rule

test_months if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P6M" /></definitions>`)
	messages == {`process order has the history time to live "P6M", which the engine cannot read`}
}

test_word if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="banana" /></definitions>`)
}

test_sign if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="+5" /></definitions>`)
}

test_too_large if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="99999999999" /></definitions>`)
}

test_negative if {
	count(rule.report) == 1 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="-5" /></definitions>`)
}

test_days if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="30" /></definitions>`)
}

test_period if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P30D" /></definitions>`)
}

test_refused_values if {
	every value in ["PT24H", "P1Y", "P-5D", "p5d", "180 days", "P180D ", " ", "${days}", "1.5"] {
		count(rule.report) == 1 with input as bpmn.parse(sprintf(`
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="%s" /></definitions>`, [value]))
	}
}

test_odd_values_that_the_engine_takes if {
	every value in ["0", "P0D", "007", "-0", ""] {
		count(rule.report) == 0 with input as bpmn.parse(sprintf(`
			<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="%s" /></definitions>`, [value]))
	}
}
