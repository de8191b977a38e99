package program_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// checkInvariants sees whether the tables agree with each other as the
// documentation of the package says, for whatever model.
func checkInvariants(t *testing.T, p *program.Process) {
	t.Helper()
	is := func(ok bool, a program.ActivityID, what string) {
		t.Helper()
		if !ok {
			t.Errorf("%s: process %q, activity %d %q: %s", p.Definitions.File.Path, p.Key, a, p.Activities[a].ID, what)
		}
	}
	is(p.Activities[program.Root].FlowScope == program.None && p.Activities[program.Root].Behavior == program.ProcessBehavior, program.Root, "is the process")
	for i := range p.Activities {
		id := program.ActivityID(i)
		checkPlace(p, id, is)
		checkFlows(p, id, is)
		checkEvents(p, id, is)
		checkParameters(&p.Activities[i], func(ok bool, what string) { t.Helper(); is(ok, id, what) })
	}
	for i := range p.Flows {
		f := &p.Flows[i]
		is(p.Activities[f.Source].FlowScope == p.Activities[f.Target].FlowScope, f.Source, "has a flow out of its scope")
		is(i == 0 || p.Flows[i-1].Element < f.Element, f.Source, "has a flow out of order")
		is(p.SequenceFlow(program.FlowID(i)) != nil, f.Source, "has a flow without element")
	}
	for _, s := range p.StartSubscriptions {
		is(p.Activities[s.Activity].FlowScope == program.Root && p.Activities[s.Activity].Subscription == s, s.Activity, "starts instances and is no start event")
	}
	for _, s := range p.StartTimers {
		is(p.Activities[s.Activity].FlowScope == program.Root && p.Activities[s.Activity].Timer == s, s.Activity, "starts instances and is no start event")
	}
}

// checkPlace is about containers, bodies and order.
func checkPlace(p *program.Process, id program.ActivityID, is func(bool, program.ActivityID, string)) {
	a := &p.Activities[id]
	children := map[program.ActivityID]bool{}
	for _, c := range a.Children {
		is(p.Activities[c].FlowScope == id && !children[c], c, "is the child of another activity, or twice")
		children[c] = true
	}
	if a.Initial != program.None {
		is(children[a.Initial], id, "begins with what it does not contain")
	}
	if a.Behavior.IsMultiInstance() {
		is(len(a.Children) > 0 && a.Children[0] == id+1 && p.Activities[id+1].IsMultiInstance, id, "has no inner activity behind it")
	}
	if id == program.Root {
		return
	}
	scope := &p.Activities[a.FlowScope]
	is(a.FlowScope < id || a.IsCompensationHandler && scope.Behavior.IsMultiInstance(), id, "stands before its container")
	is(slices.Contains(scope.Children, id), id, "is no child of its container")
	is(p.FlowNode(id) != nil, id, "has no element")
	before := p.Activities[id-1].Element
	if a.IsMultiInstance {
		is(a.FlowScope == id-1 && p.Activities[id-1].Behavior.IsMultiInstance() && before == a.Element, id, "is not directly behind its body")
	} else {
		is(before < a.Element, id, "is out of order")
	}
	first, ok := p.ActivityByID(a.ID)
	is(a.ID == "" || ok && p.Activities[first].ID == a.ID, id, "is not found by its id")
}

// checkFlows is about the flows of an activity.
func checkFlows(p *program.Process, id program.ActivityID, is func(bool, program.ActivityID, string)) {
	a := &p.Activities[id]
	count := [2]int{}
	for i := range p.Flows {
		if p.Flows[i].Source == id {
			count[0]++
		}
		if p.Flows[i].Target == id {
			count[1]++
		}
	}
	is(count == [2]int{len(a.Outgoing), len(a.Incoming)}, id, "has other flows than lead from and to it")
	is(slices.IsSorted(a.Outgoing) && slices.IsSorted(a.Incoming), id, "has flows out of order")
	for _, f := range a.Outgoing {
		is(p.Flows[f].Source == id, id, "has a flow that leads from elsewhere")
	}
	for _, f := range a.Incoming {
		is(p.Flows[f].Target == id, id, "has a flow that leads elsewhere")
	}
	if a.Default != program.NoFlow {
		is(slices.Contains(a.Outgoing, a.Default) && p.Flows[a.Default].ID == a.DefaultRef, id, "has a default flow that is none of its flows")
	}
}

