package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// branch are the scopes of the target that run around a migrant, with what
// runs in them.
type branch struct {
	scopes   []program.ActivityID
	migrants []*migrant
}

func (b *branch) get(scope program.ActivityID) *migrant {
	if i := slices.Index(b.scopes, scope); i >= 0 {
		return b.migrants[i]
	}
	return nil
}

func (b *branch) put(scope program.ActivityID, n *migrant) {
	if i := slices.Index(b.scopes, scope); i >= 0 {
		b.migrants[i] = n
		return
	}
	b.scopes, b.migrants = append(b.scopes, scope), append(b.migrants, n)
}

// with returns a copy of the branch with a further scope.
func (b *branch) with(scope program.ActivityID, n *migrant, isScope bool) *branch {
	c := &branch{slices.Clone(b.scopes), slices.Clone(b.migrants)}
	if isScope {
		c.put(scope, n)
	}
	return c
}

// begin moves everything to the target, level by level. New scopes begin once
// for all that were within the same scope before; what is kept for compensation
// has its own.
func (m *migration) begin() *Error {
	type place struct {
		n      *migrant
		around *branch
	}
	for queue := []place{{m.root, &branch{}}}; len(queue) > 0; queue = queue[1:] {
		n := queue[0].n
		if err := m.move(n, queue[0].around); err != nil {
			return err
		}
		if len(n.children) == 0 {
			continue
		}
		isScope := m.targetOf(n).IsScope
		running, kept := queue[0].around.with(n.target, n, isScope), queue[0].around.with(n.target, n, isScope)
		for _, c := range n.children {
			around := running
			if c.isCompensation() {
				around = kept
			}
			queue = append(queue, place{c, around})
		}
	}
	return nil
}

// move moves one migrant to the target, into scopes that begin where they are
// not there yet.
func (m *migration) move(n *migrant, around *branch) *Error {
	activities := m.target.process.Activities
	if n.target == program.None {
		return internalNull(`Cannot invoke "` + enginePackage + `pvm.process.ScopeImpl.getFlowScope()" because "targetScope" is null`)
	}
	if scope := activities[n.target].FlowScope; n != m.root && (n.parent == nil || n.parent.target != scope) {
		var missing []program.ActivityID
		s := scope
		for ; s != program.None && around.get(s) == nil; s = activities[s].FlowScope {
			missing = append(missing, s)
		}
		slices.Reverse(missing)
		if len(missing) > 0 {
			if err := m.beginScopes(n, around.get(s), missing, around); err != nil {
				return err
			}
		}
		if err := m.detach(n); err != nil {
			return err
		}
		n.setParent(nil)
		if err := m.attach(n, around.get(scope)); err != nil {
			return err
		}
	}
	if err := m.become(n); err != nil {
		return err
	}
	return m.moveThings(n)
}

// beginScopes begins scopes of the target within each other.
func (m *migration) beginScopes(n, ancestor *migrant, scopes []program.ActivityID, around *branch) *Error {
	if n.isCompensation() {
		x := ancestor.here()
		for _, s := range scopes {
			c := m.t.child(x)
			c.eventScope, c.active, c.activity = true, false, s
			c.activityInstance = m.in.nextID()
			kept := m.t.subscribeCompensation(x, s)
			kept.compensating, kept.hasCompensating = c.id, true
			around.put(s, &migrant{kind: scopeMigrant, source: program.None, target: s, x: c, moved: true, subscription: kept})
			x = c
		}
		return nil
	}
	x, err := m.makeInner(ancestor)
	if err != nil {
		return err
	}
	if m.in.suspended {
		return suspendedExecution(x)
	}
	x.skipListeners, x.skipIO = m.how.skipListeners, m.how.skipIO
	for _, s := range scopes {
		c := m.t.child(x)
		x.active = false
		c.activity = s
		if err := m.t.initialize(c); err != nil {
			return err
		}
		if _, err := m.t.beginInstance(c, false); err != nil {
			return err
		}
		c.state, c.activity, c.active = stateDefault, program.None, false
		around.put(s, &migrant{source: program.None, target: s, x: c, scoped: true, moved: true})
		x = c
	}
	return nil
}

// become makes a migrant one of the target: its activity, and whether it has an
// execution of its own.
func (m *migration) become(n *migrant) *Error {
	a := m.targetOf(n)
	switch {
	case n.kind == handlerMigrant:
		n.subscription.activity = n.target
		return nil
	case n.kind == scopeMigrant:
		if n.subscriptionTo != program.None {
			n.subscription.activity = n.subscriptionTo
		}
		n.x.activity, n.moved = n.target, true
		return nil
	case n.kind == tokenMigrant:
		n.here().activity = n.target
		n.moved = true
		return nil
	case n.scoped:
		n.moved = true
		if !a.IsScope {
			if err := m.loseScope(n); err != nil {
				return err
			}
		}
		if len(a.Children) == 0 {
			n.here().activity = n.target
		}
	default:
		n.here().activity = n.target
		n.moved = true
		if a.IsScope {
			if err := m.gainScope(n); err != nil {
				return err
			}
		}
	}
	m.t.noteMigrated(n.here(), n.id, n.target, m.parentInstance(n))
	return nil
}

// parentInstance returns the activity instance around a migrant.
func (m *migration) parentInstance(n *migrant) uint32 {
	switch {
	case n.parent == nil:
		return 0
	case n.parent.source != program.None:
		return n.parent.id
	}
	return n.parent.x.parentActivityInstance()
}

// gainScope gives an activity instance an execution of its own.
func (m *migration) gainScope(n *migrant) *Error {
	if err := n.detachAllThings(); err != nil {
		return err
	}
	p := n.here()
	c := m.t.child(p)
	p.activity = program.None
	if !p.concurrent {
		p.leaveActivityInstance()
	}
	n.x, n.scoped = c, true
	for _, thing := range n.things {
		thing.attach(n)
	}
	return nil
}

// loseScope makes an activity instance run on the execution around its own.
func (m *migration) loseScope(n *migrant) *Error {
	if err := n.detachAllThings(); err != nil {
		return err
	}
	x := n.x
	p := x.parent
	p.activity, p.activityInstance, p.active = x.activity, x.activityInstance, n.active
	m.t.remove(x)
	n.x, n.scoped = p, false
	for _, thing := range n.things {
		thing.attach(n)
	}
	return nil
}

// moveThings makes what a migrant has belong to the target, and begins the
// triggers that only the target has.
func (m *migration) moveThings(n *migrant) *Error {
	if n.job != nil {
		if err := n.job.migrate(); err != nil {
			return err
		}
	}
	for _, thing := range n.things {
		if err := thing.migrate(); err != nil {
			return err
		}
	}
	x := n.here()
	for _, begin := range n.begun {
		if err := begin(m.t, x); err != nil {
			return err
		}
	}
	return nil
}
