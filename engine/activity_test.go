package engine_test

import "testing"

const compensated = `<boundaryEvent id="cb%" attachedToRef="%"><compensateEventDefinition/></boundaryEvent><serviceTask id="un%" isForCompensation="true" camunda:expression="${log.add('un%')}"/>`

const association = `<association id="as%" sourceRef="cb%" targetRef="un%" associationDirection="One"/>`

func TestSubProcesses(t *testing.T) {
	playAll(t, []scenario{
		{"variables of a scope", main(`<startEvent id="s"/><subProcess id="p"><extensionElements><camunda:inputOutput><camunda:inputParameter name="v">${x + 1}</camunda:inputParameter><camunda:outputParameter name="y">${v * 2}</camunda:outputParameter></camunda:inputOutput></extensionElements>
			<startEvent id="i"/>` + users("a") + flows("i-a") + `</subProcess>` + users("z") + flows("s-p p-z")), []string{
			"start x=1", "variables? look => main.x=1 p.v=2", "variables? complete a v=5 w=1 => main.w=1 main.x=1 main.y=10",
		}},
		{"listeners and mappings in their order", main(`<startEvent id="s"/><userTask id="u"><extensionElements>
			<camunda:executionListener event="start" expression="${log.add('start')}"/><camunda:executionListener event="end" expression="${log.add('end')}"/>
			<camunda:taskListener event="create" expression="${log.add('create')}"/><camunda:taskListener event="assignment" expression="${log.add('assignment')}"/><camunda:taskListener event="complete" expression="${log.add('complete')}"/><camunda:taskListener event="delete" expression="${log.add('delete')}"/>
			<camunda:inputOutput><camunda:inputParameter name="i">${log.add('in')}</camunda:inputParameter><camunda:outputParameter name="o">${log.add('out')}</camunda:outputParameter></camunda:inputOutput></extensionElements><humanPerformer><resourceAssignmentExpression><formalExpression>me</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>` +
			users("z") + attached("b", "u", onMessage, true, "h") + `<sequenceFlow id="t" sourceRef="u" targetRef="z"><extensionElements><camunda:executionListener event="take" expression="${log.add('take')}"/></extensionElements></sequenceFlow>` + flows("s-u")), []string{
			"log? start => in start create assignment", "log? complete u => complete end out take", "delete r", "log? start => in start create assignment", "log? message m1 => end out delete",
		}},
	})
}

func TestMultiInstance(t *testing.T) {
	loop := func(inner string, sequential string) string {
		return main(`<startEvent id="s"/><userTask id="u"><multiInstanceLoopCharacteristics` + sequential + `>` + inner + `</multiInstanceLoopCharacteristics></userTask>` + users("z") + flows("s-u u-z"))
	}
	playAll(t, []scenario{
		{"parallel", loop(`<loopCardinality>${n}</loopCardinality>`, ""), []string{
			"start n=2 => main(u*(u u))", "variables? look => main.n=2 u*.nrOfActiveInstances=2 u*.nrOfCompletedInstances=0 u*.nrOfInstances=2 u.loopCounter=0 u.loopCounter=1",
			"complete u => main(u*(u ~u))", "complete u => main(z)", "variables? look => main.n=2",
		}},
		{"sequential", loop(`<loopCardinality>2</loopCardinality>`, ` isSequential="true"`), []string{
			"start => main(u*(u))", "complete u => main(u*(u))", "variables? look => u*.loopCounter=1 u*.nrOfActiveInstances=1 u*.nrOfCompletedInstances=1 u*.nrOfInstances=2", "complete u => main(z)",
		}},
		{"completion condition cancels the rest", loop(`<loopCardinality>3</loopCardinality><completionCondition>${done}</completionCondition>`, ""), []string{
			"start done=false", "complete u => main(u*(u u ~u))", "complete u done=true => main(z)", "history? look => s u* u u u(x) z(…)",
		}},
		{"of none", loop(`<loopCardinality>0</loopCardinality>`, ""), []string{"start => main(z)", "history? look => s u* z(…)"}},
		{"of fewer than none", loop(`<loopCardinality>${n}</loopCardinality>`, ""), []string{
			"start n=-1 => ENGINE-02023 Invalid number of 'instances': must be positive integer value or zero, but was '-1'.",
			"start n=x => For input string: \"x\"", "start n=true => ENGINE-02027 Could not resolve expression of type 'loopCardinality'. Expression '${n}' needs to be a number or number String.",
		}},
		{"runs away", loop(`<loopCardinality>1000000000</loopCardinality>`, ""), []string{
			"start => process main does not come to rest: limit Instances is met; these repeat: u#multiInstanceBody", "look => ",
		}},
	})
}

