package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

// deletedReason is that of tasks whose execution is removed.
const deletedReason = "deleted"

// cancellation says why an execution is canceled, and what is left out.
type cancellation struct {
	reason                string
	skipListeners, skipIO bool
	external              bool
}

// executeActivity enters an activity that no flow leads to: a handler of an
// event, the start of a sub-process, an instance of a multi-instance activity.
func (t *transaction) executeActivity(x *execution, a program.ActivityID) *Error {
	if x.in.suspended {
		return suspendedExecution(x)
	}
	activity := &x.in.def.process.Activities[a]
	switch activity.Start {
	case program.StartConcurrent:
		x.active = true // unless it carries the token that moves to a child
		c := t.concurrentChild(x)
		c.activity, c.activityInstance = a, noActivityInstance
		return t.perform(opStartScope, c)
	case program.StartCancelingEventScope:
		x.active = true
		p := x.parent
		if err := t.deleteCascade(x, cancellation{reason: "Cancel scope activity Activity(" + activity.ID + ") executed."}); err != nil {
			return err
		}
		p.activity, p.active, p.ended = a, true, false
		p.activityInstance = noActivityInstance
		return t.perform(opStartScope, p)
	case program.StartInterruptingEventScope:
		// A token that waits at a join is as active as any other when it is
		// interrupted.
		x.active = true
		if err := t.interrupt(x, a); err != nil {
			return err
		}
		x.activity, x.active, x.activityInstance = a, true, noActivityInstance
		return t.perform(opStartScope, x)
	}
	x.activity, x.activityInstance = a, noActivityInstance
	return t.perform(opStartScope, x)
}

// interrupt ends everything that runs in a scope, but not the scope itself.
func (t *transaction) interrupt(x *execution, by program.ActivityID) *Error {
	return t.interruptAs(x, cancellation{reason: "Interrupting activity " + activityText(x.in.def.process, by) + " executed."})
}

func (t *transaction) interruptAs(x *execution, c cancellation) *Error {
	if x.preserve {
		t.removeActivityJobs(x)
	} else {
		t.removeJobs(x)
		t.removeListening(x)
	}
	x.skipListeners, x.skipIO = x.skipListeners || c.skipListeners, x.skipIO || c.skipIO
	if err := t.deleteTasks(x, c.reason); err != nil {
		return err
	}
	if err := t.deleteCalled(x, c); err != nil {
		return err
	}
	for _, child := range x.children(false) {
		if child.removed {
			continue
		}
		if err := t.deleteCascade(child, c); err != nil {
			return err
		}
	}
	if x.active && x.activity != program.None {
		if x.state != stateEnding {
			x.state = stateCanceled
			if err := t.fireEnd(x); err != nil {
				return err
			}
		}
		x.state = stateDefault
	}
	return nil
}

// fireEnd runs the end listeners of what an execution does.
func (t *transaction) fireEnd(x *execution) *Error {
	a := x.at()
	if len(a.EndListeners) > 0 && !x.skipListeners {
		if _, err := t.notify(x, a.EndListeners, "end", a.ID, false); err != nil {
			return err
		}
	}
	if x.activityInstance != noActivityInstance {
		t.noteEnd(x)
	}
	return nil
}

// deleteCalled deletes the instance that an execution has called.
func (t *transaction) deleteCalled(x *execution, c cancellation) *Error {
	if x.called == 0 {
		return nil
	}
	called := t.instance(x.called)
	x.called = 0
	if called == nil {
		return nil
	}
	called.super = 0
	c.external = false
	return t.deleteCascade(called.root(), c)
}

// deleteCascade deletes an execution with all below it, the innermost first.
func (t *transaction) deleteCascade(x *execution, c cancellation) *Error {
	x.reason, x.deleteRoot, x.ended = c.reason, true, true
	if r := x.replacedBy; r != nil && r == x.parent {
		r.deleteRoot = true
	}
	x.skipListeners, x.skipIO, x.external = c.skipListeners, c.skipIO, c.external
	for {
		leaf := x
		for leaf.first != nil {
			leaf = leaf.first
		}
		if leaf.removed {
			return nil
		}
		for p := leaf; p != nil; p = p.parent {
			if p.deleteRoot {
				leaf.skipListeners, leaf.skipIO = p.skipListeners, p.skipIO
				break
			}
		}
		if err := t.deleteCalled(leaf, c); err != nil {
			return err
		}
		if err := t.deleteLeaf(leaf, c); err != nil {
			return err
		}
		if leaf.deleteRoot {
			return nil
		}
	}
}

// deleteLeaf ends what an execution without children does, and removes it.
func (t *transaction) deleteLeaf(x *execution, c cancellation) *Error {
	for {
		x.state = stateCanceled
		if err := t.endCanceled(x); err != nil {
			return err
		}
		a := x.at()
		asyncBefore := a != nil && x.activityInstance == noActivityInstance
		if !x.scope || a == nil || a.IsScope && !asyncBefore || x.executesHandler() {
			break
		}
		if err := t.deleteTasks(x, deletedReason); err != nil {
			return err
		}
		x.leaveActivityInstance()
		x.activity = scopeActivity(a)
	}
	if x.scope {
		if err := t.destroyCanceled(x); err != nil {
			return err
		}
	} else if err := t.deleteTasks(x, deletedReason); err != nil {
		return err
	}
	if x.parent == nil {
		t.endInstanceOf(x, c)
	}
	t.remove(x)
	if x.deleteRoot {
		return nil
	}
	p := x.parent
	if p != nil && !p.scope && p.first == nil {
		t.remove(p)
		if p.deleteRoot {
			return nil
		}
		p = p.parent
	}
	if p != nil && p.activity == program.None {
		if a := x.at(); a != nil && a.FlowScope != program.None {
			p.activity = scopeActivity(a)
		}
	}
	return nil
}

// scopeActivity returns the scope around an activity, None for the process.
func scopeActivity(a *program.Activity) program.ActivityID {
	if a.FlowScope == program.Root {
		return program.None
	}
	return a.FlowScope
}

// endCanceled ends a canceled activity instance. An execution that is in no
// activity belongs to that of the executions around it.
func (t *transaction) endCanceled(x *execution) *Error {
	if x.at() != nil {
		_, err := t.endInstance(x, "end", false)
		return err
	}
	x.sequence++
	if x.activityInstance == noActivityInstance {
		return nil
	}
	scope, p := program.Root, x.in.def.process
	for y := x.parent; y != nil; y = y.parent {
		if y.activity != program.None {
			scope = y.activity
			break
		}
	}
	if l := p.Activities[scope].EndListeners; len(l) > 0 && !x.skipListeners {
		_, err := t.notify(x, l, "end", p.Activities[scope].ID, false)
		return err
	}
	return nil
}

// destroyCanceled is destroy for a scope that is canceled.
func (t *transaction) destroyCanceled(x *execution) *Error {
	x.skipIO = x.skipIO || t.e.o.SkipOutputOnCancel
	return t.destroy(x)
}
