package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// child makes a child of an execution. It begins where its parent is.
func (t *transaction) child(p *execution) *execution {
	x := p.in.newExecution()
	x.id = p.in.nextID()
	x.activity = p.activity
	x.activityInstance = p.activityInstance
	x.sequence = p.sequence
	x.skipListeners, x.skipIO = p.skipListeners, p.skipIO
	p.append(x)
	return x
}

// firstChild returns the first child that is no event scope, nil if there is
// none; more reports whether there is a second.
func (x *execution) firstChild() (first *execution, more bool) {
	for c := x.first; c != nil; c = c.after {
		if c.eventScope {
			continue
		}
		if first != nil {
			return first, true
		}
		first = c
	}
	return first, false
}

// hasChildren reports whether there is a child that is no event scope.
func (x *execution) hasChildren() bool {
	c, _ := x.firstChild()
	return c != nil
}

// children returns a copy of the list of children, event scopes or the others.
func (x *execution) children(eventScopes bool) []*execution {
	var out []*execution
	for c := x.first; c != nil; c = c.after {
		if c.eventScope == eventScopes {
			out = append(out, c)
		}
	}
	return out
}

// concurrentChild makes a further token in the scope of an execution. A token
// that the execution carries itself moves to a child first.
func (t *transaction) concurrentChild(x *execution) *execution {
	only, more := x.firstChild()
	switch {
	case only == nil:
		c := t.child(x)
		c.concurrent, c.scope = true, false
		t.replace(c, x)
		x.active = false
		x.activity = program.None
	case !more:
		c := t.child(x)
		c.concurrent, c.scope, c.active = true, false, false
		moveConcurrentLocal(x, c)
		only.setParent(c)
		x.leaveActivityInstance()
		x.activity = program.None
	}
	c := t.child(x)
	c.concurrent, c.scope = true, false
	return c
}

// prune merges the last token of a scope into the execution of the scope.
func (t *transaction) prune(x *execution) bool {
	last, more := x.firstChild()
	if last == nil || more || !last.concurrent {
		return false
	}
	if last.scope {
		last.concurrent = false
		return true
	}
	x.activity, x.flow = last.activity, last.flow
	t.replace(x, last)
	for c := last.first; c != nil; {
		next := c.after
		c.setParent(x)
		c = next
	}
	if !x.active && last.active {
		x.active = true
	}
	t.remove(last)
	return true
}

// replace makes x go on with what old does.
func (t *transaction) replace(x, old *execution) {
	if w := old.waits; w != nil {
		if len(w.tasks) > 0 {
			for _, k := range w.tasks {
				k.x = x
			}
			x.things().tasks = append(x.things().tasks, w.tasks...)
			w.tasks = nil
		}
		if len(w.externals) > 0 {
			for _, k := range w.externals {
				k.x = x
			}
			x.things().externals = append(x.things().externals, w.externals...)
			w.externals = nil
		}
		if old.activity != program.None {
			w.jobs = slices.DeleteFunc(w.jobs, func(j *job) bool {
				if j.activity != old.activity {
					return false
				}
				j.x = x
				x.things().jobs = append(x.things().jobs, j)
				return true
			})
		}
	}
	if !old.ended {
		if old.parent == x {
			t.moveVariables(old, x)
		} else {
			moveConcurrentLocal(old, x)
		}
	}
	x.activityInstance, x.active, x.deleteRoot = old.activityInstance, old.active, old.deleteRoot
	x.replacedBy, old.replacedBy = nil, x
	x.take = old.take
	old.leaveActivityInstance()
}

// remove takes an execution out of the tree with all that belongs to it.
func (t *transaction) remove(x *execution) {
	if x.removed {
		return
	}
	if p := x.parent; p != nil {
		x.detach()
		p.sequence = max(p.sequence, x.sequence)
		p.skipListeners = p.skipListeners || x.skipListeners
		p.skipIO = p.skipIO || x.skipIO
		if p.replacedBy == x {
			p.replacedBy = nil
		}
	}
	x.active, x.ended = false, true
	for _, c := range x.children(true) {
		if err := t.destroy(c); err != nil && t.failure == nil {
			t.failure = err
		}
		t.remove(c)
	}
	if err := t.deleteTasks(x, deletedReason); err != nil && t.failure == nil {
		t.failure = err
	}
	t.clear(x)
	t.removeSubscriptions(x)
	x.removed = true
}

// destroy ends a scope: its output is mapped, and what it held is gone, but
// for subscriptions to compensation.
func (t *transaction) destroy(x *execution) *Error {
	x.scope = false
	if a := x.at(); a != nil && a.InputOutput != nil && !x.skipIO {
		if err := t.mapOutput(x, a.InputOutput); err != nil {
			return err
		}
	}
	if err := t.deleteTasks(x, deletedReason); err != nil {
		return err
	}
	t.clear(x)
	t.removeListening(x)
	return nil
}

