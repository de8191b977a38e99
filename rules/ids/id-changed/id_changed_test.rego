package bpmnlint.rules.ids["id-changed_test"]

import data.bpmnlint.rules.ids["id-changed"] as rule

changed(element) := object.union(bpmn.parse(`<userTask id="check" />`), {"changed_ids": [element]})

test_wait_state if {
	messages := {f.message | some f in rule.report} with input as changed({
		"at": 1, "id": "check", "old_id": "review", "type": "userTask",
		"label": "user task check", "is_executable": true, "rests": true,
	})
	messages == {"user task check had the id review, and now has check, and instances wait at the old one"}
}

test_gateway if {
	messages := {f.message | some f in rule.report} with input as changed({
		"at": 1, "id": "ok", "old_id": "g", "type": "exclusiveGateway",
		"label": "exclusive gateway ok", "is_executable": true,
	})
	messages == {"exclusive gateway ok had the id g, and now has ok"}
}

test_process if {
	messages := {f.message | some f in rule.report} with input as changed({
		"at": 1, "id": "order2", "old_id": "order", "type": "process",
		"label": "process order2", "is_executable": true,
	})
	messages == {"process order2 had the id order, and now has order2, so it is deployed as another process"}
}

test_not_executable if {
	count(rule.report) == 0 with input as changed({
		"at": 1, "id": "check", "old_id": "review", "type": "userTask",
		"label": "user task check", "rests": true,
	})
}

test_without_base if {
	count(rule.report) == 0 with input as bpmn.parse(`<userTask id="check" />`)
}
