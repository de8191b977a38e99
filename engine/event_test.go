package engine_test

import "testing"

// attached is a boundary event with a user task behind it.
func attached(id, host, definition string, interrupts bool, to string) string {
	cancel := "true"
	if !interrupts {
		cancel = "false"
	}
	return `<boundaryEvent id="` + id + `" attachedToRef="` + host + `" cancelActivity="` + cancel + `">` + definition + `</boundaryEvent>` + users(to) + flows(id+"-"+to)
}

const (
	hour      = `<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>`
	every     = `<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>`
	onMessage = `<messageEventDefinition messageRef="m1"/>`
	onSignal  = `<signalEventDefinition signalRef="s1"/>`
	onError   = `<errorEventDefinition errorRef="k1"/>`
	onEvery   = `<escalationEventDefinition escalationRef="c1"/>`
	onX       = `<conditionalEventDefinition><condition>${x == 1}</condition></conditionalEventDefinition>`
)

// TestLostVariable is about what the engine does to a variable of a single
// token when a further one begins and ends in the same command.
func TestLostVariable(t *testing.T) {
	own := `<userTask id="u"><extensionElements><camunda:taskListener event="create" expression="${execution.setVariableLocal('v', 1)}"/></extensionElements></userTask>`
	playAll(t, []scenario{
		{"of one of several tokens", main(`<startEvent id="s"/><parallelGateway id="f"/>` + own + users("w") + `<endEvent id="e"/>` + flows("s-f f-u f-w w-e") +
			`<subProcess id="es" triggeredByEvent="true"><startEvent id="t" isInterrupting="false">` + onMessage + `</startEvent><endEvent id="z"/>` + flows("t-z") + `</subProcess>`), []string{
			"start", "variables? complete w => u.v=1", "variables? message m1 => ", "look => main(u)",
		}},
	})
}

func TestBoundaryEvents(t *testing.T) {
	playAll(t, []scenario{
		{"timer", main(`<startEvent id="s"/>` + users("u") + attached("b", "u", hour, true, "late") + flows("s-u")), []string{
			"start => main(u)", "jobs? look => b 3 1h0m0s", "advance 59m => main(u)", "advance 1m => main(late)", "jobs? look => ", "history? look => s u(x) b late(…)",
		}},
		{"timer that interrupts nothing repeats", main(`<startEvent id="s"/>` + users("u") + attached("b", "u", every, false, "late") + flows("s-u")), []string{
			"start", "advance 1h => main(late u)", "advance 1h1s => main(late late u)", "complete u => main(late late)", "jobs? look => ",
		}},
		{"message and signal", main(`<startEvent id="s"/>` + users("u") + attached("b", "u", onMessage, false, "m") + attached("c", "u", onSignal, true, "g") + flows("s-u")), []string{
			"start", "subscriptions? look => message@b signal@c", "message m1 x=1 => main(m u)", "variables? look => main.x=1", "message m1 => main(m m u)",
			"signal s1 => main(g m m)", "message m1 => Cannot correlate message 'm1': No process definition or execution matches the parameters",
		}},
		{"condition wins over completion", main(`<startEvent id="s"/>` + users("u", "z") + attached("b", "u", onX, true, "h") + flows("s-u u-z")), []string{
			"start", "complete u x=1 => main(h)", "history? look => s u(x) b h(…)", "delete r", "start", "set x=2 => main(u)", "set x=1 => main(h)",
		}},
		{"condition that interrupts nothing fires at every change", main(`<startEvent id="s"/>` + users("u") + attached("b", "u", onX, false, "h") + flows("s-u")), []string{
			"start", "set x=1 => main(h u)", "set y=5 => main(h h u)",
		}},
		{"error by code before any error", main(`<startEvent id="s"/><subProcess id="p"><startEvent id="i"/><endEvent id="e">` + onError + `</endEvent>` + flows("i-e") + `</subProcess>` +
			attached("all", "p", `<errorEventDefinition/>`, true, "a") + attached("code", "p", onError, true, "c") + flows("s-p")), []string{
			"start => main(c)", "history? look => s p(x) i e(x) code c(…)",
		}},
		{"error that nothing catches ends its token", main(`<startEvent id="s"/><parallelGateway id="f"/>` + users("a") + `<endEvent id="e">` + onError + `</endEvent>` + flows("s-f f-a f-e")), []string{
			"start => main(a)", "complete a => ", "states? look => main:COMPLETED:a",
		}},
		{"escalation interrupts or not", main(`<startEvent id="s"/><subProcess id="p"><startEvent id="i"/><intermediateThrowEvent id="t">` + onEvery + `</intermediateThrowEvent>` + users("in") + flows("i-t t-in") + `</subProcess>` +
			attached("b", "p", onEvery, false, "h") + users("z") + flows("s-p p-z")), []string{
			"start => main(h p(in))", "complete in => main(h z)",
		}},
		{"boundary of a body cancels all instances", main(`<startEvent id="s"/><userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>` +
			attached("b", "u", onMessage, true, "h") + flows("s-u")), []string{
			"start => main(u*(u u u))", "complete u => main(u*(u u ~u))", "message m1 => main(h)", "variables? look => ",
		}},
	})
}

// eventSubProcess is an event sub-process with a user task.
func eventSubProcess(id, definition string, interrupts bool, task string) string {
	interrupting := "true"
	if !interrupts {
		interrupting = "false"
	}
	return `<subProcess id="` + id + `" triggeredByEvent="true"><startEvent id="` + id + `Start" isInterrupting="` + interrupting + `">` + definition +
		`</startEvent>` + users(task) + flows(id+"Start-"+task) + `</subProcess>`
}

