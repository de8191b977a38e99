package program

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Options says which engine the processes are for.
type Options struct {
	// Platform is the engine; the zero value stands for Camunda 7.24.
	Platform platform.Platform
	// Connect says that the Connect plug-in is there: connectors run. Without
	// it the engine does not see them.
	Connect bool
}

// Build returns the executable processes of a file that an engine has deployed,
// or would deploy, in document order; processes that are not executable, or
// have no id, are none.
func Build(d *bpmn.Definitions, o Options) []*Process {
	if o.Platform == (platform.Platform{}) {
		o.Platform = platform.Latest(platform.Camunda)
	}
	var spaces namespaces
	spaces.first, spaces.fallback = o.Platform.ExtensionNamespaces()
	var out []*Process
	var links map[string]*bpmn.FlowNode
	for _, pr := range d.Processes {
		if !isExecutable(pr) {
			continue
		}
		if links == nil {
			links = catchingLinks(d)
		}
		b := &builder{namespaces: spaces, Options: o, d: d, links: links}
		out = append(out, b.process(pr))
	}
	return out
}

func isExecutable(pr *bpmn.Process) bool {
	return pr.ID != "" && strings.EqualFold(word(pr.XML, "isExecutable"), "true")
}

// catchingLinks returns the catching links of the file's executable processes
// by name: the names are not those of one process or scope.
func catchingLinks(d *bpmn.Definitions) map[string]*bpmn.FlowNode {
	links := map[string]*bpmn.FlowNode{}
	for n := range d.FlowNodes() {
		if n.Type != bpmn.IntermediateCatchEvent || !isExecutable(n.Scope.Process) {
			continue
		}
		x := firstOf(n.XML, catchDefinitions[:])
		if x == nil || x.Local != "linkEventDefinition" {
			continue
		}
		name := text(x, "name")
		if _, taken := links[name]; !taken {
			links[name] = n
		}
	}
	return links
}

// builder makes one process.
type builder struct {
	namespaces
	Options
	d     *bpmn.Definitions
	p     *Process
	links map[string]*bpmn.FlowNode // catching links by name

	// ids are the activities of the elements, and begin is the place of the
	// first element in the process; inner activities, not bodies.
	ids   []ActivityID
	begin int
	// flows are the places of the sequence flows.
	flows []int

	// lists is the array that the lists of activities share.
	lists     []ActivityID
	flowLists []FlowID

	expressions   arena[Expression]
	declarations  arena[Declarations]
	timers        arena[Timer]
	subscriptions arena[Subscription]
	throws        arena[Throw]
	conditions    arena[Condition]
}

// arena makes values side by side, so that a process costs few allocations.
type arena[T any] struct{ free []T }

func (a *arena[T]) new() *T {
	if len(a.free) == 0 {
		a.free = make([]T, 16)
	}
	v := &a.free[0]
	a.free = a.free[1:]
	return v
}

func (b *builder) process(pr *bpmn.Process) *Process {
	x := pr.XML
	b.p = &Process{
		Key: pr.ID, Name: pr.Name,
		Category:              b.d.TargetNamespace,
		VersionTag:            b.value(x, "versionTag"),
		HistoryTimeToLive:     days(b.value(x, "historyTimeToLive")),
		IsStartableInTasklist: true,
		JobPriority:           b.optional(b.attr(x, "jobPriority")),
		TaskPriority:          b.optional(b.attr(x, "taskPriority")),
		Definitions:           b.d,
		Element:               pr,
	}
	if a := b.attr(x, "isStartableInTasklist"); a != nil {
		b.p.IsStartableInTasklist = strings.EqualFold(a.Value, "true")
	}
	b.number(pr)
	root := b.activity(Root)
	*root = Activity{ID: pr.ID, Name: pr.Name, Behavior: ProcessBehavior, IsScope: true, IsSubProcess: true,
		FlowScope: None, EventScope: None, Initial: None, CompensationHandler: None, CompensationBoundary: None, Default: NoFlow,
		Element: pr.Index}
	b.scope(&pr.Scope, Root)
	b.starters(x)
	b.sequenceFlows()
	b.finish()
	return b.p
}