func TestCallActivities(t *testing.T) {
	called := `<process id="sub" isExecutable="true"><startEvent id="t"/>` + users("a") + `<endEvent id="e">%</endEvent>` + flows("t-a a-e") + `</process>`
	call := func(end string) string {
		return main(`<startEvent id="s"/><callActivity id="c" calledElement="${k}"><extensionElements><camunda:in source="x" target="y"/><camunda:out sourceExpression="${y + 1}" target="z"/></extensionElements></callActivity>`+
			users("u")+attached("b", "c", onError, true, "h")+flows("s-c c-u")) + replaced(called, end)
	}
	playAll(t, []scenario{
		{"passes variables there and back", call(""), []string{
			"start k=sub x=1 => main(c) sub(a)", "complete a => main(u)", "variables? look => main.k=sub main.x=1 main.z=2", "states? look => main:ACTIVE:- sub:COMPLETED:e",
		}},
		{"hands errors on", call(onError), []string{
			"start k=sub x=1", "complete a => main(h)", "states? look => main:ACTIVE:- sub:INTERNALLY_TERMINATED:-", "variables? look => main.k=sub main.x=1 main.z=2",
		}},
		{"of nothing", call(""), []string{"start k=none x=1 => no processes deployed with key 'none' and tenant-id 'null': processDefinition is null"}},
		{"calls itself", main(`<startEvent id="s"/><callActivity id="c" calledElement="main"/>` + flows("s-c")), []string{
			"start => process main does not come to rest: limit Calls is met; these repeat: c", "look => ",
		}},
		{"is deleted with what calls it", call(""), []string{"start k=sub x=1", "delete why => ", "states? look => main:INTERNALLY_TERMINATED:- sub:INTERNALLY_TERMINATED:-"}},
	})
}

func TestCompensation(t *testing.T) {
	playAll(t, []scenario{
		{"in reverse order", main(`<startEvent id="s"/>` + users("a", "b", "z") + replaced(compensated, "a") + replaced(compensated, "b") + `<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>` + flows("s-a a-b b-t t-z") + replaced(association, "a") + replaced(association, "b")), []string{
			"start", "complete a", "subscriptions? look => compensate@una", "log? complete b => unb una", "look => main(z)", "subscriptions? look => ",
		}},
		{"of a sub-process that is done", main(`<startEvent id="s"/><subProcess id="p"><startEvent id="i"/>` + users("a") + replaced(compensated, "a") + flows("i-a") + replaced(association, "a") + `</subProcess>` + users("u") +
			`<intermediateThrowEvent id="t"><compensateEventDefinition activityRef="p"/></intermediateThrowEvent><endEvent id="e"/>` + flows("s-p p-u u-t t-e")), []string{
			"start", "complete a => main(u)", "subscriptions? look => compensate@p compensate@una", "log? complete u => una", "states? look => main:COMPLETED:e",
		}},
		{"of a transaction", main(`<startEvent id="s"/><transaction id="x"><startEvent id="i"/>` + users("a", "b") + replaced(compensated, "a") + `<endEvent id="c"><cancelEventDefinition/></endEvent>` + flows("i-a a-b b-c") + replaced(association, "a") + `</transaction>
			<boundaryEvent id="k" attachedToRef="x"><cancelEventDefinition/></boundaryEvent>` + users("h") + flows("s-x k-h")), []string{
			"start", "complete a", "log? complete b => una", "look => main(h)",
		}},
	})
}

