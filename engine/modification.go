package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// instantiation is what is still to be entered by an instruction: scopes from
// the outside to the inside, and then an activity or a flow.
type instantiation struct {
	scopes           []program.ActivityID
	activity         program.ActivityID
	flow             program.FlowID
	variables, local []Variable
}

// ModifyInstance carries out instructions on an instance.
func (e *Engine) ModifyInstance(c ModifyInstance) error {
	return e.run("modify instance", func(t *transaction) *Error {
		in := t.instance(c.Instance.number())
		if in == nil || len(c.Instructions) == 0 && in == nil {
			return engineError("ENGINE-13036 Process instance '" + c.Instance.String() + "' cannot be modified. The process instance does not exist")
		}
		t.audit(c.Instance, "modification", "", instructionsText(c.Instructions))
		root := in.root()
		root.preserve = true
		m := modifier{t, in, cancellation{skipListeners: c.SkipListeners, skipIO: c.SkipIOMappings}}
		for i := range c.Instructions {
			if err := m.instruct(&c.Instructions[i]); err != nil {
				return err
			}
		}
		if root.first != nil {
			return nil
		}
		switch {
		case root.activity == program.None:
			return t.deletePropagated(root, m.c)
		case root.ended:
			return t.processEnd(root)
		}
		return nil
	})
}

func instructionsText(list []ModificationInstruction) string {
	s := ""
	for i := range list {
		if i > 0 {
			s += ", "
		}
		s += list[i].describe()
	}
	return s
}

// modifier carries out instructions on an instance.
type modifier struct {
	t  *transaction
	in *instance
	c  cancellation
}

// describe says what an instruction does, in the engine's words.
func (i *ModificationInstruction) describe() string {
	if i.Kind == StartBefore && i.Instance != 0 {
		return "Start before activity '" + i.Element + "' with ancestor activity instance '" + i.Instance.String() + "'"
	}
	switch i.Kind {
	case StartBefore:
		return "Start before activity '" + i.Element + "'"
	case StartAfter:
		return "Start after activity '" + i.Element + "'"
	case StartTransition:
		return "Start transition '" + i.Element + "'"
	case CancelAll:
		return "Cancel all instances of activity '" + i.Element + "'"
	case CancelActivityInstance:
		return "Cancel activity instance '" + i.Instance.String() + "'"
	}
	return "Cancel transition instance '" + i.Instance.String() + "'"
}

func (i *ModificationInstruction) failure(message, what string) *Error {
	return notValid("Cannot perform instruction: " + i.describe() + "; " + message + ": " + what + " is null")
}

func (m *modifier) instruct(i *ModificationInstruction) *Error {
	switch i.Kind {
	case StartBefore, StartAfter, StartTransition:
		return m.start(i)
	case CancelAll:
		return m.cancelAll(i)
	case CancelActivityInstance:
		x, err := m.executionOf(i, i.Instance)
		if err != nil {
			return err
		}
		return m.cancel(x)
	}
	x := m.in.execution(i.Instance.local())
	if i.Instance.Instance() != m.in.id() || x == nil {
		return i.failure("Transition instance '"+i.Instance.String()+"' does not exist", "transitionInstance")
	}
	return m.cancel(x)
}