// number gives the activities their places, in document order, and collects
// the sequence flows.
func (b *builder) number(pr *bpmn.Process) {
	b.begin = pr.Index + 1
	end := b.begin
	for end < len(b.d.Elements) && b.d.Elements[end].Base().XML.Tag.Start < pr.XML.End.End {
		end++
	}
	b.ids = make([]ActivityID, end-b.begin)
	next, flows := Root+1, 0
	for i := range b.ids {
		b.ids[i] = None
		switch n := b.d.Elements[b.begin+i].(type) {
		case *bpmn.FlowNode:
			if !b.isActivity(n) {
				continue
			}
			if multiInstance(n) != nil {
				next++
			}
			b.ids[i] = next
			next++
		case *bpmn.SequenceFlow:
			flows++
		}
	}
	b.p.Activities = make([]Activity, next)
	b.p.activities = make(map[string]ActivityID, next)
	b.lists = make([]ActivityID, 3*next)
	b.flows = make([]int, 0, flows)
	b.flowLists = make([]FlowID, 2*flows)
	for i := range b.ids {
		if _, ok := b.d.Elements[b.begin+i].(*bpmn.SequenceFlow); ok {
			b.flows = append(b.flows, b.begin+i)
		}
	}
}

// isActivity reports whether the engine makes an activity of a flow node.
func (b *builder) isActivity(n *bpmn.FlowNode) bool {
	if owner, ok := n.Scope.Owner.(*bpmn.FlowNode); ok && b.idOf(owner) == None {
		return false
	}
	switch n.Type {
	case bpmn.StartEvent, bpmn.EndEvent, bpmn.BoundaryEvent, bpmn.IntermediateCatchEvent:
		return true
	case bpmn.IntermediateThrowEvent:
		return child(n.XML, "linkEventDefinition") == nil
	case bpmn.AdHocSubProcess, bpmn.ComplexGateway:
		return false
	}
	return n.Type.IsActivity() || n.Type.IsGateway()
}

// multiInstance returns the loop characteristics of a multi-instance activity,
// nil for every other flow node.
func multiInstance(n *bpmn.FlowNode) *xmltree.Element {
	if n.Loop == nil || !n.Type.IsActivity() {
		return nil
	}
	return child(n.XML, "multiInstanceLoopCharacteristics")
}

func (b *builder) activity(a ActivityID) *Activity { return &b.p.Activities[a] }

// idOf returns the activity of a flow node, None if it has none.
func (b *builder) idOf(n *bpmn.FlowNode) ActivityID {
	if n == nil || n.Index < b.begin || n.Index >= b.begin+len(b.ids) {
		return None
	}
	return b.ids[n.Index-b.begin]
}

// create takes an activity in.
func (b *builder) create(n *bpmn.FlowNode, id ActivityID, scope ActivityID) *Activity {
	a := b.activity(id)
	*a = Activity{
		ID: n.ID, Name: n.Name, Type: Type(n.Type),
		FlowScope: scope, EventScope: None, Initial: None, CompensationHandler: None, CompensationBoundary: None,
		Default: NoFlow, DefaultRef: word(n.XML, "default"),
		Exclusive:             true,
		IsCompensationHandler: isHandler(n),
		JobPriority:           b.optional(b.attr(n.XML, "jobPriority")),
		Element:               n.Index,
	}
	b.contain(scope, id)
	return a
}

func (b *builder) contain(scope, id ActivityID) {
	if s := b.activity(scope); s.Children == nil {
		s.Children = b.list(b.content(scope))
	}
	b.activity(scope).Children = append(b.activity(scope).Children, id)
	if _, taken := b.p.activities[b.activity(id).ID]; !taken && b.activity(id).ID != "" {
		b.p.activities[b.activity(id).ID] = id
	}
}

// content estimates how many children a scope has.
func (b *builder) content(scope ActivityID) int {
	if scope == Root {
		return len(b.p.Element.FlowNodes)
	}
	if n := b.p.FlowNode(scope); n != nil && n.Content != nil && !b.activity(scope).Behavior.IsMultiInstance() {
		return len(n.Content.FlowNodes)
	}
	return 1
}

// list returns room for a list; one that grows beyond it moves away.
func (b *builder) list(n int) []ActivityID {
	if n > len(b.lists) {
		return make([]ActivityID, 0, n)
	}
	out := b.lists[:0:n]
	b.lists = b.lists[n:]
	return out
}

// isHandler reports whether a flow node compensates another.
func isHandler(n *bpmn.FlowNode) bool {
	return n.IsForCompensation && strings.EqualFold(word(n.XML, "isForCompensation"), "true")
}

// asynchronous takes in the jobs before and after an activity. Those of a
// multi-instance activity belong to the body, unless it is a handler, and
// those of the instances stand at the loop characteristics.
func (b *builder) asynchronous(n *bpmn.FlowNode, a *Activity) {
	if body := b.activity(a.FlowScope); body.Behavior.IsMultiInstance() && !a.IsCompensationHandler {
		b.async(n.XML, body)
		if loop := multiInstance(n); loop != nil {
			b.async(loop, a)
		}
		return
	}
	b.async(n.XML, a)
}

