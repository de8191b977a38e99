package bpmnlint.rules.runtime["loop-collection-not-read_test"]

import data.bpmnlint.rules.runtime["loop-collection-not-read"] as rule

messages(collection) := {f.message | some f in rule.report with input as bpmn.parse(sprintf(`
	<userTask id="t" name="Approve"><multiInstanceLoopCharacteristics camunda:collection="%s" camunda:elementVariable="x" /></userTask>`, [collection]))}

test_empty if {
	messages("") == {`user task "Approve" has an empty collection attribute: the engine fails when it enters the activity`}
}

test_names if {
	messages("ann, bob") == {`user task "Approve" has the collection "ann, bob", which is the name of a single variable, commas included: the engine fails when it enters the activity`}
	messages("approvers ") == {`user task "Approve" has the collection "approvers ", which is the name of a single variable, blanks included: the engine fails when it enters the activity`}
}

test_expressions if {
	messages("{approvers}") == {`user task "Approve" has the collection "{approvers}", which is no collection, but a text: the engine fails when it enters the activity`}
	messages("${approvers} ") == {`user task "Approve" has the collection "${approvers} ", which is no collection, but a text: the engine fails when it enters the activity`}
	messages("${list.size()}") == {`user task "Approve" has the collection "${list.size()}", which is no collection, but a number: the engine fails when it enters the activity`}
}

test_may_be_collections if {
	messages("approvers") == set()
	messages("${approvers}") == set()
	messages("#{order.approvers(1)}") == set()
	messages("${currentUserGroups()}") == set()
}
