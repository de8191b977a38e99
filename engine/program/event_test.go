package program_test

import "testing"

// TestStartEvents is about start events of sub-processes and event sub-processes.
func TestStartEvents(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"sub-process": {`<subProcess id="sub"><startEvent id="begin"/></subProcess>`, []string{
			`sub: subProcess, sub-process, scope, initial=begin, children=[begin]`,
			`begin: startEvent, none start, in=sub`,
		}},
		"interrupting message": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><messageEventDefinition messageRef="m"/></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], listens=begin message "Msg"`,
			`on: subProcess, event sub-process, interrupts event scope, scope, sub-process, event scope=p, initial=begin, children=[begin]`,
			`begin: messageStartEvent, event sub-process start, in=on, event scope=p`,
		}},
		"message that interrupts nothing": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin" isInterrupting="false"><messageEventDefinition messageRef="m"/></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], listens=begin message "Msg"`,
			`on: subProcess, event sub-process, concurrent, scope, sub-process, event scope=p, initial=begin, children=[begin]`,
			`begin: messageStartEvent, event sub-process start, in=on, event scope=p`,
		}},
		"only the word true interrupts": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin" isInterrupting="1"><messageEventDefinition messageRef="m"/></startEvent></subProcess>`, []string{
			`on: subProcess, event sub-process, concurrent, scope, sub-process, event scope=p, initial=begin, children=[begin]`,
		}},
		"signal": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>`, []string{
			"p: process, initial=s, events=[on begin], listens=begin signal `Sig-${x}`",
			`begin: signalStartEvent, event sub-process start, in=on, event scope=p`,
		}},
		"timer": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin" isInterrupting="false"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], timer=begin timeCycle "R/PT1H" repeats`,
			`begin: startTimerEvent, event sub-process start, in=on, event scope=p`,
		}},
		"an interrupting cycle does not repeat": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><timerEventDefinition camunda:exclusive="false"><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], timer=begin timeCycle "R/PT1H" not exclusive`,
		}},
		"condition": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><conditionalEventDefinition camunda:variableName="v" camunda:variableEvents="create, delete"><condition xsi:type="tFormalExpression">${a}</condition></conditionalEventDefinition></startEvent></subProcess>`, []string{
			"p: process, initial=s, events=[on begin], listens=begin conditional `${a}` of v on 101",
			`begin: conditionalStartEvent, event sub-process conditional start, in=on, event scope=p`,
		}},
		"error": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><errorEventDefinition errorRef="err" camunda:errorCodeVariable="c" camunda:errorMessageVariable="m"/></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], catches error="E1" on "c" "m"`,
			`on: subProcess, event sub-process, interrupts event scope, scope, sub-process, event scope=p, initial=begin, children=[begin]`,
			`begin: errorStartEvent, event sub-process start, in=on, event scope=p`,
		}},
		"escalation": {`<subProcess id="on" triggeredByEvent="true"><startEvent id="begin" isInterrupting="false"><escalationEventDefinition escalationRef="esc" camunda:escalationCodeVariable="c"/></startEvent></subProcess>`, []string{
			`p: process, initial=s, events=[on begin], catches escalation="C1" on "c"`,
			`begin: escalationStartEvent, event sub-process start, in=on, event scope=p`,
		}},
		"compensation": {`<subProcess id="sub"><startEvent id="i"/><subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><compensateEventDefinition/></startEvent></subProcess></subProcess>`, []string{
			`sub: subProcess, sub-process, scope, initial=i, compensated by=on, children=[i on], events=[on begin]`,
			`on: subProcess, event sub-process, interrupts event scope, scope, sub-process, handler, in=sub, event scope=sub, initial=begin, children=[begin]`,
			`begin: compensationStartEvent, event sub-process start, in=on, event scope=sub`,
		}},
	})
}

// TestCatchEvents is about what intermediate events wait for.
func TestCatchEvents(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"timer": {`<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></intermediateCatchEvent>`, []string{
			`c: intermediateTimer, catch, scope, event scope=c, events=[c], timer=c timeDuration "PT5M"`,
		}},
		"date before cycle before duration": {`<intermediateCatchEvent id="c"><timerEventDefinition><timeDate>${d}</timeDate></timerEventDefinition></intermediateCatchEvent>`, []string{
			"c: intermediateTimer, catch, scope, event scope=c, events=[c], timer=c timeDate `${d}`",
		}},
		"an awaited cycle does not repeat": {`<intermediateCatchEvent id="c"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>`, []string{
			`c: intermediateTimer, catch, scope, event scope=c, events=[c], timer=c timeCycle "R/PT1H"`,
		}},
		"message": {`<intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>`, []string{
			`c: intermediateMessageCatch, catch, scope, event scope=c, events=[c], listens=c message "Msg"`,
		}},
		"signal": {`<intermediateCatchEvent id="c"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>`, []string{
			"c: intermediateSignalCatch, catch, scope, event scope=c, events=[c], listens=c signal `Sig-${x}`",
		}},
		"condition": {`<intermediateCatchEvent id="c"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${a &gt; 1}</condition></conditionalEventDefinition></intermediateCatchEvent>`, []string{
			"c: intermediateConditional, catch conditional, scope, event scope=c, events=[c], listens=c conditional `${a > 1}` on 111",
		}},
		"condition in a script": {`<intermediateCatchEvent id="c"><conditionalEventDefinition><condition xsi:type="tFormalExpression" language="groovy"> a </condition></conditionalEventDefinition></intermediateCatchEvent>`, []string{
			`c: intermediateConditional, catch conditional, scope, event scope=c, events=[c], listens=c conditional groovy "a" on 111`,
		}},
		"link": {`<intermediateCatchEvent id="c"><linkEventDefinition name="x"/></intermediateCatchEvent>`, []string{
			`c: intermediateLinkCatch, catch link, scope, event scope=c, events=[c]`,
		}},
		"the timer counts before the message": {`<intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></intermediateCatchEvent>`, []string{
			`c: intermediateTimer, catch, scope, event scope=c, events=[c], timer=c timeDuration "PT5M"`,
		}},
	})
}

// TestThrowEvents is about what intermediate events throw.
func TestThrowEvents(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"none": {`<intermediateThrowEvent id="t"/>`, []string{
			`t: intermediateNoneThrowEvent, throw none`,
		}},
		"message that runs nothing": {`<intermediateThrowEvent id="t"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>`, []string{
			`t: intermediateNoneThrowEvent, throw none`,
		}},
		"message that runs something": {`<intermediateThrowEvent id="t"><messageEventDefinition messageRef="m" camunda:class="a.B"/></intermediateThrowEvent>`, []string{
			`t: intermediateMessageThrowEvent, class, class a.B`,
		}},
		"signal": {`<intermediateThrowEvent id="t"><signalEventDefinition signalRef="sig" camunda:async="true"><extensionElements><camunda:in source="a" target="b"/><camunda:in businessKey="${k}"/></extensionElements></signalEventDefinition></intermediateThrowEvent>`, []string{
			"t: intermediateSignalThrow, throw signal, signal=`Sig-${x}`, by jobs, pass=[a→b], business key=`${k}`",
		}},
		"escalation": {`<intermediateThrowEvent id="t"><escalationEventDefinition escalationRef="esc"/></intermediateThrowEvent>`, []string{
			`t: intermediateEscalationThrowEvent, throw escalation, code=C1`,
		}},
		"compensation of all": {`<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>`, []string{
			`t: intermediateCompensationThrowEvent, throw compensation, scope`,
		}},
	})
}

// TestEndEvents is about what ends do.
func TestEndEvents(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"none": {`<endEvent id="e"/>`, []string{
			`e: noneEndEvent, none end`,
		}},
		"error": {`<endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>`, []string{
			"e: errorEndEvent, error end, code=E1, message=`because ${x}`",
		}},
		"a reference to no error is the code": {`<endEvent id="e"><errorEventDefinition errorRef="E9"/></endEvent>`, []string{
			`e: errorEndEvent, error end, code=E9`,
		}},
		"terminate": {`<endEvent id="e"><terminateEventDefinition/></endEvent>`, []string{
			`e: terminateEndEvent, terminate end, interrupts flow scope`,
		}},
		"message": {`<endEvent id="e"><messageEventDefinition messageRef="m" camunda:expression="${x}"/></endEvent>`, []string{
			"e: messageEndEvent, expression, expression `${x}`",
		}},
		"message that runs nothing": {`<endEvent id="e"><messageEventDefinition messageRef="m"/></endEvent>`, []string{
			`e: endEvent, throw none`,
		}},
		"signal": {`<endEvent id="e"><signalEventDefinition signalRef="sig"/></endEvent>`, []string{
			"e: signalEndEvent, throw signal, signal=`Sig-${x}`",
		}},
		"escalation": {`<endEvent id="e"><escalationEventDefinition escalationRef="esc"/></endEvent>`, []string{
			`e: escalationEndEvent, throw escalation, code=C1`,
		}},
		"compensation": {`<endEvent id="e"><compensateEventDefinition/></endEvent>`, []string{
			`e: compensationEndEvent, throw compensation, scope`,
		}},
		"cancel": {`<transaction id="tx"><startEvent id="i"/><endEvent id="e"><cancelEventDefinition/></endEvent></transaction><boundaryEvent id="b" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>`, []string{
			`tx: transaction, sub-process, scope, initial=i, children=[i e], events=[b]`,
			`e: cancelEndEvent, cancel end, interrupts flow scope, scope, in=tx, leaves through=b`,
			`b: cancelBoundaryCatch, boundary cancel, cancels event scope, event scope=tx`,
		}},
		"cancel of many transactions": {`<transaction id="tx"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="i"/><endEvent id="e"><cancelEventDefinition/></endEvent></transaction><boundaryEvent id="b" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>`, []string{
			`e: cancelEndEvent, cancel end, interrupts flow scope, scope, in=tx, leaves through=b`,
			`b: cancelBoundaryCatch, boundary cancel, cancels event scope, event scope=tx#multiInstanceBody`,
		}},
	})
}