// clear removes variables, external tasks, jobs and incidents.
func (t *transaction) clear(x *execution) {
	t.removeAllLocal(x)
	if x.waits == nil {
		return
	}
	t.removeExternals(x)
	t.removeJobs(x)
	t.removeIncidents(x)
}

// leaveActivityInstance makes the execution be in the activity instance around
// the one that it was in.
func (x *execution) leaveActivityInstance() {
	x.activityInstance = x.parentActivityInstance()
	x.state = stateDefault
}

func (x *execution) parentActivityInstance() uint32 {
	if x.parent == nil {
		return 0
	}
	return x.parent.activityInstance
}

func (x *execution) isCanceled() bool { return x.state == stateCanceled }

// isReplacedByParent reports whether x was merged into its parent.
func (x *execution) isReplacedByParent() bool { return x.replacedBy != nil && x.replacedBy == x.parent }

// parentScope returns the execution of the scope around x. beyond goes from
// the root to the calling execution.
func (t *transaction) parentScope(x *execution, beyond bool) *execution {
	if x.parent == nil {
		if !beyond || x.in.super == 0 {
			return nil
		}
		s := t.execution(x.in.super)
		if s == nil || s.scope {
			return s
		}
		return s.parent
	}
	if x.parent.scope {
		return x.parent
	}
	return x.parent.parent
}

// Scopes and their executions.

// executesHandler reports whether the execution runs a compensation handler
// that is no scope: it has an execution of its own all the same.
func (x *execution) executesHandler() bool {
	a := x.at()
	return x.scope && a != nil && a.IsCompensationHandler && !a.IsScope
}

// flowScopeExecution returns the execution of the scope that x runs in, and
// flowScope which scope that is.
func (x *execution) flowScopeExecution() *execution {
	for x.parent != nil && (!x.scope || x.executesHandler()) {
		x = x.parent
	}
	return x
}

func (x *execution) flowScope() program.ActivityID {
	a := x.at()
	if !a.IsScope || x.activityInstance == noActivityInstance || !x.scope && isComposite(a.Behavior) {
		return a.FlowScope
	}
	return x.activity
}

// mapping pairs the scopes around an activity with their executions, from the
// inside to the outside.
type mapping struct {
	scopes     []program.ActivityID
	executions []*execution
}

func (m *mapping) get(scope program.ActivityID) *execution {
	for i, s := range m.scopes {
		if s == scope {
			return m.executions[i]
		}
	}
	return nil
}

// mappingOf pairs the scopes around what an execution does.
func (t *transaction) mappingOf(x *execution) mapping {
	return t.mappingFor(x.flowScopeExecution(), x.flowScope())
}

// mappingFor pairs a scope and those around it, beginning with the execution
// of the scope. The chains differ where compensation runs: handlers run below
// the event that throws, which is not around them.
func (t *transaction) mappingFor(x *execution, scope program.ActivityID) mapping {
	var leaves []*execution
	for p := x.parent; p != nil; p = p.parent {
		if p.isThrowing() && p.hasChildren() {
			leaves = append(leaves, p)
		}
	}
	var m mapping
	for i := len(leaves) - 1; i >= 0; i-- {
		l := leaves[i]
		m = extendMapping(l.flowScopeExecution(), l.flowScope(), m)
	}
	return extendMapping(x, scope, m)
}

// extendMapping pairs a scope and those around it. Pairs of m are used again
// where they belong to scopes around it.
func extendMapping(x *execution, scope program.ActivityID, m mapping) mapping {
	var out mapping
	activities := x.in.def.process.Activities
	for p := x; p != nil && !slices.Contains(m.executions, p); p = p.parent {
		if p.scope {
			out.executions = append(out.executions, p)
		}
	}
	s := scope
	for ; s != program.None && m.get(s) == nil; s = activities[s].FlowScope {
		out.scopes = append(out.scopes, s)
	}
	for ; s != program.None; s = activities[s].FlowScope {
		out.scopes = append(out.scopes, s)
		if p := m.get(s); p != nil && !slices.Contains(out.executions, p) {
			out.executions = append(out.executions, p)
		}
	}
	// The chains begin together at the outside. Executions that are left over
	// belong to no scope here (they throw compensation); scopes that are left
	// over have no execution of their own yet or any more.
	if more := len(out.executions) - len(out.scopes); more > 0 {
		out.executions = out.executions[more:]
	}
	for len(out.executions) < len(out.scopes) {
		out.executions = slices.Insert(out.executions, 0, out.executions[0])
	}
	return out
}

// scopeExecution returns the execution of a scope around what x does, nil if
// there is none.
func (t *transaction) scopeExecution(x *execution, target program.ActivityID) *execution {
	s := x
	if !s.scope {
		s = s.parent
	}
	a := x.at()
	scope := x.activity
	if a == nil {
		scope = target
	} else if !a.IsScope {
		scope = a.FlowScope
	}
	// The common case: the chains run side by side.
	m := t.mappingFor(s, scope)
	return m.get(target)
}
