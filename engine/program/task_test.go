package program_test

import "testing"

// TestTasks is about the behaviors of tasks and their parameters.
func TestTasks(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"task": {`<task id="t" name="Do"/>`, []string{
			`t: task, task`,
		}},
		"manual task": {`<manualTask id="t"/>`, []string{
			`t: manualTask, manual task`,
		}},
		"receive task without message waits for a signal": {`<receiveTask id="t"/>`, []string{
			`t: receiveTask, receive task`,
		}},
		"receive task": {`<receiveTask id="t" messageRef="m"/>`, []string{
			`t: receiveTask, receive task, scope, event scope=t, events=[t], listens=t message "Msg"`,
		}},
		"class": {`<serviceTask id="t" camunda:class="a.B"><extensionElements><camunda:field name="x" stringValue="${no}"/><camunda:field name="y"><camunda:expression>${yes}</camunda:expression></camunda:field></extensionElements></serviceTask>`, []string{
			"t: serviceTask, class, class a.B x=\"${no}\" y=`${yes}`",
		}},
		"delegate expression": {`<sendTask id="t" camunda:delegateExpression="${bean}"/>`, []string{
			"t: sendTask, delegate expression, delegateExpression `${bean}`",
		}},
		"expression": {`<serviceTask id="t" camunda:expression="${bean.run()}" camunda:resultVariable="r"/>`, []string{
			"t: serviceTask, expression, expression `${bean.run()}`, result=\"r\"",
		}},
		"expression with the older name of its result": {`<serviceTask id="t" camunda:expression="${bean.run()}" camunda:resultVariableName="r"/>`, []string{
			"t: serviceTask, expression, expression `${bean.run()}`, result=\"r\"",
		}},
		"an empty name is a name": {`<serviceTask id="t" camunda:expression="${1}" camunda:resultVariable=""/>`, []string{
			"t: serviceTask, expression, expression `${1}`, result=\"\"",
		}},
		"the type counts before the class": {`<serviceTask id="t" camunda:type="external" camunda:topic="x" camunda:class="a.B"/>`, []string{
			`t: serviceTask, external task, scope, topic="x"`,
		}},
		"the class counts before the delegate": {`<serviceTask id="t" camunda:class="a.B" camunda:delegateExpression="${d}"/>`, []string{
			`t: serviceTask, class, class a.B`,
		}},
		"mail": {`<serviceTask id="t" camunda:type="mail"><extensionElements><camunda:field name="to" stringValue="a@example.com"/><camunda:field name="text" expression="${x}"/></extensionElements></serviceTask>`, []string{
			"t: serviceTask, mail, to=\"a@example.com\", text=`${x}`",
		}},
		"shell": {`<serviceTask id="t" camunda:type="shell"><extensionElements><camunda:field name="command" stringValue="ls"/></extensionElements></serviceTask>`, []string{
			`t: serviceTask, shell, command="ls"`,
		}},
		"external task": {`<serviceTask id="t" camunda:type="external" camunda:topic="topic-${n}" camunda:taskPriority="7"><extensionElements><camunda:properties><camunda:property name="k" value="v"/></camunda:properties><camunda:errorEventDefinition errorRef="err" expression="${failed}"/></extensionElements></serviceTask>`, []string{
			"t: serviceTask, external task, scope, topic=`topic-${n}`, task priority=\"7\", error E1=`${failed}`, property k=v",
		}},
		"script": {`<scriptTask id="t" scriptFormat="groovy" camunda:resultVariable="r"><script> x + 1 </script></scriptTask>`, []string{
			`t: scriptTask, script task, script=groovy " x + 1 ", result="r"`,
		}},
		"script in no language is JUEL": {`<scriptTask id="t"><script>${x + 1}</script></scriptTask>`, []string{
			"t: scriptTask, script task, script=juel `${x + 1}`",
		}},
		"script that is computed": {`<scriptTask id="t" scriptFormat="groovy"><script>${source}</script></scriptTask>`, []string{
			"t: scriptTask, script task, script=groovy computed `${source}`",
		}},
		"script from a place that is computed": {`<scriptTask id="t" scriptFormat="groovy" camunda:resource="${place}"/>`, []string{
			"t: scriptTask, script task, script=groovy from `${place}`",
		}},
		"business rule task with a decision": {`<businessRuleTask id="t" camunda:decisionRef="d" camunda:decisionRefBinding="version" camunda:decisionRefVersion="${v}" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="r" camunda:decisionRefTenantId="me"/>`, []string{
			"t: businessRuleTask, decision, scope, key=\"d\", version, version=`${v}`, tenant=\"me\", result=\"r\", mapper=singleEntry",
		}},
		"business rule task with a class": {`<businessRuleTask id="t" camunda:class="a.B"/>`, []string{
			`t: businessRuleTask, class, class a.B`,
		}},
	})
}

// TestCalls is about what is called and what is passed.
func TestCalls(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"process": {`<callActivity id="t" calledElement="${which}" camunda:calledElementBinding="deployment"><extensionElements><camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:in source="a" target="b" local="true"/><camunda:in sourceExpression="${a + 1}" target="c"/><camunda:out variables="all"/><camunda:out source="d" target="e" local="true"/></extensionElements></callActivity>`, []string{
			"t: callActivity, call, scope, key=`${which}`, deployment, business key=`#{execution.processBusinessKey}`, pass=[a→b local; `${a + 1}`→c], back=[all], back local=[d→e]",
		}},
		"the binding is the latest unless it is one of the known": {`<callActivity id="t" calledElement="q" camunda:calledElementBinding="latest"/>`, []string{
			`t: callActivity, call, scope, key="q"`,
		}},
		"version tag and tenant": {`<callActivity id="t" calledElement="q" camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="1.2" camunda:calledElementTenantId="${tenant}"/>`, []string{
			"t: callActivity, call, scope, key=\"q\", versionTag, tag=\"1.2\", tenant=`${tenant}`",
		}},
		"mapping in code": {`<callActivity id="t" calledElement="q" camunda:variableMappingClass="a.Map" camunda:variableMappingDelegateExpression="${map}"/>`, []string{
			`t: callActivity, call, scope, key="q", mapping class=a.Map`,
		}},
		"mapping in a bean": {`<callActivity id="t" calledElement="q" camunda:variableMappingDelegateExpression="${map}"/>`, []string{
			"t: callActivity, call, scope, key=\"q\", mapping expression=`${map}`",
		}},
		"case": {`<callActivity id="t" camunda:caseRef="c" camunda:caseBinding="version" camunda:caseVersion="2"/>`, []string{
			`t: callActivity, case call, scope, key="c", version, version="2"`,
		}},
		"many calls: the body is the scope": {`<callActivity id="t" calledElement="q"><multiInstanceLoopCharacteristics camunda:collection="list"></multiInstanceLoopCharacteristics></callActivity>`, []string{
			`t#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[t], for each of variable="list"`,
			`t: callActivity, call, instance, in=t#multiInstanceBody, key="q"`,
		}},
	})
}
