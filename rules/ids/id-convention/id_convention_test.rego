package bpmnlint.rules.ids["id-convention_test"]

import data.bpmnlint.rules.ids["id-convention"] as rule

test_breaks if {
	count(rule.report) == 1 with input as object.union(
		bpmn.parse(`<userTask id="check" />`),
		{"options": {"id-convention": {"patterns": {"userTask": "task_.+"}}}},
	)
}

test_keeps if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<userTask id="task_check" />`),
		{"options": {"id-convention": {"patterns": {"userTask": "task_.+"}}}},
	)
}

test_whole_id if {
	count(rule.report) == 1 with input as object.union(
		bpmn.parse(`<userTask id="task_check" />`),
		{"options": {"id-convention": {"patterns": {"userTask": "task"}}}},
	)
}

test_other_type if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<serviceTask id="check" />`),
		{"options": {"id-convention": {"patterns": {"userTask": "task_.+"}}}},
	)
}

test_no_patterns if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<userTask id="check" />`),
		{"options": {"id-convention": {}}},
	)
}