// checkEvents is about what an activity listens to.
func checkEvents(p *program.Process, id program.ActivityID, is func(bool, program.ActivityID, string)) {
	a := &p.Activities[id]
	is(slices.IsSorted(a.EventActivities), id, "has events out of order")
	for _, e := range a.EventActivities {
		is(p.Activities[e].EventScope == id, e, "is the event of another scope")
	}
	if a.EventScope != program.None {
		is(slices.Contains(p.Activities[a.EventScope].EventActivities, id), id, "is no event of its event scope")
	}
	if h := a.CompensationHandler; h != program.None {
		is(p.Activities[h].IsCompensationHandler, h, "compensates and is no handler")
	}
	d := a.Declarations
	if d == nil {
		return
	}
	is(a.IsScope, id, "listens and is no scope")
	is(len(d.Timers)+len(d.Subscriptions)+len(d.Errors)+len(d.Escalations)+len(d.Variables) > 0, id, "declares nothing")
	for _, x := range d.Timers {
		e := &p.Activities[x.Activity]
		is(e.Timer == x && e.EventScope == id && x.Value != nil, x.Activity, "is not the event of a timer")
	}
	for _, x := range d.Subscriptions {
		e := &p.Activities[x.Activity]
		is(e.Subscription == x && e.EventScope == id, x.Activity, "is not the event of a subscription")
		is(x.Kind == program.ConditionalSubscription || x.Name != nil, x.Activity, "has a subscription without name")
	}
	boundaries := false
	for i := range d.Errors {
		h := &p.Activities[d.Errors[i].Handler]
		is(h.EventScope == id, d.Errors[i].Handler, "handles errors of another scope")
		is(h.TriggeredByEvent != (h.Type == program.ErrorBoundaryType), d.Errors[i].Handler, "handles errors and is neither of the two kinds")
		is(!boundaries || !h.TriggeredByEvent, d.Errors[i].Handler, "is asked behind a boundary event")
		boundaries = boundaries || !h.TriggeredByEvent
	}
	for i := range d.Escalations {
		is(p.Activities[d.Escalations[i].Handler].EventScope == id, d.Escalations[i].Handler, "handles escalations of another scope")
	}
}

// checkParameters sees that what belongs to the behavior is there, and nothing
// else.
func checkParameters(a *program.Activity, is func(bool, string)) {
	const (
		userTask = 1 << iota
		service
		externalTask
		script
		decision
		call
		multiInstance
		throw
	)
	want := map[program.Behavior]int{
		program.UserTaskBehavior: userTask, program.ScriptTaskBehavior: script, program.ExternalTaskBehavior: externalTask,
		program.ClassBehavior: service, program.DelegateExpressionBehavior: service, program.ExpressionBehavior: service,
		program.MailBehavior: service, program.ShellBehavior: service, program.ConnectorBehavior: service,
		program.DecisionBehavior: decision, program.CallBehavior: call, program.CaseCallBehavior: call,
		program.ParallelMultiInstanceBehavior: multiInstance, program.SequentialMultiInstanceBehavior: multiInstance,
		program.ErrorEndBehavior: throw, program.CancelEndBehavior: throw, program.ThrowSignalBehavior: throw,
		program.ThrowEscalationBehavior: throw, program.ThrowCompensationBehavior: throw,
	}[a.Behavior]
	got := 0
	for i, is := range [...]bool{
		a.UserTask != nil, a.Service != nil, a.ExternalTask != nil, a.Script != nil,
		a.Decision != nil, a.Call != nil, a.MultiInstance != nil, a.Throw != nil,
	} {
		if is {
			got |= 1 << i
		}
	}
	is(got == want, "has other parameters than its behavior "+a.Behavior.String()+" asks for")
	is(a.Call == nil || a.Call.Key != nil, "calls without a key")
	is(a.ExternalTask == nil || a.ExternalTask.Topic != nil, "has no topic")
}

// corpus returns the paths of all models of the shared corpus.
func corpus(t *testing.T) []string {
	t.Helper()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	root := filepath.Join(shared, "corpus")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("SKIPPED: no corpus at %s: set BPMNLINT_SHARED to the folder that holds it", root)
	}
	var paths []string
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".bpmn") || strings.HasSuffix(path, ".bpmn20.xml") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("no model under %s: %v", root, err)
	}
	return paths
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	processes := 0
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := bpmn.Parse(source.New(path, data), bpmn.Options{})
		if d == nil {
			continue
		}
		for _, p := range program.Build(d, program.Options{Connect: true}) {
			checkInvariants(t, p)
			processes++
		}
	}
	if processes == 0 {
		t.Error("no process in the corpus")
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(inProcess(`<task id="t"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>`), true)
	f.Add(inProcess(`<subProcess id="sub" triggeredByEvent="true"><startEvent id="i"><errorEventDefinition errorRef="err"/></startEvent></subProcess><boundaryEvent id="b" attachedToRef="sub"/>`), false)
	f.Add(inProcess(`<userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>`+
		`<boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="a" sourceRef="b" targetRef="undo"/>`), true)
	f.Add(inProcess(`<eventBasedGateway id="g"/><intermediateCatchEvent id="c"><timerEventDefinition/></intermediateCatchEvent><sequenceFlow id="f" sourceRef="g" targetRef="c"/>`), false)
	f.Add(inProcess(`<transaction id="tx"><startEvent id="i"/><endEvent id="e"><cancelEventDefinition/></endEvent></transaction><boundaryEvent id="b" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>`), true)
	f.Add(inProcess(`<task id="t"><extensionElements><camunda:inputOutput><camunda:inputParameter name="a"><camunda:map><camunda:entry key="k">${x}</camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput></extensionElements></task>`), false)
	f.Add(inProcess(`<adHocSubProcess id="x"><startEvent id="i"/></adHocSubProcess><boundaryEvent id="b" attachedToRef="i"><messageEventDefinition messageRef="m"/></boundaryEvent>`), true)
	f.Fuzz(func(t *testing.T, text string, other bool) {
		d, _ := bpmn.Parse(source.New("model.bpmn", []byte(text)), bpmn.Options{XML: xmltree.Options{MaxBytes: 1 << 16}})
		if d == nil {
			return
		}
		o := program.Options{Connect: other}
		if other {
			o.Platform = platform.Latest(platform.Operaton)
		}
		for _, p := range program.Build(d, o) {
			checkInvariants(t, p)
		}
	})
}