// TestBoundaryEvents is about what boundary events make of their host.
func TestBoundaryEvents(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"timer": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></boundaryEvent>`, []string{
			`u: userTask, user task, scope, events=[b], timer=b timeDuration "PT5M"`,
			`b: boundaryTimer, boundary, cancels event scope, event scope=u`,
		}},
		"timer that interrupts nothing": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u" cancelActivity="false"><timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition></boundaryEvent>`, []string{
			`u: userTask, user task, scope, events=[b], timer=b timeCycle "R2/PT1H" repeats`,
			`b: boundaryTimer, boundary, concurrent, event scope=u`,
		}},
		"message": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><messageEventDefinition messageRef="m"/></boundaryEvent>`, []string{
			`u: userTask, user task, scope, events=[b], listens=b message "Msg"`,
			`b: boundaryMessage, boundary, cancels event scope, event scope=u`,
		}},
		"signal": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><signalEventDefinition signalRef="sig"/></boundaryEvent>`, []string{
			"u: userTask, user task, scope, events=[b], listens=b signal `Sig-${x}`",
			`b: boundarySignal, boundary, cancels event scope, event scope=u`,
		}},
		"condition": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${a &gt; 1}</condition></conditionalEventDefinition></boundaryEvent>`, []string{
			"u: userTask, user task, scope, events=[b], listens=b conditional `${a > 1}` on 111",
			`b: boundaryConditional, boundary conditional, cancels event scope, event scope=u`,
		}},
		"error": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><errorEventDefinition errorRef="codeless"/></boundaryEvent>`, []string{
			`u: userTask, user task, scope, events=[b], catches error=all b`,
			`b: boundaryError, boundary, cancels event scope, event scope=u`,
		}},
		"escalation": {`<subProcess id="u"><startEvent id="i"/></subProcess><boundaryEvent id="b" attachedToRef="u" cancelActivity="false"><escalationEventDefinition escalationRef="any"/></boundaryEvent>`, []string{
			`u: subProcess, sub-process, scope, initial=i, children=[i], events=[b], catches escalation="" b`,
			`b: boundaryEscalation, boundary, concurrent, event scope=u`,
		}},
		"many tasks have one event: that of the body": {`<userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><boundaryEvent id="b" attachedToRef="u"><timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition></boundaryEvent>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u], events=[b], timer=b timeDuration "PT5M", cardinality="3"`,
			`u: userTask, user task, instance, in=u#multiInstanceBody`,
			`b: boundaryTimer, boundary, cancels event scope, event scope=u#multiInstanceBody`,
		}},
	})
}

