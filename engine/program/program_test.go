package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

func TestProcess(t *testing.T) {
	t.Parallel()
	p := build(t, head+`<process id="order" name="Order" isExecutable=" true " camunda:versionTag="1.4" camunda:historyTimeToLive="P30D"
 camunda:isStartableInTasklist="false" camunda:jobPriority="5" camunda:taskPriority="${prio}"
 camunda:candidateStarterUsers="ann, ben" camunda:candidateStarterGroups="${bean.g(1, 2)}">
<extensionElements><camunda:executionListener event="end" class="a.L"/></extensionElements>
<startEvent id="s" camunda:initiator="who" camunda:formKey="start.html"/></process>`+tail, program.Options{})
	got := fmt.Sprint(p.Key, "|", p.Name, "|", p.Category, "|", p.VersionTag, "|", p.HistoryTimeToLive, "|", p.IsStartableInTasklist, "|",
		expressionText(p.JobPriority), "|", expressionText(p.TaskPriority), "|", expressionsText(p.StarterUsers), "|", expressionsText(p.StarterGroups), "|",
		*p.Initiator, "|", expressionText(p.StartForm.Key))
	want := "order|Order|urn:test|1.4|30|false|\"5\"|`${prio}`|[\"ann\" \"ben\"]|[`${bean.g(1, 2)}`]|who|\"start.html\""
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if l := p.Activities[program.Root].EndListeners; len(l) != 1 || l[0].Class != "a.L" {
		t.Errorf("end listeners of the process: %+v", l)
	}
}

func TestHistoryTimeToLive(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"": -1, "7": 7, "P7D": 7, "0": 0, "P1M": -1, "-3": -1} {
		p := build(t, head+`<process id="p" isExecutable="true" camunda:historyTimeToLive="`+text+`"><startEvent id="s"/></process>`+tail, program.Options{})
		if p.HistoryTimeToLive != want {
			t.Errorf("%q is %d days, want %d", text, p.HistoryTimeToLive, want)
		}
	}
}