func TestEventSubProcesses(t *testing.T) {
	playAll(t, []scenario{
		{"interrupting ends all else in its scope", main(`<startEvent id="s"/><parallelGateway id="f"/>` + users("a", "b") + eventSubProcess("p", onMessage, true, "h") + eventSubProcess("q", onSignal, false, "g") + flows("s-f f-a f-b")), []string{
			"start => main(a b)", "signal s1 => main(a b q(g))", "message m1 => main(p(h))", "subscriptions? look => ", "complete h => ", "states? look => main:COMPLETED:p",
		}},
		{"the scope waits for those that interrupt nothing", main(`<startEvent id="s"/>` + users("a") + eventSubProcess("p", onMessage, false, "h") + flows("s-a")), []string{
			"start", "message m1", "message m1 => main(a p(h) p(h))", "complete a => main(p(h) p(h))", "message m1 => main(p(h) p(h) p(h))", "complete h", "complete h", "complete h => ",
		}},
		{"catches an error before the boundary event", main(`<startEvent id="s"/><subProcess id="o"><startEvent id="i"/>` + users("a") + `<endEvent id="e">` + onError + `</endEvent>` + eventSubProcess("p", `<errorEventDefinition/>`, true, "h") + flows("i-a a-e") + `</subProcess>` +
			attached("b", "o", onError, true, "z") + flows("s-o")), []string{
			"start", "complete a => main(o(p(h)))", "taskError h k => main(z)",
		}},
		{"condition is asked when the scope is entered", main(`<startEvent id="s"/>` + users("a") + eventSubProcess("p", onX, true, "h") + flows("s-a")), []string{
			"start x=1 => main(p(h))", "delete r", "start x=2 => main(a)", "set x=1 => main(p(h))",
		}},
		{"timer", main(`<startEvent id="s"/>` + users("a") + eventSubProcess("p", hour, true, "h") + flows("s-a")), []string{
			"start", "jobs? look => pStart 3 1h0m0s", "advance 2h => main(p(h))",
		}},
	})
}

func TestEvents(t *testing.T) {
	playAll(t, []scenario{
		{"link", main(`<startEvent id="s"/>` + users("a", "b") + `<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent>
			<intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>` + flows("s-a a-t c-b")), []string{
			"start", "complete a => main(b)", "history? look => s a b(…)",
		}},
		{"terminate ends its scope", main(`<startEvent id="s"/><subProcess id="p"><startEvent id="i"/><parallelGateway id="f"/>` + users("a", "b") + `<endEvent id="e"><terminateEventDefinition/></endEvent>` + flows("i-f f-a f-b b-e") + `</subProcess>` + users("z") + flows("s-p p-z")), []string{
			"start => main(p(a b))", "complete b => main(z)", "history? look => s p i f a(x) b e z(…)",
		}},
		{"signal reaches all that wait, and starts", main(`<startEvent id="s"/><parallelGateway id="f"/><intermediateCatchEvent id="c">`+onSignal+`</intermediateCatchEvent>`+users("a", "b")+
			`<intermediateThrowEvent id="t">`+onSignal+`</intermediateThrowEvent>`+flows("s-f f-c f-a a-t t-b c-b")) +
			`<process id="other" isExecutable="true"><startEvent id="o">` + onSignal + `</startEvent>` + users("w") + flows("o-w") + `</process>`, []string{
			"start => main(a c)", "complete a => main(b b) other(w)",
		}},
		{"message starts an instance", main(`<startEvent id="s">` + onMessage + `</startEvent>` + users("a") + flows("s-a")), []string{
			"message m1 x=1 => main(a)", "variables? look => main.x=1", "message m2 => Cannot correlate message 'm2': No process definition or execution matches the parameters",
		}},
		{"condition starts an instance", main(`<startEvent id="s">` + onX + `</startEvent>` + users("a") + flows("s-a")), []string{
			"evaluate x=2 => ", "evaluate x=1 => main(a)",
		}},
		{"timer starts instances", main(`<startEvent id="s">` + every + `</startEvent>` + users("a") + flows("s-a")), []string{
			"jobs? look => s 3 1h0m0s", "advance 1h => main(a)", "advance 1h1s => main(a) main(a)",
		}},
		{"several messages match", main(`<startEvent id="s"/><intermediateCatchEvent id="c">` + onMessage + `</intermediateCatchEvent>` + flows("s-c")), []string{
			"start", "start", "message m1 => ENGINE-13031 Cannot correlate a message with name 'm1' to a single execution. 2 executions match the correlation keys: CorrelationSet [businessKey=null, processInstanceId=null, processDefinitionId=null, correlationKeys=null, localCorrelationKeys=null, tenantId=null, isTenantIdSet=false, isExecutionsOnly=false]",
		}},
		{"receive task", main(`<startEvent id="s"/><receiveTask id="r"/><receiveTask id="q" messageRef="m1"/>` + flows("s-r r-q")), []string{
			"start => main(r)", "trigger r x=1 => main(q)", "message m1 => ",
		}},
		{"due dates of a cycle", main(`<startEvent id="s"/><intermediateCatchEvent id="c"><timerEventDefinition><timeCycle>R/PT10H</timeCycle></timerEventDefinition></intermediateCatchEvent>` + flows("s-c")), []string{
			"start", "jobs? look => c 3 10h0m0s",
		}},
		{"timer with a wrong text", main(`<startEvent id="s"/><intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>${x}</timeDuration></timerEventDefinition></intermediateCatchEvent>` + flows("s-c")), []string{
			`start x=soon => ENGINE-09027 Exception while resolving duedate 'soon': Invalid format: "soon"`,
			"start x=5 => Timer 'c' was not configured with a valid duration/time, either hand in a java.util.Date or a String in format 'yyyy-MM-dd'T'hh:mm:ss'",
		}},
	})
}
