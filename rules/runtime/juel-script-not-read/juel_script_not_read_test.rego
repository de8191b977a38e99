package bpmnlint.rules.runtime["juel-script-not-read_test"]

import data.bpmnlint.rules.runtime["juel-script-not-read"] as rule

messages(xml) := {f.message | some f in rule.report with input as bpmn.parse(xml)}

test_syntax if {
	messages(`<scriptTask id="t" name="Sum" scriptFormat="juel"><script>${a +}</script></scriptTask>`) == {`script task "Sum" has a JUEL script that fails whenever it runs: syntax error at position 5, encountered '}', expected <IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('`}
}

test_functions if {
	messages(`<scriptTask id="t" name="Now" scriptFormat="JUEL"><script>${now()}</script></scriptTask>`) == {`script task "Now" has a JUEL script that fails whenever it runs: Could not resolve function 'now'`}
	messages(`<scriptTask id="t" name="Now"><script>${fn:sum(a)}</script></scriptTask>`) == {`script task "Now" has a JUEL script, for it has no scriptFormat, that fails whenever it runs: Could not resolve function 'fn:sum'`}
}

test_failing if {
	messages(`<scriptTask id="t" name="Sum" scriptFormat="juel"><script>${'a' + b}</script></scriptTask>`) == {`script task "Sum" has a JUEL script that fails whenever it runs: Cannot coerce 'a' to class java.lang.Long`}
}

test_condition if {
	messages(`<sequenceFlow id="f" name="yes" sourceRef="s" targetRef="e"><conditionExpression xsi:type="tFormalExpression" language="juel">paid</conditionExpression></sequenceFlow><startEvent id="s" /><endEvent id="e" />`) == {`sequence flow "yes" has a JUEL script that fails whenever it runs: its value is never true or false`}
}

test_others if {
	messages(`<scriptTask id="t" scriptFormat="juel"><script>${bean.now()}</script></scriptTask>`) == set()
	messages(`<scriptTask id="t" scriptFormat="groovy"><script>"${now()}"</script></scriptTask>`) == set()
	messages(`<userTask id="t"><extensionElements><camunda:executionListener event="start"><camunda:script scriptFormat="juel">${x}</camunda:script></camunda:executionListener></extensionElements></userTask>`) == set()
}