func (b *builder) async(x *xmltree.Element, a *Activity) {
	a.AsyncBefore = b.isTrue(x, "async") || b.isTrue(x, "asyncBefore")
	a.AsyncAfter = b.isTrue(x, "asyncAfter")
	if e := b.attr(x, "exclusive"); e != nil {
		a.Exclusive = e.Value == "true"
	}
}

// foxNamespace is that of retry cycles in models of the engine's first days.
const foxNamespace = "http://www.camunda.com/fox"

// retryCycle takes in the retry cycle that stands at an element.
func (b *builder) retryCycle(x *xmltree.Element, a *Activity) {
	ext := extensionElements(x)
	if ext == nil {
		return
	}
	c := ext.Child(foxNamespace, "failedJobRetryTimeCycle")
	if c == nil {
		c = b.child(ext, "failedJobRetryTimeCycle")
	}
	if c != nil && c.Text() != "" {
		a.RetryCycle = b.expression(c.Text())
	}
}

// activityRetryCycle takes in the retry cycle of an activity that has a job.
// That of a multi-instance activity belongs to the body, and that of the
// instances stands at the loop characteristics.
func (b *builder) activityRetryCycle(n *bpmn.FlowNode, a *Activity) {
	isAsync := a.AsyncBefore || a.AsyncAfter
	body := b.activity(a.FlowScope)
	if !body.Behavior.IsMultiInstance() {
		if isAsync {
			b.retryCycle(n.XML, a)
		}
		return
	}
	if body.AsyncBefore || body.AsyncAfter {
		b.retryCycle(n.XML, body)
	}
	if loop := multiInstance(n); loop != nil && isAsync {
		b.retryCycle(loop, a)
	}
}

// starters takes in who may start instances.
func (b *builder) starters(x *xmltree.Element) {
	if ext := extensionElements(x); ext != nil {
		for _, c := range b.children(ext, "potentialStarter") {
			users, groups := b.owners(c)
			b.p.StarterUsers = append(b.p.StarterUsers, users...)
			b.p.StarterGroups = append(b.p.StarterGroups, groups...)
		}
	}
	b.p.StarterUsers = append(b.p.StarterUsers, b.expressionList(b.value(x, "candidateStarterUsers"))...)
	b.p.StarterGroups = append(b.p.StarterGroups, b.expressionList(b.value(x, "candidateStarterGroups"))...)
}

// days reads a history time to live: a number, or P‹number›D; -1 for none.
func days(s string) int {
	if inner, ok := strings.CutPrefix(s, "P"); ok {
		s = strings.TrimSuffix(inner, "D")
	}
	if n, err := strconv.ParseInt(s, 10, 32); err == nil && n >= 0 {
		return int(n)
	}
	return -1
}

// finish makes what refers to activities and flows that come later.
func (b *builder) finish() {
	p := b.p
	for i := range p.Activities {
		a := &p.Activities[i]
		if a.DefaultRef != "" {
			for _, f := range a.Outgoing {
				if p.Flows[f].ID == a.DefaultRef {
					a.Default = f
				}
			}
		}
		if a.Throw != nil && a.Behavior == ThrowCompensationBehavior {
			a.Throw.Compensate = b.compensated(a.Throw.ActivityRef)
		}
		if a.EventScope != None {
			s := b.activity(a.EventScope)
			s.EventActivities = append(s.EventActivities, ActivityID(i))
		}
		if d := a.Declarations; d != nil {
			hashOrder(d.Timers, func(t *Timer) string { return p.Activities[t.Activity].ID })
			hashOrder(d.Subscriptions, func(s *Subscription) string { return p.Activities[s.Activity].ID })
		}
	}
	b.startSubscriptions()
}

// startSubscriptions takes what starts instances from what an instance listens
// to.
func (b *builder) startSubscriptions() {
	d := b.activity(Root).Declarations
	if d == nil {
		return
	}
	var own []*Subscription
	for _, s := range d.Subscriptions {
		if b.activity(s.Activity).FlowScope == Root {
			b.p.StartSubscriptions = append(b.p.StartSubscriptions, s)
		} else {
			own = append(own, s)
		}
	}
	d.Subscriptions = own
	if d.isEmpty() {
		b.activity(Root).Declarations = nil
	}
}

// compensated returns the activity whose subscriptions a compensation of one
// activity is for.
func (b *builder) compensated(ref string) ActivityID {
	id, ok := b.p.activities[ref]
	if ref == "" || !ok {
		return None
	}
	a := b.activity(id)
	if a.IsMultiInstance {
		return a.FlowScope
	}
	if a.CompensationHandler != None {
		return a.CompensationHandler
	}
	return id
}
