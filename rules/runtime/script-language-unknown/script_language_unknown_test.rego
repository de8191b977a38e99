package bpmnlint.rules.runtime["script-language-unknown_test"]

import data.bpmnlint.rules.runtime["script-language-unknown"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

task(language) := messages(sprintf(`<scriptTask id="t" name="Sum" scriptFormat="%s"><script>a + b</script></scriptTask>`, [language]))

test_slips if {
	task("grovy") == {`script task "Sum" has a script in "grovy", which is no known language: did you mean "groovy"?`}
	task("text/javascript") == {`script task "Sum" has a script in "text/javascript", which is no known language: did you mean "javascript"?`}
	task("feel ") == {`script task "Sum" has a script in "feel ", which is no known language: did you mean "feel"?`}
}

test_no_language if {
	task("java") == {`script task "Sum" has a script in "java", which is no known language`}
	task("${language}") == {`script task "Sum" has a script in "${language}", but the engine evaluates no expression in the name of a language`}
}

test_languages if {
	every language in ["juel", "JUEL", "feel", "Groovy", "javascript", "ecmascript", "python", "Graal.js"] {
		count(task(language)) == 0
	}
	messages(`<scriptTask id="t"><script>${a}</script></scriptTask>`) == set()
}

test_own_language if {
	count(rule.report) == 0 with input as object.union(
		bpmn.parse(`<scriptTask id="t" scriptFormat="COBOL"><script>a</script></scriptTask>`),
		{"options": {"script-language-unknown": {"languages": ["cobol"]}}},
	)
}

test_places if {
	messages(`<userTask id="t" name="Check"><extensionElements>
		<camunda:executionListener event="start"><camunda:script scriptFormat="rubby">a</camunda:script></camunda:executionListener>
		<camunda:taskListener event="create"><camunda:script scriptFormat="pyton">a</camunda:script></camunda:taskListener>
		<camunda:inputOutput>
		<camunda:inputParameter name="a"><camunda:script scriptFormat="goovy">a</camunda:script></camunda:inputParameter>
		<camunda:inputParameter name="b"><camunda:list><camunda:script scriptFormat="gruvy">a</camunda:script></camunda:list></camunda:inputParameter>
		</camunda:inputOutput></extensionElements></userTask>
		<sequenceFlow id="f" name="yes" sourceRef="t" targetRef="e"><conditionExpression xsi:type="tFormalExpression" language="javascrpt">a</conditionExpression></sequenceFlow><endEvent id="e" />`) == {
		`user task "Check" has a script in "rubby", which is no known language: did you mean "ruby"?`,
		`user task "Check" has a script in "pyton", which is no known language: did you mean "python"?`,
		`user task "Check" has a script in "goovy", which is no known language: did you mean "groovy"?`,
		`user task "Check" has a script in "gruvy", which is no known language`,
		`sequence flow "yes" has a script in "javascrpt", which is no known language: did you mean "javascript"?`,
	}
}
