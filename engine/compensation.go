package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// isCompensationSubProcess reports whether an activity is an event sub-process
// that compensates the scope around it.
func isCompensationSubProcess(a *program.Activity) bool {
	return a.IsCompensationHandler && a.IsSubProcess && a.TriggeredByEvent
}

// subscribeCompensation remembers that a handler can be run.
func (t *transaction) subscribeCompensation(x *execution, handler program.ActivityID) *subscription {
	return t.addSubscription(x, &subscription{kind: compensationEvent, activity: handler, created: t.now})
}

// compensations returns the subscriptions of an execution to compensation.
func compensations(x *execution) []*subscription {
	if x.waits == nil {
		return nil
	}
	var out []*subscription
	for _, s := range x.waits.subscriptions {
		if s.kind == compensationEvent {
			out = append(out, s)
		}
	}
	return out
}

// keepEventScope leaves an execution behind a scope that has completed, with
// its variables and handlers, where something in it can be compensated.
func (t *transaction) keepEventScope(x *execution, a *program.Activity) *Error {
	list := compensations(x)
	h := a.CompensationHandler
	p := x.in.def.process
	bySubProcess := h != program.None && isCompensationSubProcess(&p.Activities[h])
	if len(list) == 0 && !bySubProcess {
		return nil
	}
	outer := t.scopeExecution(x, a.FlowScope)
	kept := t.child(outer)
	kept.activity = x.activity
	kept.activityInstance = x.in.nextID()
	kept.active, kept.concurrent, kept.eventScope = false, false, true
	if a.InputOutput != nil && !kept.skipIO {
		if err := t.mapInput(kept, a.InputOutput); err != nil {
			return err
		}
	}
	if err := t.setTimers(kept, a); err != nil {
		return err
	}
	for v := x.variables; v != nil; v = v.next {
		t.setLocal(kept, v.name, cloneValue(v.value))
	}
	for _, s := range list {
		c := t.subscribeCompensation(kept, s.activity)
		c.compensating, c.hasCompensating, c.created, c.order = s.compensating, s.hasCompensating, s.created, s.order
	}
	for _, c := range x.children(true) {
		c.setParent(kept)
	}
	handler := x.activity
	if h != program.None && p.Activities[h].IsSubProcess && bySubProcess {
		handler = h
	}
	s := t.subscribeCompensation(outer, handler)
	s.compensating, s.hasCompensating = kept.id, true
	return nil
}

