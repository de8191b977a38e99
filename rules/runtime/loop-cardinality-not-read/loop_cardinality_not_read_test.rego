package bpmnlint.rules.runtime["loop-cardinality-not-read_test"]

import data.bpmnlint.rules.runtime["loop-cardinality-not-read"] as rule

messages(cardinality) := {f.message | some f in rule.report with input as bpmn.parse(sprintf(`
	<userTask id="t" name="Approve"><multiInstanceLoopCharacteristics><loopCardinality>%s</loopCardinality></multiInstanceLoopCharacteristics></userTask>`, [cardinality]))}

test_words if {
	messages("three") == {`user task "Approve" has the loop cardinality "three", which is no whole number: the engine fails when it enters the activity`}
}

test_blanks if {
	messages(" 3 ") == {`user task "Approve" has the loop cardinality " 3 ", which is no whole number: the engine fails when it enters the activity`}
	messages("${n} ") == {`user task "Approve" has the loop cardinality "${n} ", which is no whole number, for the blanks and the text around the expression are part of it: the engine fails when it enters the activity`}
}

test_below_one if {
	messages("-1") == {`user task "Approve" has the loop cardinality "-1", which is below zero: the engine fails when it enters the activity`}
	messages("0") == {`user task "Approve" has the loop cardinality "0", so that the engine runs no instance of it and goes on`}
	messages("${0}") == {`user task "Approve" has the loop cardinality "${0}", so that the engine runs no instance of it and goes on`}
}

test_no_numbers if {
	every cardinality in ["2.5", "3a", "99999999999", "${true}", "${null}", "${'x'}", "${n > 1}"] {
		count(messages(cardinality)) == 1
	}
}

test_numbers if {
	every cardinality in ["3", "+3", "${3}", "${'3'}", "${2.5}", "${n}", "${list.size()}", "1${n}"] {
		count(messages(cardinality)) == 0
	}
}

test_empty_does_not_deploy if messages("") == set()