func TestTasks(t *testing.T) {
	playAll(t, []scenario{
		{"external task", main(`<startEvent id="s"/><serviceTask id="w" camunda:type="external" camunda:topic="t"/>` + users("z") + attached("b", "w", onError, true, "h") + flows("s-w w-z")), []string{
			"start => main(w)", "external t x=1 => main(z)", "delete r", "start", "external t error k => main(h)", "delete r", "start",
			"incidents? external t failure 0 => failedExternalTask@w", "external t => nothing to fetch: <nil>",
		}},
		{"script", main(`<startEvent id="s"/><scriptTask id="w" camunda:resultVariable="y"><script>${x * 2}</script></scriptTask><scriptTask id="v" scriptFormat="groovy"><script>1</script></scriptTask>` + users("z") + flows("s-z z-w w-v")), []string{
			"start x=2", "complete z => Can't find scripting engine for 'groovy': scriptEngine is null", "look => main(z)",
		}},
		{"script of a file", main(`<startEvent id="s"/><scriptTask id="w" scriptFormat="groovy" camunda:resource="w.groovy"/>` + users("z") + flows("s-z z-w")), []string{
			"start", "complete z => Can't find scripting engine for 'groovy': scriptEngine is null",
		}},
		{"errors and escalations at a task", main(`<startEvent id="s"/>` + users("u") + attached("b", "u", onError, true, "h") + attached("c", "u", onEvery, false, "g") + flows("s-u")), []string{
			"start", "taskEscalation u c => main(g u)", "taskEscalation u other => ENGINE-02043 Execution with id 'u' throws an escalation event with escalationCode 'other', but no escalation handler was defined. ",
			"taskError u k => main(g h)",
		}},
		{"errors of a service", main(`<startEvent id="s"/>` + users("u") + `<serviceTask id="w" camunda:expression="${log.error('k')}"/>` + attached("b", "w", onError, true, "h") + `<serviceTask id="v" camunda:expression="${log.fail()}"/>` + flows("s-u u-w h-v")), []string{
			"start", "complete u => main(h)", "complete h => java.lang.RuntimeException: failed", "look => main(h)",
		}},
		{"missing class", main(`<startEvent id="s"/><serviceTask id="w" camunda:class="com.example.Gone"/>` + flows("s-w")), []string{
			"start => ENGINE-09008 Exception while instantiating class 'com.example.Gone': ENGINE-09017 Cannot load class 'com.example.Gone': com.example.Gone",
		}},
		{"missing decision", main(`<startEvent id="s"/><businessRuleTask id="w" camunda:decisionRef="d"/>` + flows("s-w")), []string{
			"start => no decision definition deployed with key 'd' and tenant-id 'null': decisionDefinition is null",
		}},
		{"endless loop", main(`<startEvent id="s"/><exclusiveGateway id="g"/><manualTask id="a"/><manualTask id="b"/>` + flows("s-g g-a a-b b-g")), []string{
			"start => process main does not come to rest: limit Steps is met; these repeat: a, b, g", "look => ",
		}},
	})
}

// A case is never there; what is passed to it is evaluated before.
func TestCaseCalls(t *testing.T) {
	call := func(in string) string {
		return main(`<startEvent id="s"/><callActivity id="c" camunda:caseRef="order${n}"><extensionElements>` + in + `</extensionElements></callActivity>` + users("a") + flows("s-a a-c"))
	}
	playAll(t, []scenario{
		{"case", call(""), []string{"start n=1", "complete a => no case definition deployed with key 'order1' and tenant-id 'null': caseDefinition is null", "look => main(a)"}},
		{"mapping", call(`<camunda:in sourceExpression="${x}" target="y"/>`), []string{
			"start n=1", "complete a => Unknown property used in expression: ${x}. Cause: Cannot resolve identifier 'x'",
		}},
	})
}
