package program_test

import "testing"

// TestScopes is about what has an execution of its own, and where things belong.
func TestScopes(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"sub-process in sub-process": {`<subProcess id="outer" name="Outer"><startEvent id="a"/><subProcess id="inner"><startEvent id="b"/><task id="t"/></subProcess></subProcess>`, []string{
			`outer: subProcess, sub-process, scope, initial=a, children=[a inner]`,
			`inner: subProcess, sub-process, scope, in=outer, initial=b, children=[b t]`,
			`t: task, task, in=inner`,
		}},
		"transaction": {`<transaction id="tx"><startEvent id="a"/></transaction>`, []string{
			`tx: transaction, sub-process, scope, initial=a, children=[a]`,
		}},
		"event sub-process in a sub-process": {`<subProcess id="sub"><startEvent id="a"/><subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><errorEventDefinition errorRef="err"/></startEvent></subProcess></subProcess>`, []string{
			`sub: subProcess, sub-process, scope, initial=a, children=[a on], events=[on begin], catches error="E1" on`,
			`on: subProcess, event sub-process, interrupts event scope, scope, sub-process, in=sub, event scope=sub, initial=begin, children=[begin]`,
			`begin: errorStartEvent, event sub-process start, in=on, event scope=sub`,
		}},
		"event-based gateway": {`<eventBasedGateway id="g"/><intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></intermediateCatchEvent><intermediateCatchEvent id="y"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><sequenceFlow id="f" sourceRef="g" targetRef="x"/><sequenceFlow id="h" sourceRef="g" targetRef="y"/>`, []string{
			`g: eventBasedGateway, event-based gateway, scope, events=[x y], timer=x timeDuration "PT5M", listens=y message "Msg"`,
			`x: intermediateTimer, catch, cancels event scope, event scope=g`,
			`y: intermediateMessageCatch, catch, cancels event scope, event scope=g`,
		}},
		"what the engine skips": {`<adHocSubProcess id="skipped"><task id="within"/></adHocSubProcess><task id="t"/>`, []string{
			`t: task, task`,
		}},
	})
}

// TestMultiInstance is about bodies and what is theirs.
func TestMultiInstance(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"parallel": {`<userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality><completionCondition xsi:type="tFormalExpression">${nrOfCompletedInstances &gt; 1}</completionCondition></multiInstanceLoopCharacteristics></userTask>`, []string{
			"u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], cardinality=`${n}`, until=`${nrOfCompletedInstances > 1}`",
			`u: userTask, user task, instance, in=u#multiInstanceBody`,
		}},
		"sequential over a variable": {`<userTask id="u"><multiInstanceLoopCharacteristics isSequential="true" camunda:collection="list" camunda:elementVariable="e"></multiInstanceLoopCharacteristics></userTask>`, []string{
			`u#multiInstanceBody: multiInstanceBody, sequential multi-instance, scope, children=[u], for each of variable="list", element="e"`,
		}},
		"over an expression": {`<userTask id="u"><multiInstanceLoopCharacteristics camunda:collection="${bean.f(x)}"></multiInstanceLoopCharacteristics></userTask>`, []string{
			"u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], for each of=`${bean.f(x)}`",
		}},
		"as BPMN has it": {`<userTask id="u"><multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><inputDataItem name="e"/></multiInstanceLoopCharacteristics></userTask>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], for each of variable="list", element="e"`,
		}},
		"flows lead to and from the body": {`<userTask id="u" default="g"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/><sequenceFlow id="g" sourceRef="u" targetRef="t"/>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], out=[g], in=[f], cardinality="3"`,
			`u: userTask, user task, instance, in=u#multiInstanceBody, default=g→nothing`,
			`f: s→u#multiInstanceBody`,
			`g: u#multiInstanceBody→t`,
		}},
		"jobs of the body and of the instances": {`<userTask id="u" camunda:asyncBefore="true" camunda:asyncAfter="true" camunda:exclusive="false"><extensionElements><camunda:failedJobRetryTimeCycle>R1/PT1M</camunda:failedJobRetryTimeCycle></extensionElements><multiInstanceLoopCharacteristics camunda:asyncBefore="true"><extensionElements><camunda:failedJobRetryTimeCycle>R2/PT2M</camunda:failedJobRetryTimeCycle></extensionElements><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, async before, async after, not exclusive, children=[u], retry="R1/PT1M", cardinality="3"`,
			`u: userTask, user task, instance, async before, in=u#multiInstanceBody, retry="R2/PT2M"`,
		}},
		"inputs are those of each instance": {`<userTask id="u"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a">${loopCounter}</camunda:inputParameter></camunda:inputOutput></extensionElements><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], cardinality="3"`,
			"u: userTask, user task, instance, in=u#multiInstanceBody, mapping=in a=`${loopCounter}`",
		}},
		"listeners are those of each instance": {`<userTask id="u"><extensionElements><camunda:executionListener event="start" class="a.L"/></extensionElements><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], cardinality="3"`,
			`u: userTask, user task, instance, in=u#multiInstanceBody, on start=[class a.L]`,
		}},
		"sub-process": {`<subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="i"/></subProcess>`, []string{
			`sub#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[sub], cardinality="3"`,
			`sub: subProcess, sub-process, scope, instance, in=sub#multiInstanceBody, initial=i, children=[i]`,
			`i: startEvent, none start, in=sub`,
		}},
	})
}
