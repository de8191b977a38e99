package bpmnlint.rules.runtime["timer-not-read_test"]

import data.bpmnlint.rules.runtime["timer-not-read"] as rule

test_words_are_no_duration if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><userTask id="t" name="Check order" />
		<boundaryEvent id="late" name="Late" attachedToRef="t"><timerEventDefinition><timeDuration>5 minutes</timeDuration></timerEventDefinition></boundaryEvent>`)
	messages == {`timer boundary event "Late" has the duration "5 minutes", which the engine cannot read when it makes the timer: Invalid format: "5 minutes" is malformed at " minutes"`}
}

test_expressions_are_not_judged if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition></intermediateCatchEvent>`)
}

test_a_date_gone_by_can_be_read if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><intermediateCatchEvent id="c"><timerEventDefinition><timeDate>2019-01-01T00:00:00</timeDate></timerEventDefinition></intermediateCatchEvent>`)
}

test_start_timers_are_judged_at_deployment if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s"><timerEventDefinition><timeCycle>daily</timeCycle></timerEventDefinition></startEvent>`)
}

test_expressions_that_never_give_a_time if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<startEvent id="s" /><intermediateCatchEvent id="c" name="Wait"><timerEventDefinition><timeDate>${dateTime().plusHours(1)}</timeDate></timerEventDefinition></intermediateCatchEvent>
		<userTask id="t" /><boundaryEvent id="b" name="Again" attachedToRef="t" cancelActivity="false"><timerEventDefinition><timeCycle>${now()}</timeCycle></timerEventDefinition></boundaryEvent>`)
	messages == {
		`timer intermediate catch event "Wait" has the date "${dateTime().plusHours(1)}", which the engine cannot read when it makes the timer: its value is a DateTime, and toDate() is missing`,
		`timer boundary event "Again" has the cycle "${now()}", which the engine cannot read when it makes the timer: its value is a date`,
	}
}

test_dates_are_durations_too if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<startEvent id="s" /><intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>${now()}</timeDuration></timerEventDefinition></intermediateCatchEvent>`)
}
