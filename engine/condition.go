package engine

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Conditions of events are asked when a scope is entered and when a variable
// changes: not at once, but when the step in which it changed is done.

// place is where an execution was: enough to see that it has moved on.
type place struct {
	instance uint32
	activity program.ActivityID
}

// place returns where an execution is.
func (x *execution) place() place {
	if x.concurrent {
		return place{x.activityInstance, x.activity}
	}
	if a := x.at(); a != nil && len(a.Children) == 0 {
		return place{x.activityInstance, x.activity}
	}
	return place{x.parentActivityInstance(), x.activity}
}

// same reports whether an execution that was at p is still there.
func (p place) same(q place) bool {
	if p.instance == noActivityInstance {
		return q.instance == noActivityInstance && p.activity == q.activity
	}
	return p.instance == q.instance && (p.activity == program.None || p.activity == q.activity)
}

// unaffected runs a step that may change what an execution does, and then the
// next one, unless it did.
func (t *transaction) unaffected(x *execution, first, next func(*transaction, *execution) *Error) *Error {
	before := x.place()
	if err := first(t, x); err != nil {
		return err
	}
	if x.replacedBy != nil {
		x = x.replacedBy
	}
	if x.isCanceled() || !before.same(x.place()) {
		return nil
	}
	return next(t, x)
}

// dispatchAnd lets conditions see what has changed, and goes on with a step if
// the execution is still where it was. The step may be nil.
func (t *transaction) dispatchAnd(x *execution, next func(*transaction, *execution) *Error) *Error {
	if len(x.in.delayed) == 0 {
		if next != nil && !x.isCanceled() {
			return next(t, x)
		}
		return nil
	}
	return t.unaffected(x, dispatchDelayed, func(t *transaction, x *execution) *Error {
		if next != nil && !x.isCanceled() {
			return next(t, x)
		}
		return nil
	})
}

func (t *transaction) dispatchAndPerform(x *execution, o operation) *Error {
	if len(x.in.delayed) == 0 {
		if x.isCanceled() {
			return nil
		}
		return t.perform(o, x)
	}
	return t.dispatchAnd(x, func(t *transaction, x *execution) *Error { return t.perform(o, x) })
}

// dispatchDelayed shows conditions what has changed.
func dispatchDelayed(t *transaction, x *execution) *Error {
	events := x.in.delayed
	x.in.delayed = nil
	places := make([]place, len(events))
	for i := range events {
		places[i] = events[i].target.place()
	}
	for i := range events {
		target := events[i].target
		there := places[i].same(target.place())
		if r := target.replacedBy; r != nil && !there {
			there = places[i].same(r.place())
		}
		if a := target.at(); there && (a == nil || !a.IsScope || target.state == stateDefault) {
			if err := t.dispatch(target, &events[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// dispatch asks the conditions of an execution and of all below it. The event
// is nil where a scope is entered.
func (t *transaction) dispatch(x *execution, event *delayedEvent) *Error {
	if !x.in.def.process.HasConditionalEvents {
		return nil
	}
	// A loop that makes a token each time asks ever more executions, long before
	// it has entered as many activities as it may.
	const worthAStep = 1024
	t.steps += t.asked / worthAStep
	t.asked %= worthAStep
	// The engine goes through the tree level by level.
	var listening []*execution
	for queue := []*execution{x}; len(queue) > 0; queue = queue[1:] {
		x := queue[0]
		t.asked++
		if x.waits != nil && len(x.waits.subscriptions) > 0 && (x.state == stateDefault || x.at() != nil && !x.at().IsScope) {
			listening = append(listening, x)
		}
		for c := x.first; c != nil; c = c.after {
			queue = append(queue, c)
		}
	}
	for _, x := range listening {
		if x.waits == nil {
			continue
		}
		for _, s := range append([]*subscription(nil), x.waits.subscriptions...) {
			if s.kind != conditionalEvent {
				continue
			}
			if err := t.conditionHolds(s, event); err != nil {
				return err
			}
		}
	}
	return nil
}

// conditionHolds asks the condition of a subscription, and triggers its event
// if it holds.
func (t *transaction) conditionHolds(s *subscription, event *delayedEvent) *Error {
	x := s.x
	p := x.in.def.process
	a := &p.Activities[s.activity]
	if x.removed || x.ended || !x.scope {
		return nil
	}
	if event != nil && !a.Subscription.Reacts(event.name, event.change) {
		return nil
	}
	holds, err := t.tryCondition(x, s.activity, a.Subscription.Condition)
	if err != nil || !holds {
		return err
	}
	switch a.Behavior {
	case program.EventSubProcessConditionalBehavior:
		return t.executeHandler(x, a.FlowScope)
	case program.BoundaryConditionalBehavior:
		return t.executeHandler(x, s.activity)
	}
	if a.EventScope != s.activity {
		return t.executeHandler(x, s.activity)
	}
	return t.leave(x)
}

// tryCondition evaluates the condition of an event: it does not hold while a
// variable is missing.
func (t *transaction) tryCondition(x *execution, event program.ActivityID, c *program.Condition) (bool, *Error) {
	if c == nil {
		return false, nil
	}
	holds, err := t.condition(x, x.in.def.process.Activities[event].ID, c)
	if err != nil && strings.Contains(err.Message, "Unknown property used in expression") {
		return false, nil
	}
	return holds, err
}

// executeHandler runs a boundary event or an event sub-process whose event
// scope is that of the execution.
func (t *transaction) executeHandler(x *execution, handler program.ActivityID) *Error {
	a := &x.in.def.process.Activities[handler]
	if a.Start == program.StartConcurrent && a.FlowScope != a.EventScope {
		m := t.mappingFor(x, a.EventScope)
		x = m.get(a.FlowScope)
	}
	return t.executeActivity(x, handler)
}
