package program_test

import "testing"

// TestFlows is about which flows there are, in which order, and on which condition.
func TestFlows(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"gateway": {`<exclusiveGateway id="g" default="no"/><task id="t"/><sequenceFlow id="no" sourceRef="g" targetRef="t"/><sequenceFlow id="yes" name="Yes" sourceRef="g" targetRef="t"><conditionExpression xsi:type="tFormalExpression"> ${ok} </conditionExpression></sequenceFlow>`, []string{
			`g: exclusiveGateway, exclusive gateway, default=no→no, out=[no yes]`,
			`t: task, task, in=[no yes]`,
			"yes: g→t, if=`${ok}`, name=Yes",
		}},
		"order is that of the document": {`<task id="t"/><parallelGateway id="g"/><sequenceFlow id="z" sourceRef="g" targetRef="t"/><inclusiveGateway id="i"/><sequenceFlow id="a" sourceRef="g" targetRef="t"/><sequenceFlow id="b" sourceRef="i" targetRef="t"/>`, []string{
			`g: parallelGateway, parallel gateway, out=[z a]`,
			`i: inclusiveGateway, inclusive gateway, out=[b]`,
			`t: task, task, in=[z a b]`,
		}},
		"default that is no flow of the node": {`<task id="t" default="f"/><task id="o"/><sequenceFlow id="f" sourceRef="o" targetRef="t"/>`, []string{
			`t: task, task, default=f→nothing, in=[f]`,
		}},
		"condition in a script, and listeners": {`<task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"><extensionElements><camunda:executionListener event="take" expression="${l}"/></extensionElements><conditionExpression xsi:type="tFormalExpression" language="groovy"> a &lt; b </conditionExpression></sequenceFlow>`, []string{
			"f: s→t, if=groovy \"a < b\", on take=[expression `${l}`]",
		}},
		"link": {`<sequenceFlow id="f" sourceRef="s" targetRef="off"/><intermediateThrowEvent id="off"><linkEventDefinition name="page 2"/></intermediateThrowEvent><intermediateCatchEvent id="on"><linkEventDefinition name="page 2"/></intermediateCatchEvent>`, []string{
			`f: s→on, link`,
			`on: intermediateLinkCatch, catch link, scope, event scope=on, events=[on], in=[f]`,
		}},
	})
}

// TestExtensions is about what any activity can have.
func TestExtensions(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"jobs": {`<task id="t" camunda:asyncBefore="true" camunda:asyncAfter="true" camunda:exclusive="false" camunda:jobPriority="${x}"><extensionElements><camunda:failedJobRetryTimeCycle>R5/PT1M</camunda:failedJobRetryTimeCycle></extensionElements></task>`, []string{
			"t: task, task, async before, async after, not exclusive, priority=`${x}`, retry=\"R5/PT1M\"",
		}},
		"the older name of a job before": {`<task id="t" camunda:async="true"/>`, []string{
			`t: task, task, async before`,
		}},
		"a retry cycle without a job is not looked at": {`<task id="t"><extensionElements><camunda:failedJobRetryTimeCycle>R5/PT1M</camunda:failedJobRetryTimeCycle></extensionElements></task>`, []string{
			`t: task, task`,
		}},
		"listeners": {`<task id="t"><extensionElements><camunda:executionListener event="end" delegateExpression="${l}"/><camunda:executionListener event="start" expression="${l.run()}"/><camunda:executionListener event="start" class="a.L"/><camunda:executionListener event="start"><camunda:script scriptFormat="juel">${x}</camunda:script></camunda:executionListener></extensionElements></task>`, []string{
			"t: task, task, on start=[expression `${l.run()}`; class a.L; script juel `${x}`], on end=[delegateExpression `${l}`]",
		}},
		"mapping": {`<task id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a"> x ${y} </camunda:inputParameter><camunda:inputParameter name="none"/><camunda:inputParameter name="l"><camunda:list><camunda:value>1</camunda:value><camunda:script scriptFormat="groovy">2</camunda:script></camunda:list></camunda:inputParameter><camunda:outputParameter name="m"><camunda:map><camunda:entry key="b">2</camunda:entry><camunda:entry key="a"><camunda:list/></camunda:entry><camunda:entry key="b">3</camunda:entry></camunda:map></camunda:outputParameter></camunda:inputOutput></extensionElements></task>`, []string{
			"t: task, task, scope, mapping=in a=`x ${y}` in none=null in l=[\"1\" groovy \"2\"] out m={\"a\":[] \"b\":\"3\"}",
		}},
		"mapping of an event": {`<endEvent id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput></extensionElements><messageEventDefinition messageRef="m" camunda:class="a.B"/></endEvent>`, []string{
			`t: messageEndEvent, class, scope, mapping=in a="1", class a.B`,
		}},
		"white space around ids": {`<task id=" t "/><sequenceFlow id=" f " sourceRef=" s " targetRef="t"/>`, []string{
			`t: task, task, in=[f]`,
			`f: s→t`,
		}},
	})
}
