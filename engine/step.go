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