// collectCompensations returns the subscriptions that a throwing event is for:
// those of the scope around it, and of those around event sub-processes.
func (t *transaction) collectCompensations(x *execution, only program.ActivityID) []*subscription {
	m := t.mappingOf(x)
	p := x.in.def.process
	var out []*subscription
	for s := x.at().FlowScope; s != program.None; s = p.Activities[s].FlowScope {
		if holder := m.get(s); holder != nil {
			for _, c := range compensations(holder) {
				if (only == program.None || c.activity == only) && !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
		if !p.Activities[s].TriggeredByEvent {
			break
		}
	}
	// The engine's order is not defined where creation times are equal.
	slices.SortStableFunc(out, func(a, b *subscription) int { return int(b.order) - int(a.order) })
	return out
}

func (t *transaction) throwCompensation(x *execution, a *program.Activity) *Error {
	t.noteEvent(CompensationThrown, x, a.ID)
	list := t.collectCompensations(x, a.Throw.Compensate)
	if len(list) == 0 {
		return t.leave(x)
	}
	return t.compensate(x, list)
}

// compensate runs handlers below an execution, that of the activity that
// completed last first.
func (t *transaction) compensate(x *execution, list []*subscription) *Error {
	for _, s := range list {
		var c *execution
		if s.hasCompensating {
			c = x.in.execution(s.compensating)
		}
		if c == nil {
			c = t.child(x)
			s.compensating, s.hasCompensating = c.id, true
		} else {
			if c.parent != x {
				c.setParent(x)
			}
			c.eventScope = false
		}
		c.concurrent = true
	}
	slices.SortStableFunc(list, func(a, b *subscription) int { return b.created.Compare(a.created) })
	for _, s := range list {
		if err := t.triggerCompensation(s); err != nil {
			return err
		}
	}
	return nil
}

// triggerCompensation runs the handler of a subscription.
func (t *transaction) triggerCompensation(s *subscription) *Error {
	x := s.x.in.execution(s.compensating)
	p := s.x.in.def.process
	h := &p.Activities[s.activity]
	t.deleteSubscription(s)
	if x == nil {
		return engineError("Compensating execution not set for compensate event subscription with id " + s.x.in.idOf(s.id).String())
	}
	t.noteEvent(CompensationTriggered, x, h.ID)
	x.active = true
	if x.activity != program.None && isComposite(x.at().Behavior) {
		x.parent.activityInstance = x.activityInstance
	}
	if h.IsScope && !h.IsCompensationHandler {
		return t.compensate(x, compensations(x))
	}
	var err *Error
	if h.IsSubProcess && h.TriggeredByEvent {
		err = t.executeActivity(x, s.activity)
	} else {
		x.activity = s.activity
		err = t.startHandler(x)
	}
	if err == nil {
		return nil
	}
	if _, limit := err.native.(*LimitError); limit {
		return err
	}
	return &Error{Class: "ProcessEngineException", Message: "Error while handling compensation event " + s.describe(), Cause: err}
}

// startHandler starts a handler on the execution that it has already.
func (t *transaction) startHandler(x *execution) *Error {
	if err := t.enter(x); err != nil {
		return err
	}
	return t.startActivity(x, false)
}

// isBelowThrowing reports whether an execution runs below one that throws
// compensation.
func isBelowThrowing(x *execution) bool {
	for p := x.parent; p != nil; p = p.parent {
		if p.isThrowing() {
			return true
		}
	}
	return false
}

// endCompensation ends a handler.
func (t *transaction) endCompensation(x *execution) *Error {
	if err := t.fireEnd(x); err != nil {
		return err
	}
	a := x.at()
	p := x.parent
	t.remove(x)
	if p.activity == program.None {
		p.activity = scopeActivity(a)
	}
	return t.compensationDone(p)
}

// compensationDone tells an execution that a handler below it has ended.
func (t *transaction) compensationDone(x *execution) *Error {
	a := x.at()
	if a == nil {
		return nil
	}
	switch a.Behavior {
	case program.ThrowCompensationBehavior:
		if !x.hasChildren() {
			return t.leave(x)
		}
		return nil
	case program.CancelEndBehavior:
		if !x.hasChildren() {
			return t.leaveTransaction(x, a)
		}
		return nil
	case program.BoundaryCancelBehavior:
		if x.first == nil {
			return t.leave(x)
		}
		return nil
	}
	if x.hasChildren() {
		return nil
	}
	p := x.parent
	if p == nil {
		return nil
	}
	t.remove(x)
	return t.compensationDone(p)
}

// cancelEnd compensates a transaction and leaves it through its cancel
// boundary event.
func (t *transaction) cancelEnd(x *execution, a *program.Activity) *Error {
	if a.Throw.CancelBoundary == program.None {
		return nullValue("Could not find cancel boundary event for cancel end event Activity(" + a.ID + "): cancelBoundaryEvent is null")
	}
	list := t.collectCompensations(x, program.None)
	if len(list) == 0 {
		return t.leaveTransaction(x, a)
	}
	return t.compensate(x, list)
}

func (t *transaction) leaveTransaction(x *execution, a *program.Activity) *Error {
	boundary := a.Throw.CancelBoundary
	s := t.scopeExecution(x, x.in.def.process.Activities[boundary].EventScope)
	return t.executeActivity(s, boundary)
}