// TestCompensation is about who compensates whom.
func TestCompensation(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"handler": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition/></boundaryEvent><serviceTask id="undo" isForCompensation="true" camunda:class="a.B"/><intermediateThrowEvent id="t"><compensateEventDefinition activityRef="u"/></intermediateThrowEvent><association id="a" sourceRef="b" targetRef="undo" associationDirection="One"/>`, []string{
			`u: userTask, user task, compensated by=undo, events=[b]`,
			`b: compensationBoundaryCatch, boundary, cancels event scope, event scope=u`,
			`undo: serviceTask, class, handler, compensation boundary=b, class a.B`,
			`t: intermediateCompensationThrowEvent, throw compensation, scope, compensates=u→undo`,
		}},
		"handler of many tasks stands within the body": {`<userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><intermediateThrowEvent id="t"><compensateEventDefinition activityRef="u"/></intermediateThrowEvent><association id="a" sourceRef="b" targetRef="undo"/>`, []string{
			`u#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[u undo], cardinality="3"`,
			`u: userTask, user task, instance, in=u#multiInstanceBody, compensated by=undo, events=[b]`,
			`undo: userTask, user task, handler, in=u#multiInstanceBody, compensation boundary=b`,
			`t: intermediateCompensationThrowEvent, throw compensation, scope, compensates=u→u#multiInstanceBody`,
		}},
		"handler that is many tasks": {`<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask><association id="a" sourceRef="b" targetRef="undo"/>`, []string{
			`u: userTask, user task, compensated by=undo, events=[b]`,
			`undo#multiInstanceBody: multiInstanceBody, parallel multi-instance, scope, children=[undo], cardinality="3"`,
			`undo: userTask, user task, instance, handler, in=undo#multiInstanceBody, compensation boundary=b`,
		}},
		"a sub-process is compensated by its own handlers": {`<subProcess id="sub"><startEvent id="i"/></subProcess><intermediateThrowEvent id="t"><compensateEventDefinition activityRef="sub"/></intermediateThrowEvent>`, []string{
			`sub: subProcess, sub-process, scope, initial=i, children=[i]`,
			`t: intermediateCompensationThrowEvent, throw compensation, scope, compensates=sub→sub`,
		}},
		"handler that nothing refers to": {`<userTask id="undo" isForCompensation="true"/>`, []string{
			`undo: userTask, user task, handler`,
		}},
	})
}
