package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

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
	a := x.at()
	if x.scope && (a == nil || a.IsScope && !x.concurrent && x.parent == nil) { // only migrated instances come to this
		return engineError("Cannot construct activity-execution mapping: there are more scope executions missing than explained by the flow scope hierarchy.")
	}
	if x.scope && a.IsScope && !x.concurrent {
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
