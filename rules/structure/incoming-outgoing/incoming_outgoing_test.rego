package bpmnlint.rules.structure["incoming-outgoing_test"]

import data.bpmnlint.rules.structure["incoming-outgoing"] as rule

messages(xml) := {f.message | some f in report} if {
	report := rule.report with input as bpmn.parse(xml)
}

test_flow_of_another_node if {
	messages(`
		<startEvent id="start"><outgoing>flow</outgoing></startEvent>
		<userTask id="check" name="Check"><incoming>flow</incoming><outgoing>gone</outgoing></userTask>
		<sequenceFlow id="flow" sourceRef="start" targetRef="check" />
	`) == {`user task "Check" lists the flow gone, which is not its own or listed twice`}
}

test_missing_and_twice if {
	messages(`
		<startEvent id="start"><outgoing>one</outgoing><outgoing>one</outgoing></startEvent>
		<userTask id="check" name="Check" />
		<sequenceFlow id="one" sourceRef="start" targetRef="check" />
		<sequenceFlow id="two" sourceRef="start" targetRef="check" />
	`) == {`start event start lists the flow one, which is not its own or listed twice and does not list its flow two`}
}

# A model without such children is complete.
test_no_children if {
	messages(`
		<startEvent id="start" />
		<userTask id="check"><extensionElements /></userTask>
		<sequenceFlow id="flow" sourceRef="start" targetRef="check" />
	`) == set()
}

test_right if {
	messages(`
		<startEvent id="start"><outgoing>flow</outgoing></startEvent>
		<userTask id="check"><incoming> flow </incoming></userTask>
		<sequenceFlow id="flow" sourceRef="start" targetRef="check" />
	`) == set()
}
