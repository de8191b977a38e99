package engine

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// A command is carried out in steps. Those that a token can be stopped before
// (by an asynchronous job) stand in a work list, whose last is the next: what
// a step leads to comes before what was waiting, so that the first of several
// tokens runs until it waits or ends, and then the second. All other steps are
// calls.

// operation is a step that stands in the work list.
type operation uint8

const (
	opTake         operation = iota + 1 // take the flow of the execution
	opCreateScope                       // enter the activity that the flow leads to
	opStartScope                        // enter an activity that no flow leads to
	opProcessStart                      // start the instance
	opEnd                               // leave an activity without outgoing flows
)

// configuration is what the engine calls the operations in its jobs.
func (o operation) configuration() string {
	return [...]string{"", "transition-notify-listener-take", "transition-create-scope", "activity-start-create-scope", "process-start", "activity-end"}[o]
}

// step is an operation on an execution. asynchronous makes a job of it.
type step struct {
	x            *execution
	op           operation
	asynchronous bool
}

// isAsynchronous reports whether a job is to carry out an operation.
func isAsynchronous(o operation, x *execution) bool {
	if o == opProcessStart {
		return x.starting && x.at().AsyncBefore
	}
	a := x.at()
	switch o {
	case opTake, opEnd:
		return a.AsyncAfter
	case opCreateScope:
		return a.AsyncBefore
	}
	return a.AsyncBefore && !x.starting
}

// perform puts an operation in the work list, and works the list off unless
// somebody does already.
func (t *transaction) perform(o operation, x *execution) *Error {
	async := isAsynchronous(o, x)
	if !async && x.in.suspended && (o == opStartScope || o == opProcessStart) {
		return suspendedExecution(x)
	}
	return t.schedule(step{x, o, async})
}

// performNow is perform for an operation whose job runs now.
func (t *transaction) performNow(o operation, x *execution) *Error {
	if x.in.suspended && o != opTake && o != opCreateScope {
		return suspendedExecution(x)
	}
	if o == opEnd {
		return t.activityEnd(x)
	}
	return t.schedule(step{x, o, false})
}

func (t *transaction) schedule(s step) *Error {
	t.work = append(t.work, s)
	if t.executing {
		return nil
	}
	t.executing = true
	for len(t.work) > 0 {
		s := t.work[len(t.work)-1]
		t.work = t.work[:len(t.work)-1]
		if err := t.step(s); err != nil {
			return err
		}
	}
	t.executing = false
	return nil
}

func (t *transaction) step(s step) *Error {
	// What has happened since may have merged, moved or ended the token.
	if r := s.x.replacedBy; r != nil {
		s.x = r
	}
	if (s.x.ended || s.x.removed) && (s.op == opTake || s.op == opStartScope || s.x.removed) {
		return nil
	}
	if s.asynchronous {
		return t.createAsyncJob(s.x, s.op)
	}
	switch s.op {
	case opTake:
		return t.takeFlow(s.x)
	case opCreateScope:
		return t.createScope(s.x, true)
	case opStartScope:
		return t.createScope(s.x, false)
	}
	return t.processStart(s.x)
}

// takeThe makes an execution take a flow.
func (t *transaction) takeThe(x *execution, f program.FlowID) *Error {
	x.flow = f
	x.activity = x.in.def.process.Flows[f].Source
	x.activityInstance = noActivityInstance
	x.active = true
	return t.perform(opTake, x)
}

// takeFlow runs the listeners of a flow and goes to where it leads.
func (t *transaction) takeFlow(x *execution) *Error {
	p := x.in.def.process
	f := &p.Flows[x.flow]
	t.noteFlow(x)
	if len(f.Listeners) > 0 && !x.skipListeners {
		if stop, err := t.notify(x, f.Listeners, "take", f.ID, true); err != nil || stop {
			return err
		}
	}
	if p.Activities[f.Target].Start == program.StartInterruptingFlowScope {
		x.activity = program.None
		return t.interruptFlowScope(x, f.Target)
	}
	x.activity = f.Target
	return t.dispatchAndPerform(x, opCreateScope)
}

// interruptFlowScope ends everything else in the scope that a token is in, and
// enters an activity: a terminate or cancel end.
func (t *transaction) interruptFlowScope(x *execution, a program.ActivityID) *Error {
	s, flow := x, x.flow
	if !x.scope {
		s = x.parent
		t.remove(x)
	}
	if err := t.interrupt(s, a); err != nil {
		return err
	}
	s.activity, s.active, s.flow = a, true, flow
	return t.perform(opCreateScope, s)
}