// TestExecutable sees which processes of a file are there: those that are
// executable and have a key.
func TestExecutable(t *testing.T) {
	t.Parallel()
	var keys []string
	for _, p := range program.Build(parse(t, head+`<process id="b" isExecutable="true"/><process id="no"/><process id="zero" isExecutable="false"/><process isExecutable="true"/><process id="a" isExecutable="true"/>`+tail), program.Options{}) {
		keys = append(keys, p.Key)
	}
	if diff := cmp.Diff([]string{"b", "a"}, keys); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestStarts sees what starts instances by key, by time and by event. The
// expectations were verified with Camunda 7.24.
func TestStarts(t *testing.T) {
	t.Parallel()
	const (
		message = `<startEvent id="m1"><messageEventDefinition messageRef="m"/></startEvent>`
		signal  = `<startEvent id="g1"><signalEventDefinition signalRef="sig"/></startEvent>`
		when    = `<startEvent id="c1"><conditionalEventDefinition camunda:variableName="v"><condition xsi:type="tFormalExpression">${a}</condition></conditionalEventDefinition></startEvent>`
		timer   = `<startEvent id="t1"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent>`
		inner   = `<subProcess id="on" triggeredByEvent="true"><startEvent id="begin"><signalEventDefinition signalRef="sig"/></startEvent></subProcess>`
	)
	for name, test := range map[string]struct {
		content, initial string
		starts           []string
		instances        []string
	}{
		"none":             {`<startEvent id="s"/>`, "s", nil, nil},
		"none and message": {message + `<startEvent id="s"/>`, "s", []string{`m1 message "Msg"`}, nil},
		"only a message":   {message, "m1", []string{`m1 message "Msg"`}, nil},
		"two events: none by key": {message + signal, "",
			[]string{`m1 message "Msg"`, "g1 signal `Sig-${x}`"}, nil},
		"timer":     {message + timer, "t1", []string{`m1 message "Msg"`, `t1 timeCycle "R/PT1H" repeats`}, nil},
		"condition": {when, "c1", []string{"c1 conditional `${a}` of v on 111"}, nil},
		"instances listen to other things": {`<startEvent id="s"/>` + message + inner, "s",
			[]string{`m1 message "Msg"`}, []string{"begin signal `Sig-${x}`"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := build(t, head+roots+`<process id="p" isExecutable="true">`+test.content+`</process>`+tail, program.Options{})
			if got := idText(p, p.Activities[program.Root].Initial); got != test.initial {
				t.Errorf("initial is %q, want %q", got, test.initial)
			}
			var starts, instances []string
			for _, s := range p.StartSubscriptions {
				starts = append(starts, subscriptionText(p, s))
			}
			for _, s := range p.StartTimers {
				starts = append(starts, timerText(p, s))
			}
			if d := p.Activities[program.Root].Declarations; d != nil {
				for _, s := range d.Subscriptions {
					instances = append(instances, subscriptionText(p, s))
				}
			}
			if diff := cmp.Diff(test.starts, starts); diff != "" {
				t.Errorf("starts: -want +got\n%s", diff)
			}
			if diff := cmp.Diff(test.instances, instances); diff != "" {
				t.Errorf("instances listen to: -want +got\n%s", diff)
			}
		})
	}
}

// TestOrder sees the orders that decide what an engine does first. They were
// verified with Camunda 7.24.
func TestOrder(t *testing.T) {
	t.Parallel()
	catch := func(id string) string {
		return `<intermediateCatchEvent id="` + id + `"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>`
	}
	boundary := func(id string) string {
		return `<boundaryEvent id="` + id + `" attachedToRef="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`
	}
	p := build(t, inProcess(boundary("late")+boundary("b1")+catch("zz")+catch("wait")+`<endEvent id="end"/><task id="t"/>`+boundary("b2")+catch("a")+
		`<userTask id="undo" isForCompensation="true"/><parallelGateway id="g"/>`), program.Options{})
	root := &p.Activities[program.Root]
	if got, want := idsText(p, root.Children), "[s t g zz a wait end late b1 b2 undo]"; got != want {
		t.Errorf("children %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(ids(p)), "[p s late b1 zz wait end t b2 a undo g]"; got != want {
		t.Errorf("activities %s, want %s", got, want)
	}
	host, _ := p.ActivityByID("t")
	var timers []string
	for _, x := range p.Activities[host].Declarations.Timers {
		timers = append(timers, idText(p, x.Activity))
	}
	if got, want := fmt.Sprint(timers), "[b2 late b1]"; got != want {
		t.Errorf("timers %s, want %s", got, want)
	}
}

// TestErrorHandlers sees who is asked first: event sub-processes before
// boundary events, with a code before without. The order was verified with
// Camunda 7.24.
func TestErrorHandlers(t *testing.T) {
	t.Parallel()
	on := func(id, ref string) string {
		return `<subProcess id="` + id + `" triggeredByEvent="true"><startEvent id="` + id + `-begin"><errorEventDefinition` + ref + `/></startEvent></subProcess>`
	}
	boundary := func(id, ref string) string {
		return `<boundaryEvent id="` + id + `" attachedToRef="sub"><errorEventDefinition` + ref + `/></boundaryEvent>`
	}
	const coded, other = ` errorRef="err"`, ` errorRef="E2"`
	p := build(t, inProcess(boundary("b-any", "")+boundary("b-code", coded)+boundary("b-other", other)+
		`<subProcess id="sub"><startEvent id="i"/>`+on("e-any", "")+on("e-code", coded)+on("e-other", other)+`</subProcess>`), program.Options{})
	sub, _ := p.ActivityByID("sub")
	var order, caught []string
	for i := range p.Activities[sub].Declarations.Errors {
		h := &p.Activities[sub].Declarations.Errors[i]
		order = append(order, idText(p, h.Handler))
		if h.Catches("E1") {
			caught = append(caught, idText(p, h.Handler))
		}
	}
	if got, want := fmt.Sprint(order), "[e-code e-other e-any b-code b-other b-any]"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(caught), "[e-code e-any b-code b-any]"; got != want {
		t.Errorf("E1 is caught by %s, want %s", got, want)
	}
}

func TestCatches(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		handler program.ErrorHandler
		code    string
		want    bool
	}{
		{program.ErrorHandler{Code: "E1"}, "E1", true},
		{program.ErrorHandler{Code: "E1"}, "E2", false},
		{program.ErrorHandler{CatchesAll: true}, "E2", true},
		{program.ErrorHandler{CatchesAll: true}, "", true},
		{program.ErrorHandler{Code: ""}, "", false},
	} {
		if got := test.handler.Catches(test.code); got != test.want {
			t.Errorf("%+v catches %q: %t", test.handler, test.code, got)
		}
	}
	any, coded := program.EscalationHandler{}, program.EscalationHandler{Code: "C1"}
	if !any.Catches("C1") || !any.Catches("") || !coded.Catches("C1") || coded.Catches("C2") {
		t.Error("escalations: an empty code catches all, any other its own")
	}
}

func TestReacts(t *testing.T) {
	t.Parallel()
	p := build(t, inProcess(`<intermediateCatchEvent id="all"><conditionalEventDefinition><condition xsi:type="tFormalExpression">${a}</condition></conditionalEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="some"><conditionalEventDefinition camunda:variableName="v" camunda:variableEvents="create,update"><condition xsi:type="tFormalExpression">${a}</condition></conditionalEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="message"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>`), program.Options{})
	if !p.HasConditionalEvents {
		t.Error("the process has conditional events")
	}
	for _, test := range []struct {
		id, variable string
		event        program.VariableEvents
		want         bool
	}{
		{"all", "x", program.VariableDeleted, true},
		{"some", "v", program.VariableCreated, true},
		{"some", "v", program.VariableDeleted, false},
		{"some", "w", program.VariableCreated, false},
		{"message", "v", program.VariableCreated, false},
	} {
		a, _ := p.ActivityByID(test.id)
		if got := p.Activities[a].Subscription.Reacts(test.variable, test.event); got != test.want {
			t.Errorf("%s reacts to %03b of %s: %t", test.id, test.event, test.variable, got)
		}
	}
}

// TestLinks sees that a link leads to the first of its name in the file, and
// nowhere from another scope.
func TestLinks(t *testing.T) {
	t.Parallel()
	link := func(kind, id string) string {
		return `<` + kind + ` id="` + id + `"><linkEventDefinition name="x"/></` + kind + `>`
	}
	p := build(t, inProcess(`<sequenceFlow id="f" sourceRef="s" targetRef="off"/>`+link("intermediateThrowEvent", "off")+
		link("intermediateCatchEvent", "on")+link("intermediateCatchEvent", "again")+
		`<subProcess id="sub"><startEvent id="i"/><sequenceFlow id="g" sourceRef="i" targetRef="off2"/>`+link("intermediateThrowEvent", "off2")+`</subProcess>`), program.Options{})
	want(t, p, "f: s→on, link")
	if _, ok := p.FlowByID("g"); ok {
		t.Error("g leads out of its sub-process")
	}
	if f, _ := p.FlowByID("f"); p.Definitions.Elements[p.Flows[f].Link].Base().ID != "off" {
		t.Error("the link of f is not off")
	}
}

func TestGatewayFlows(t *testing.T) {
	t.Parallel()
	p := build(t, inProcess(`<eventBasedGateway id="g"/><task id="t"/>
<intermediateCatchEvent id="x"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
<sequenceFlow id="f" sourceRef="g" targetRef="x"/><sequenceFlow id="on" sourceRef="x" targetRef="t"/>`), program.Options{})
	if len(p.GatewayFlows) != 1 || p.GatewayFlows[0].ID != "f" || idText(p, p.GatewayFlows[0].Gateway) != "g" || idText(p, p.GatewayFlows[0].Event) != "x" {
		t.Errorf("flows of the gateway: %+v", p.GatewayFlows)
	}
	if _, ok := p.FlowByID("f"); ok {
		t.Error("a token could take f")
	}
	want(t, p, "on: x→t")
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	p := build(t, inProcess(`<subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="i"/><task id="t"/><sequenceFlow id="f" sourceRef="i" targetRef="t"/></subProcess>`), program.Options{})
	at := func(id string) program.ActivityID {
		a, ok := p.ActivityByID(id)
		if !ok {
			t.Fatalf("no activity %s", id)
		}
		return a
	}
	sub, body, task := at("sub"), at("sub#multiInstanceBody"), at("t")
	if p.Body(sub) != body || p.Body(body) != program.None || p.Body(task) != program.None {
		t.Error("the body is that of the inner activity only")
	}
	for _, scope := range []program.ActivityID{program.Root, body, sub} {
		if !p.Contains(scope, task) {
			t.Errorf("%s contains t", p.Activities[scope].ID)
		}
	}
	if p.Contains(task, task) || p.Contains(sub, body) {
		t.Error("nothing contains itself or what is around it")
	}
	if n := p.FlowNode(body); n == nil || n.ID != "sub" {
		t.Error("the element of the body is the sub-process")
	}
	if p.FlowNode(program.Root) != nil {
		t.Error("the process is no flow node")
	}
	if f, _ := p.FlowByID("f"); p.SequenceFlow(f) == nil || p.SequenceFlow(f).ID != "f" {
		t.Error("the element of f is f")
	}
}

func TestSkipped(t *testing.T) {
	t.Parallel()
	p := build(t, inProcess(`<adHocSubProcess id="skipped"><task id="within"/></adHocSubProcess><complexGateway id="g"/><task id="t"/>
<intermediateThrowEvent id="off"><linkEventDefinition name="x"/></intermediateThrowEvent>
<sequenceFlow id="f" sourceRef="s" targetRef="skipped"/><sequenceFlow id="h" sourceRef="s" targetRef="t"/>`), program.Options{})
	if got, want := fmt.Sprint(ids(p)), "[p s t]"; got != want {
		t.Errorf("activities %s, want %s", got, want)
	}
	if len(p.Flows) != 1 {
		t.Errorf("%d flows, want that to t only", len(p.Flows))
	}
}

// TestRefused sees that what an engine would refuse is left out or empty.
func TestRefused(t *testing.T) {
	t.Parallel()
	p := build(t, inProcess(`<serviceTask id="x"/><serviceTask id="bad" camunda:expression="${a.b(}"/><boundaryEvent id="b" attachedToRef="nothing"><errorEventDefinition/></boundaryEvent>
<receiveTask id="r" messageRef="none"/><subProcess id="sub"/><sequenceFlow id="f" sourceRef="s" targetRef="nothing"/><endEvent id="e"><cancelEventDefinition/></endEvent>
<task id="t"><multiInstanceLoopCharacteristics/></task>`), program.Options{})
	want(t, p,
		"x: serviceTask, none",
		"b: boundaryError, boundary, cancels event scope",
		`r: receiveTask, receive task, scope, event scope=r, events=[r], listens=r message ""`,
		"sub: subProcess, sub-process, scope",
		"e: cancelEndEvent, cancel end, interrupts flow scope, scope",
	)
	bad, _ := p.ActivityByID("bad")
	e := p.Activities[bad].Service.Expression
	if _, failure := e.Evaluate(nil); e.IsConstant() || e.JUEL() != nil || failure == nil || !strings.Contains(failure.Message, "syntax error") {
		t.Errorf("an expression that does not parse fails when it is evaluated: %v", failure)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	connected := inProcess(`<serviceTask id="t" camunda:expression="${x}"><extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>
<camunda:inputOutput><camunda:inputParameter name="url">${url}</camunda:inputParameter></camunda:inputOutput></camunda:connector></extensionElements></serviceTask>`)
	want(t, build(t, connected, program.Options{Connect: true}), "t: serviceTask, connector, connector=http-connector, connector mapping=in url=`${url}`")
	want(t, build(t, connected, program.Options{}), "t: serviceTask, expression, expression `${x}`")

	form := inProcess(`<userTask id="u" camunda:formRef="f" camunda:formRefBinding="latest"/>`)
	want(t, build(t, form, program.Options{}), `u: userTask, user task, form, ref="f" latest`)
	want(t, build(t, form, program.Options{Platform: platform.Platform{Product: platform.Camunda, Major: 7, Minor: 13}}), "u: userTask, user task")

	activiti := strings.ReplaceAll(inProcess(`<serviceTask id="t" camunda:class="a.B"/>`), "http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn")
	want(t, build(t, activiti, program.Options{}), "t: serviceTask, class, class a.B")
	want(t, build(t, activiti, program.Options{Platform: platform.Latest(platform.Operaton)}), "t: serviceTask, none")
}

// variables resolves names for expressions.
type variables map[string]any

func (v variables) Variable(name string) (any, bool) { value, ok := v[name]; return value, ok }
func (variables) Function(string, []any) (any, bool) { return nil, false }

func TestExpression(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text     string
		constant bool
		value    any
	}{
		{"plain", true, "plain"},
		{"{x}", true, "{x}"},
		{`\${x}`, false, "${x}"},
		{"${x + 1}", false, int64(3)},
		{"a#{x}b", false, "a2b"},
	} {
		p := build(t, inProcess(`<userTask id="u" camunda:assignee="`+test.text+`"/>`), program.Options{})
		a, _ := p.ActivityByID("u")
		e := p.Activities[a].UserTask.Assignee
		value, failure := e.Evaluate(variables{"x": int64(2)})
		if failure != nil || value != test.value || e.IsConstant() != test.constant {
			t.Errorf("%s is %v (constant %t), %v", test.text, value, e.IsConstant(), failure)
		}
	}
	var _ juel.Resolver = variables{}
}

// TestNames sees that names which people and reports use are there for all.
func TestNames(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for b := program.ProcessBehavior; b.String() != program.NoBehavior.String() && b <= program.EventBasedGatewayBehavior; b++ {
		if b.String() == "" || seen[b.String()] || b != program.ProcessBehavior && !strings.HasSuffix(b.Class(), "Behavior") {
			t.Errorf("behavior %d is %q, class %q", b, b, b.Class())
		}
		seen[b.String()] = true
	}
	if len(seen) != int(program.EventBasedGatewayBehavior) {
		t.Errorf("%d behaviors have names", len(seen))
	}
	out := slices.Collect(func(yield func(string) bool) {
		for _, s := range []fmt.Stringer{
			program.TimeDate, program.TimeCycle, program.TimeDuration, program.MessageSubscription, program.SignalSubscription, program.ConditionalSubscription,
			program.LatestBinding, program.VersionTagBinding, program.ResultList, program.CollectEntries, program.ScriptImplementation,
		} {
			if !yield(s.String()) {
				return
			}
		}
	})
	want := []string{"timeDate", "timeCycle", "timeDuration", "message", "signal", "conditional", "latest", "versionTag", "resultList", "collectEntries", "script"}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
