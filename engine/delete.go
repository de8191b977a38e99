package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// deletePropagated deletes an instance, and what called it where nothing else
// runs there.
func (t *transaction) deletePropagated(x *execution, c cancellation) *Error {
	top := x
	for p := t.parentScope(top, true); p != nil && len(p.children(false)) <= 1; p = t.parentScope(top, true) {
		top = p
	}
	return t.deleteCascade(top, c)
}

// DeleteInstance deletes an instance with what it calls, and what calls it.
func (e *Engine) DeleteInstance(c DeleteInstance) error {
	return e.run("delete instance", func(t *transaction) *Error {
		in := t.instance(c.Instance.number())
		if in == nil {
			return notFound("No process instance found for id '" + c.Instance.String() + "': processInstance is null")
		}
		t.audit(c.Instance, "deleted", "", c.Reason)
		how := cancellation{reason: c.Reason, skipListeners: c.SkipListeners, skipIO: c.SkipIOMappings, external: c.External}
		root := in.root()
		var callers []*execution
		for s := in.super; s != 0; {
			x := t.execution(s)
			if x == nil {
				break
			}
			callers = append(callers, x.in.root())
			s = x.in.super
		}
		root.skipListeners = c.SkipListeners
		if err := t.deleteAllTasks(in, c.Reason, c.SkipListeners); err != nil {
			return err
		}
		if err := t.deleteCascade(root, how); err != nil {
			return err
		}
		for _, x := range callers {
			if err := t.deleteAllTasks(x.in, c.Reason, c.SkipListeners); err != nil {
				return err
			}
			for _, y := range x.in.slots {
				if y.called == in.number {
					y.called = 0
				}
			}
			if err := t.deleteCascade(x, how); err != nil {
				return err
			}
			in = x.in
		}
		return nil
	})
}

// deleteAllTasks deletes the tasks of an instance before anything else.
func (t *transaction) deleteAllTasks(in *instance, reason string, skip bool) *Error {
	for _, x := range slices.Clone(in.slots) {
		if x.removed {
			continue
		}
		before := x.skipListeners
		x.skipListeners = skip
		if err := t.deleteTasks(x, reason); err != nil {
			return err
		}
		x.skipListeners = before
	}
	return nil
}

// cancelAll cancels all that runs in an activity.
func (m *modifier) cancelAll(i *ModificationInstruction) *Error {
	tree := m.t.tree(m.in)
	var activities, transitions []ID
	tree.visit(func(n *ActivityInstance) {
		if n.Activity == i.Element && n.ID != m.in.id() {
			activities = append(activities, n.ID)
		}
		for _, s := range n.Transitions {
			if s.Activity == i.Element {
				transitions = append(transitions, s.ID)
			}
		}
	})
	for _, id := range activities {
		x, err := m.executionOf(i, id)
		if err != nil {
			return err
		}
		if err := m.cancel(x); err != nil {
			return err
		}
	}
	for _, id := range transitions {
		x := m.in.execution(id.local())
		if x == nil {
			continue
		}
		if err := m.cancel(x); err != nil {
			return err
		}
	}
	return nil
}

// cancel cancels an execution, with the scopes around it that hold nothing
// else.
func (m *modifier) cancel(x *execution) *Error {
	t := m.t
	for p := t.parentScope(x, false); p != nil && len(p.children(false)) <= 1; p = t.parentScope(x, false) {
		x = p
	}
	c := m.c
	if x.preserve {
		if x.in.suspended {
			return suspendedExecution(x)
		}
		if err := t.interruptAs(x, c); err != nil {
			return err
		}
		x.leaveActivityInstance()
		x.activity = program.None
		return nil
	}
	scope, parent := t.parentScope(x, false), x.parent
	if err := t.deleteCascade(x, c); err != nil {
		return err
	}
	a := x.at()
	if a == nil || scope == nil {
		return nil
	}
	held := x
	if !x.concurrent {
		held = parent
	}
	switch m.in.def.process.Activities[a.FlowScope].Behavior {
	case program.ParallelMultiInstanceBehavior:
		body := held.parent
		t.remove(held)
		t.setLocal(body, nrOfActiveInstances, int32(body.counter(nrOfActiveInstances)-1))
	case program.SequentialMultiInstanceBehavior:
		t.unsetLocal(held, loopCounter, held)
		t.setLocal(held, nrOfActiveInstances, int32(held.counter(nrOfActiveInstances)-1))
	default:
		if held.concurrent {
			t.remove(held)
			t.prune(scope)
		}
	}
	return nil
}