// target finds what an instruction enters.
func (m *modifier) target(i *ModificationInstruction) (s instantiation, flowScope program.ActivityID, err *Error) {
	p := m.in.def.process
	s = instantiation{activity: program.None, flow: program.NoFlow, variables: converted(i.Variables), local: converted(i.LocalVariables)}
	missing := i.failure("Element '"+i.Element+"' does not exist in process '"+m.in.def.id+"'", "element")
	switch i.Kind {
	case StartBefore:
		a, ok := p.ActivityByID(i.Element)
		if !ok || a == program.Root {
			return s, 0, missing
		}
		if p.Activities[a].Type == program.CompensationBoundaryType {
			return s, 0, engineError("Cannot start before activity " + i.Element + "; activity is a compensation boundary event.")
		}
		s.activity = a
		return s, p.Activities[a].FlowScope, nil
	case StartAfter:
		a, ok := p.ActivityByID(i.Element)
		if !ok || a == program.Root {
			return s, 0, i.failure("Activity '"+i.Element+"' does not exist", "activity")
		}
		out := p.Activities[a].Outgoing
		switch len(out) {
		case 0:
			return s, 0, engineError("Cannot start after activity " + i.Element + "; activity has no outgoing sequence flow to take")
		case 1:
			s.flow = out[0]
			return s, p.Activities[a].FlowScope, nil
		}
		return s, 0, engineError("Cannot start after activity " + i.Element + "; activity has more than one outgoing sequence flow")
	}
	f, ok := p.FlowByID(i.Element)
	if !ok {
		return s, 0, missing
	}
	s.flow = f
	return s, p.Activities[p.Flows[f].Source].FlowScope, nil
}

// scopes maps each scope to the executions that run in it.
func (m *modifier) scopes() map[program.ActivityID][]*execution {
	out := map[program.ActivityID][]*execution{}
	add := func(s program.ActivityID, x *execution) {
		if !containsExecution(out[s], x) {
			out[s] = append(out[s], x)
		}
	}
	for _, x := range m.in.slots {
		if x.removed || x.eventScope || x.hasChildren() && !x.isThrowing() {
			continue
		}
		if x.activity == program.None {
			if x.parent == nil {
				add(program.Root, x)
			}
			continue
		}
		if x.activityInstance != noActivityInstance {
			add(x.activity, x)
		}
		pairs := m.t.mappingOf(x)
		for i, s := range pairs.scopes {
			add(s, pairs.executions[i])
		}
	}
	return out
}

// start enters an activity or takes a flow. Scopes around it that do not run
// are entered first.
func (m *modifier) start(i *ModificationInstruction) *Error {
	s, scope, err := m.target(i)
	if err != nil {
		return err
	}
	p := m.in.def.process
	running := m.scopes()
	var holder *execution
	if i.Instance != 0 {
		if holder, scope, s.scopes, err = m.ancestor(i, running, scope); err != nil {
			return err
		}
	} else {
		target := scope
		for scope != program.Root && len(running[scope]) == 0 {
			s.scopes = append(s.scopes, scope)
			scope = p.Activities[scope].FlowScope
		}
		switch len(running[scope]) {
		case 0:
			holder = m.in.root()
		case 1:
			holder = running[scope][0]
		default:
			return engineError("Ancestor activity execution is ambiguous for activity " + activityText(p, target))
		}
	}
	slices.Reverse(s.scopes)
	if p.Activities[scope].Behavior == program.SequentialMultiInstanceBehavior && holder.local(nrOfActiveInstances) != nil && holder.counter(nrOfActiveInstances) > 0 {
		return engineError("Concurrent instantiation not possible for activities in scope " + p.Activities[scope].ID)
	}
	if p.Activities[scope].Behavior == program.SequentialMultiInstanceBehavior {
		return engineError("Concurrent instantiation not possible for activities in scope " + p.Activities[scope].ID)
	}
	return m.enter(&s, scope, holder, running)
}

// activityText is how the engine prints an activity or a process.
func activityText(p *program.Process, a program.ActivityID) string {
	if a == program.Root {
		return "ProcessDefinition(" + p.Key + ")"
	}
	return "Activity(" + p.Activities[a].ID + ")"
}