// createScope gives an activity that is a scope an execution, and starts it.
func (t *transaction) createScope(x *execution, byFlow bool) *Error {
	if err := t.enter(x); err != nil {
		return err
	}
	x.activityInstance = x.parentActivityInstance()
	a := x.at()
	if x.prepared().simple {
		return t.startSimple(x, a)
	}
	if a.IsScope {
		c := t.child(x)
		c.flow = x.flow
		x.flow, x.active, x.activity = program.NoFlow, false, program.None
		if err := t.initialize(c); err != nil {
			return err
		}
		x = c
	}
	return t.startActivity(x, byFlow)
}

// startSimple is startActivity for an activity that has nothing around its
// behavior.
func (t *transaction) startSimple(x *execution, a *program.Activity) *Error {
	if x.in.suspended {
		return suspendedExecution(x)
	}
	x.sequence++
	x.state = stateStarting
	x.activityInstance = x.in.nextID()
	x.flow = program.NoFlow
	t.applyPayload(x, a)
	t.noteStart(x)
	x.starting = false
	if len(x.in.delayed) > 0 {
		return t.dispatchAnd(x, (*transaction).execute)
	}
	x.state = stateDefault
	return t.behave(x)
}

// startActivity begins an activity instance, runs the start listeners and then
// the behavior.
func (t *transaction) startActivity(x *execution, byFlow bool) *Error {
	if !byFlow && x.in.suspended {
		return suspendedExecution(x)
	}
	stop, err := t.beginInstance(x, true)
	if err != nil || stop {
		return err
	}
	x.starting = false
	return t.dispatchAnd(x, (*transaction).execute)
}

// beginInstance begins an activity instance and runs the start listeners. stop
// says that one of them threw an error that was caught.
func (t *transaction) beginInstance(x *execution, propagate bool) (stop bool, err *Error) {
	a := x.at()
	t.applyPayload(x, a)
	x.sequence++
	x.state = stateStarting
	x.flow = program.NoFlow
	if err := t.enterInstance(x, a); err != nil {
		return false, err
	}
	t.noteStart(x)
	if len(a.StartListeners) > 0 && !x.skipListeners {
		if stop, err := t.notify(x, a.StartListeners, "start", a.ID, propagate); err != nil || stop {
			return stop, err
		}
	}
	if p := x.parent; p != nil && x.scope && a.IsScope && t.holdsOthers(x) {
		p.activityInstance = x.activityInstance
	}
	return false, nil
}

// holdsOthers reports whether others can run within the activity.
func (t *transaction) holdsOthers(x *execution) bool {
	s := x.prepared()
	return s.composite || s.throwsCompensation
}

// enterInstance makes a new activity instance, maps its input and sets its
// timers.
func (t *transaction) enterInstance(x *execution, a *program.Activity) *Error {
	x.activityInstance = x.in.nextID()
	if a.InputOutput != nil && !x.skipIO && x.parent != nil {
		if err := t.mapInput(x, a.InputOutput); err != nil {
			return err
		}
	}
	if a.IsScope {
		if err := t.setTimers(x, a); err != nil {
			return err
		}
	}
	x.endFailed = false
	return nil
}

// initialize sets up the execution of a new scope: variables that it declares
// and subscriptions.
func (t *transaction) initialize(x *execution) *Error {
	a := x.at()
	if x.parent == nil {
		p := x.in.def.process
		a = &p.Activities[program.Root]
		if p.Initiator != nil {
			var user any
			if name := t.e.user.Name; name != "" {
				user = name
			}
			t.set(x, *p.Initiator, user)
		}
	}
	if a.Declarations == nil {
		return nil
	}
	if x.parent != nil {
		for i := range a.Declarations.Variables {
			if err := t.declareVariable(x, &a.Declarations.Variables[i]); err != nil {
				return err
			}
		}
	}
	for _, s := range a.Declarations.Subscriptions {
		if x.parent == nil && isStartSubscription(x.in.def.process, s) {
			continue
		}
		if err := t.subscribe(x, s); err != nil {
			return err
		}
	}
	return nil
}

// isStartSubscription reports whether a subscription is for the start of
// instances.
func isStartSubscription(p *program.Process, s *program.Subscription) bool {
	a := &p.Activities[s.Activity]
	return a.FlowScope == program.Root && a.Behavior == program.NoneStartBehavior
}

