package bpmnlint.rules.history["history-time-to-live_test"]

import data.bpmnlint.rules.history["history-time-to-live"] as rule

test_missing if {
	messages := {f.message | some f in rule.report} with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true"  /></definitions>`)
	messages == {`process order has no history time to live: it is refused by an engine that enforces it`}
}

test_there if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order" isExecutable="true" camunda:historyTimeToLive="P30D" /></definitions>`)
}

test_not_executable if {
	count(rule.report) == 0 with input as bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="order"   /></definitions>`)
}

lacking(platform, setting) := object.union(
	bpmn.parse(`
		<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="order" isExecutable="true" /></definitions>`),
	{"file": {"platform": platform, "history_time_to_live": setting}},
)

test_enforced if {
	findings := {[f.severity, f.message] | some f in rule.report} with input as lacking("camunda-7.19", "enforced")
	findings == {["error", "process order has no history time to live: the engine refuses to deploy it"]}
}

test_unknown if {
	every platform in ["camunda-7.20", "camunda-7.24", "operaton-1.0", "cibseven-2.0"] {
		{f.severity | some f in rule.report} == {"warning"} with input as lacking(platform, "unknown")
	}
}

test_engines_that_take_it if {
	every engine in [["camunda-7.19", "unknown"], ["camunda-7.24", "not-enforced"], ["camunda-7.24", "P180D"]] {
		count(rule.report) == 0 with input as lacking(engine[0], engine[1])
	}
}

process(file, fields) := object.union(
	{
		"file": file, "at": 1, "label": sprintf("process %s", [file]), "is_executable": true,
		"platform": "camunda-7.24", "engine_history_time_to_live": "unknown",
	},
	fields,
)

project(processes) := {"project": {"whole": true, "processes": processes}}

test_none_in_the_repository if {
	findings := rule.aggregate_report with input as project([process("a", {}), process("b", {}), process("c", {"history_time_to_live": ""})])
	findings == {{
		"file": "a", "at": 1, "severity": "warning", "for_all": true,
		"message": "process a has no history time to live, nor has any other of the 3 executable processes: it is refused by an engine that enforces it",
	}}
}

test_some_in_the_repository if {
	count(rule.aggregate_report) == 0 with input as project([process("a", {}), process("b", {"history_time_to_live": "P30D"})])
}

test_engines_of_the_repository_take_it if {
	taken := {"engine_history_time_to_live": "not-enforced"}
	count(rule.aggregate_report) == 0 with input as project([process("a", taken), process("b", taken)])
}

test_part_of_a_repository if {
	count(rule.aggregate_report) == 0 with input as {"project": {"processes": [process("a", {}), process("b", {})]}}
}