// ancestor finds the execution of the activity instance within which something
// is to be started.
func (m *modifier) ancestor(i *ModificationInstruction, running map[program.ActivityID][]*execution, scope program.ActivityID) (*execution, program.ActivityID, []program.ActivityID, *Error) {
	p := m.in.def.process
	tree := m.t.tree(m.in)
	node := tree.find(i.Instance)
	if node == nil {
		return nil, 0, nil, i.failure("Ancestor activity instance '"+i.Instance.String()+"' does not exist", "ancestorInstance")
	}
	holder, err := m.scopeOf(node, running)
	if err != nil {
		return nil, 0, nil, err
	}
	at := program.Root
	if node != tree {
		at, _ = p.ActivityByID(node.Activity)
	}
	var stack []program.ActivityID
	for scope != program.Root && !(scope == at && containsExecution(running[scope], holder)) {
		stack = append(stack, scope)
		scope = p.Activities[scope].FlowScope
	}
	if !containsExecution(running[scope], holder) {
		return nil, 0, nil, notValid("Cannot perform instruction: " + i.describe() + "; Scope execution for '" + i.Instance.String() +
			"' cannot be found in parent hierarchy of flow element '" + i.Element + "'")
	}
	return holder, scope, stack, nil
}

// scopeOf returns the execution of an activity instance.
func (m *modifier) scopeOf(node *ActivityInstance, running map[program.ActivityID][]*execution) (*execution, *Error) {
	p := m.in.def.process
	scope := program.Root
	if node.ID != m.in.id() {
		scope, _ = p.ActivityByID(node.Activity)
	}
	ids := slices.Clone(node.Executions)
	for _, id := range node.Executions {
		if x := m.in.execution(id.local()); x != nil && x.concurrent && x.first != nil {
			ids = append(ids, x.first.fullID())
		}
	}
	var found []*execution
	for _, x := range running[scope] {
		if slices.Contains(ids, x.fullID()) {
			found = append(found, x)
		}
	}
	if len(found) != 1 {
		return nil, engineError("There are " + itoa(len(found)) + " (!= 1) executions for activity instance " + node.ID.String())
	}
	return found[0], nil
}

func (m *modifier) executionOf(i *ModificationInstruction, id ID) (*execution, *Error) {
	node := m.t.tree(m.in).find(id)
	if node == nil {
		return nil, i.failure("Activity instance '"+id.String()+"' does not exist", "activityInstance")
	}
	return m.scopeOf(node, m.scopes())
}

// single returns the only execution of a scope, nil where there is none.
func single(running map[program.ActivityID][]*execution, p *program.Process, scope program.ActivityID) (*execution, *Error) {
	switch list := running[scope]; len(list) {
	case 0:
		return nil, nil
	case 1:
		return list[0], nil
	}
	return nil, engineError("Executions for activity " + activityText(p, scope) + " ambiguous")
}

// enter carries out an instantiation: what it interrupts ends first.
func (m *modifier) enter(s *instantiation, scope program.ActivityID, holder *execution, running map[program.ActivityID][]*execution) *Error {
	p, t := m.in.def.process, m.t
	top, start := s.activity, program.StartConcurrent
	if len(s.scopes) > 0 {
		top = s.scopes[0]
	}
	if top != program.None {
		start = p.Activities[top].Start
		if len(s.scopes) > 0 {
			second := s.activity
			if len(s.scopes) > 1 {
				second = s.scopes[1]
			}
			if p.Activities[top].Initial != second || second == program.None {
				start = program.StartConcurrent
			}
		}
	}
	switch start {
	case program.StartCancelingEventScope:
		x, err := single(running, p, p.Activities[top].EventScope)
		if err != nil {
			return err
		}
		if x != nil {
			parent := x.parent
			c := m.c
			c.reason = "Cancelling activity " + activityText(p, top) + " executed."
			if err := t.deleteCascade(x, c); err != nil {
				return err
			}
			return m.instantiate(parent, s)
		}
		if x, err = single(running, p, p.Activities[top].FlowScope); err != nil {
			return err
		}
		return m.instantiateConcurrent(x, s, scope)
	case program.StartInterruptingEventScope, program.StartInterruptingFlowScope:
		interrupted := p.Activities[top].EventScope
		if start == program.StartInterruptingFlowScope {
			interrupted = p.Activities[top].FlowScope
		}
		x, err := single(running, p, interrupted)
		if err != nil {
			return err
		}
		if x == nil {
			x = holder
		}
		c := m.c
		c.reason = "Interrupting activity " + activityText(p, top) + " executed."
		if err := t.interruptAs(x, c); err != nil {
			return err
		}
		x.activity = program.None
		x.leaveActivityInstance()
		return m.instantiate(x, s)
	}
	if holder.first == nil && (holder.activity == program.None || holder.ended) {
		return m.instantiate(holder, s)
	}
	return m.instantiateConcurrent(holder, s, scope)
}