// execute runs the behavior of an activity. Conditions of events of a scope
// are asked first.
func (t *transaction) execute(x *execution) *Error {
	if x.in.suspended {
		return suspendedExecution(x)
	}
	x.state = stateDefault
	if x.in.def.process.HasConditionalEvents && x.at().IsScope {
		return t.unaffected(x, func(t *transaction, x *execution) *Error { return t.dispatch(x, nil) }, (*transaction).behave)
	}
	return t.behave(x)
}

// leave leaves an activity that is done.
func (t *transaction) leave(x *execution) *Error { return t.dispatchAnd(x, (*transaction).leaveNow) }

// leaveNow leaves an activity as its behavior says.
func (t *transaction) leaveNow(x *execution) *Error {
	if r := x.replacedBy; r != nil {
		x = r
	}
	if x.in.suspended {
		return suspendedExecution(x)
	}
	x.state = stateEnding
	a := x.at()
	switch a.Behavior {
	case program.ExclusiveGatewayBehavior:
		return t.leaveExclusive(x, a)
	case program.SubProcessBehavior, program.EventSubProcessBehavior, program.ParallelMultiInstanceBehavior, program.SequentialMultiInstanceBehavior:
		if err := t.keepEventScope(x, a); err != nil {
			return err
		}
	}
	if h := a.CompensationHandler; h != program.None && !isCompensationSubProcess(&x.in.def.process.Activities[h]) {
		s := t.scopeExecution(x, a.FlowScope)
		t.subscribeCompensation(s, h)
	}
	return t.leaveByFlows(x, a)
}

// leaveVia leaves an activity through flows, of which there may be none. The
// executions that were joined end, but for x itself.
func (t *transaction) leaveVia(x *execution, flows []program.FlowID, joined []*execution) *Error {
	if len(joined) > 1 {
		t.removeAllLocal(x)
	}
	for _, j := range joined {
		j.ended = true
	}
	for _, j := range joined {
		if j == x {
			continue
		}
		if err := t.endToken(j, len(flows) == 0, false); err != nil {
			return err
		}
	}
	if x.replacedBy != nil {
		x = x.replacedBy
	}
	x.active, x.ended = true, false
	if len(flows) == 0 {
		return t.endToken(x, !x.concurrent, false)
	}
	x.take = flows
	return t.leaveByEnd(x)
}

// leaveByEnd ends the activity instance before flows are taken.
func (t *transaction) leaveByEnd(x *execution) *Error {
	if x.prepared().simple && len(x.in.delayed) == 0 && x.activityInstance != noActivityInstance {
		x.sequence++
		t.noteEnd(x)
		x.leaveActivityInstance()
		return t.leaveScope(x)
	}
	if x.isCanceled() {
		return nil
	}
	if stop, err := t.endInstance(x, "end", true); err != nil || stop {
		return err
	}
	return t.dispatchAnd(x, func(t *transaction, x *execution) *Error {
		x.leaveActivityInstance()
		return t.leaveScope(x)
	})
}

// endInstance ends an activity instance: listeners run, and it is noted.
func (t *transaction) endInstance(x *execution, event string, propagate bool) (stop bool, err *Error) {
	x.sequence++
	a := x.at()
	if p := x.parent; p != nil && x.scope && a != nil && a.IsScope && t.holdsOthers(x) {
		x.activityInstance = p.activityInstance
		p.leaveActivityInstance()
	}
	if x.activityInstance == noActivityInstance {
		return false, nil
	}
	if a == nil {
		return false, nil
	}
	if len(a.EndListeners) > 0 && !x.skipListeners && !x.endFailed {
		if stop, err := t.notify(x, a.EndListeners, event, a.ID, propagate); err != nil || stop {
			return stop, err
		}
	}
	t.noteEnd(x)
	return false, nil
}

// leaveScope ends the execution of an activity that is a scope, and takes the
// flows.
func (t *transaction) leaveScope(x *execution) *Error {
	flows := x.take
	x.take = nil
	if x.scope && x.at().IsScope && !x.concurrent {
		p := x.parent
		if err := t.destroy(x); err != nil {
			return err
		}
		p.activity, p.flow, p.active = x.activity, x.flow, true
		t.remove(x)
		x = p
	}
	if len(flows) == 1 {
		return t.takeThe(x, flows[0])
	}
	return t.fork(x, flows)
}

// fork makes a token for each of several flows. The last goes into the work
// list first.
func (t *transaction) fork(x *execution, flows []program.FlowID) *Error {
	x.active = false
	s := x
	if !x.scope {
		s = x.parent
	}
	out := []*execution{x}
	if t.executing { // nothing runs before the last token is in the work list
		out = append(t.tokens[:0], x)
	}
	for i := 1; i < len(flows); i++ {
		out = append(out, t.concurrentChild(s))
		if i == 1 && !x.concurrent {
			out[0] = s.replacing(x)
		}
	}
	if t.executing {
		t.tokens = out
	}
	for i, c := range out {
		c.flow, c.activityInstance = flows[i], noActivityInstance
	}
	for i := len(out) - 1; i >= 0; i-- {
		c := out[i]
		if c.replacedBy != nil {
			c = c.replacedBy
		}
		if c.ended {
			continue
		}
		if err := t.takeThe(c, flows[i]); err != nil {
			return err
		}
	}
	return nil
}

// replacing returns the first child that is no event scope, and not another
// execution.
func (x *execution) replacing(other *execution) *execution {
	for c := x.first; c != nil; c = c.after {
		if !c.eventScope && c != other {
			return c
		}
	}
	return other
}

// end ends a token. completesScope says that it was in an activity behind
// which nothing comes.
func (t *transaction) end(x *execution, completesScope bool) *Error {
	return t.endToken(x, completesScope, true)
}

// endToken is end; after says that a job may carry out the rest: not for
// tokens that a gateway joins.
func (t *transaction) endToken(x *execution, completesScope, after bool) *Error {
	if completesScope && !x.isCanceled() {
		x.state = stateScopeComplete
	}
	x.active, x.ended = false, true
	if x.parent != nil && x.parent.replacedBy == x {
		x.parent.replacedBy = nil
	}
	if x.in.suspended {
		return suspendedExecution(x)
	}
	if r := x.replacedBy; r != nil {
		x = r
	}
	if x.isCanceled() {
		return nil
	}
	if stop, err := t.endInstance(x, "end", true); err != nil || stop {
		return err
	}
	return t.dispatchAnd(x, func(t *transaction, x *execution) *Error {
		x.leaveActivityInstance()
		x.activityInstance = noActivityInstance
		if after && isAsynchronous(opEnd, x) {
			return t.createAsyncJob(x, opEnd)
		}
		return t.activityEnd(x)
	})
}

// activityEnd tells the scope around an activity that a token has ended in it.
func (t *transaction) activityEnd(x *execution) *Error {
	if x.in.suspended {
		return suspendedExecution(x)
	}
	if x.activityInstance == noActivityInstance {
		x.activityInstance = x.parentActivityInstance()
	}
	a := x.at()
	if a == nil { // a job that was left over from what the token did before
		return nullValue("activity of current execution is null")
	}
	var m mapping
	if x.scope && x.parent != nil || a.IsScope {
		m = t.mappingOf(x)
	}
	if x.scope && a.IsScope && m.get(x.activity) != m.get(a.FlowScope) {
		if err := t.destroy(x); err != nil {
			return err
		}
		if !x.concurrent {
			p := x.parent
			t.remove(x)
			p.activity = x.activity
			x = p
		}
	}
	if x.scope && x.parent != nil && !containsExecution(m.executions, x) {
		t.remove(x)
		x.parent.activity = x.activity
		x = x.parent
	}
	if a.FlowScope == program.Root {
		if x.concurrent {
			p := x.parent
			t.remove(x)
			t.prune(p)
			return nil
		}
		x.ended = true
		if x.preserve {
			return nil
		}
		return t.processEnd(x)
	}
	if x.concurrent && !x.scope {
		return t.childEnded(x, a.FlowScope)
	}
	x.activity = a.FlowScope
	return t.scopeDone(x)
}

func containsExecution(list []*execution, x *execution) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// childEnded tells a scope that one of several tokens in it has ended.
func (t *transaction) childEnded(x *execution, scope program.ActivityID) *Error {
	s := x.parent
	if x.in.def.process.Activities[scope].Behavior == program.ParallelMultiInstanceBehavior {
		return t.multiInstanceEnded(s, x)
	}
	t.remove(x)
	t.prune(s)
	return nil
}

// scopeDone tells a scope that its last token has ended.
func (t *transaction) scopeDone(x *execution) *Error {
	switch x.at().Behavior {
	case program.SequentialMultiInstanceBehavior:
		return t.nextInstance(x)
	case program.ParallelMultiInstanceBehavior:
		return nil
	}
	return t.leave(x)
}