func (m *modifier) instantiateConcurrent(x *execution, s *instantiation, scope program.ActivityID) *Error {
	if m.in.def.process.Activities[scope].Behavior == program.ParallelMultiInstanceBehavior {
		return m.instantiate(m.t.innerInstance(x), s)
	}
	return m.instantiate(m.t.concurrentChild(x), s)
}

// instantiate enters the scopes and then the target on an execution.
func (m *modifier) instantiate(x *execution, s *instantiation) *Error {
	x.skipListeners, x.skipIO = m.c.skipListeners, m.c.skipIO
	x.activityInstance, x.ended = noActivityInstance, false
	return m.t.instantiate(x, s)
}

// instantiate enters scopes and then an activity or a flow. In a suspended
// instance only an activity can be entered that is asynchronous.
func (t *transaction) instantiate(x *execution, s *instantiation) *Error {
	if x.in.suspended && (len(s.scopes) > 0 || s.flow != program.NoFlow) {
		return suspendedExecution(x)
	}
	for _, a := range s.scopes {
		var err *Error
		if x, err = t.enterScope(x, a); err != nil || x == nil {
			return err
		}
	}
	x.activityInstance = noActivityInstance
	t.setAll(x, s.variables)
	t.setAllLocal(x, s.local)
	if s.flow == program.NoFlow {
		x.activity = s.activity
		return t.perform(opStartScope, x)
	}
	x.flow = s.flow
	x.activity = x.in.def.process.Flows[s.flow].Source
	return t.schedule(step{x, opTake, false})
}

// enterScope enters a scope without its start event, and returns the execution
// that goes on within it; nil where a listener threw an error.
func (t *transaction) enterScope(x *execution, a program.ActivityID) (*execution, *Error) {
	if x.activityInstance == noActivityInstance {
		x.activityInstance = x.parentActivityInstance()
	}
	c := t.child(x)
	x.active, x.activity = false, program.None
	c.activity = a
	if err := t.initialize(c); err != nil {
		return nil, err
	}
	if stop, err := t.beginInstance(c, true); err != nil || stop {
		return nil, err
	}
	c.state = stateDefault
	switch c.at().Behavior {
	case program.ParallelMultiInstanceBehavior:
		t.prepareInstances(c, 1)
		inner := t.instanceExecution(c)
		t.setLocal(inner, loopCounter, int32(0))
		return inner, nil
	case program.SequentialMultiInstanceBehavior:
		t.setLocal(c, nrOfInstances, int32(1))
		t.setLocal(c, nrOfCompletedInstances, int32(0))
		t.setLocal(c, nrOfActiveInstances, int32(1))
		t.setLocal(c, loopCounter, int32(0))
	}
	c.activity = program.None
	return c, nil
}

// innerInstance adds an instance to a parallel multi-instance activity.
func (t *transaction) innerInstance(body *execution) *execution {
	x := t.instanceExecution(body)
	n := body.counter(nrOfInstances)
	t.setLocal(body, nrOfInstances, int32(n+1))
	t.setLocal(body, nrOfActiveInstances, int32(body.counter(nrOfActiveInstances)+1))
	t.setLocal(x, loopCounter, int32(n))
	return x
}
