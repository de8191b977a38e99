package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// endUnmapped ends what has no target below and including a migrant: inner
// scopes first.
func (m *migration) endUnmapped(n *migrant) *Error {
	for _, c := range slices.Clone(n.children) {
		if c.kind == activityMigrant || c.kind == scopeMigrant {
			if err := m.endUnmapped(c); err != nil {
				return err
			}
		}
	}
	if n.target != program.None {
		for _, j := range n.endedJobs {
			m.t.deleteJob(j, false)
		}
		for _, s := range n.endedSubscriptions {
			m.t.deleteSubscription(s)
		}
		return nil
	}
	children, parent := slices.Clone(n.children), n.parent
	if err := m.detachAll(children); err != nil {
		return err
	}
	if err := m.end(n); err != nil {
		return err
	}
	for _, c := range children {
		if err := m.attach(c, parent); err != nil {
			return err
		}
	}
	return nil
}

// detachAll takes migrants out of the scope around them. What they have goes
// first: tokens that are merged would overwrite some of it.
func (m *migration) detachAll(list []*migrant) *Error {
	for _, c := range list {
		if c.kind != activityMigrant {
			continue
		}
		if err := c.detachThings(); err != nil {
			return err
		}
	}
	for _, kind := range [...]migrantKind{activityMigrant, tokenMigrant, scopeMigrant, handlerMigrant} {
		for _, c := range list {
			if c.kind == kind {
				if err := m.detach(c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// detachThings takes what an activity instance has from its executions, unless
// that has happened before.
func (n *migrant) detachThings() *Error {
	for _, thing := range n.things {
		if thing.isDetached() {
			continue
		}
		if err := thing.detach(); err != nil {
			return err
		}
	}
	return nil
}

// detachAllThings is detachThings without asking whether it has happened: the
// engine fails where it has.
func (n *migrant) detachAllThings() *Error {
	for _, thing := range n.things {
		if err := thing.detach(); err != nil {
			return err
		}
	}
	return nil
}

// end removes an activity instance or a kept scope that has no target. A
// migrant that is no scope has nothing to remove.
func (m *migration) end(n *migrant) *Error {
	if n.kind == scopeMigrant {
		m.t.remove(n.x)
		m.t.deleteSubscription(n.subscription)
		n.setParent(nil)
		return nil
	}
	if !n.scoped {
		return nil
	}
	x, parent := n.x, n.parent
	holder := x.parent
	x.activity, x.activityInstance = n.source, n.id
	if err := m.t.deleteCascade(x, m.how); err != nil {
		return err
	}
	if err := m.releaseInner(parent, holder); err != nil {
		return err
	}
	n.setParent(nil)
	return nil
}

// detach takes a migrant out of the scope around it.
func (m *migration) detach(n *migrant) *Error {
	parent := n.parent
	switch {
	case n.kind == handlerMigrant:
		detachSubscription(n.subscription)
		return nil
	case n.kind == scopeMigrant:
		detachSubscription(n.subscription)
		n.x.detach()
		n.x.parent = nil
		return nil
	case n.kind == tokenMigrant:
		if err := n.job.detach(); err != nil {
			return err
		}
		if err := n.detachAllThings(); err != nil {
			return err
		}
		x := n.here()
		x.active = false
		if err := m.releaseInner(parent, x); err != nil {
			return err
		}
	case n.scoped:
		if err := n.detachThings(); err != nil {
			return err
		}
		x := n.x
		holder := x.parent
		x.detach()
		x.parent = nil
		if isComposite(m.sourceOf(n).Behavior) {
			holder.leaveActivityInstance()
		}
		if err := m.releaseInner(parent, holder); err != nil {
			return err
		}
	default:
		if err := n.detachThings(); err != nil {
			return err
		}
		x := n.here()
		x.activity = program.None
		x.leaveActivityInstance()
		x.active = false
		if err := m.releaseInner(parent, x); err != nil {
			return err
		}
	}
	n.setParent(nil)
	return nil
}

// attach puts a migrant into another scope.
func (m *migration) attach(n, parent *migrant) *Error {
	n.setParent(parent)
	switch n.kind {
	case handlerMigrant:
		attachSubscription(n.subscription, parent.here())
		return nil
	case scopeMigrant:
		attachSubscription(n.subscription, parent.here())
		n.x.setParent(parent.here())
		return nil
	}
	x, err := m.makeInner(parent)
	if err != nil {
		return err
	}
	switch {
	case n.kind == tokenMigrant:
		n.x = x
		x.activityInstance, x.active = noActivityInstance, n.active
		n.job.attach(n)
	case n.scoped:
		n.x.setParent(x)
		if isComposite(m.sourceOf(n).Behavior) {
			x.activityInstance = n.id
		}
	default:
		n.x = x
		x.activity, x.activityInstance, x.active = m.numbered(n), n.id, n.active
	}
	for _, thing := range n.things {
		thing.attach(n)
	}
	return nil
}

// makeInner returns an execution within a scope that something can be put on.
func (m *migration) makeInner(n *migrant) (*execution, *Error) {
	x, a := n.here(), m.current(n)
	switch a.Behavior {
	case program.ParallelMultiInstanceBehavior:
		return m.t.innerInstance(x), nil
	case program.SequentialMultiInstanceBehavior:
		if x.counter(nrOfActiveInstances) > 0 {
			return nil, engineError("ENGINE-02032 Execution '" + describe(x) + "' with execution behavior of class '" + a.Behavior.Class() + "' cannot have concurrency.")
		}
		count := x.counter(nrOfInstances)
		m.t.setLocal(x, loopCounter, int32(count))
		m.t.setLocal(x, nrOfInstances, int32(count+1))
		m.t.setLocal(x, nrOfActiveInstances, int32(1))
		return x, nil
	}
	if x.hasChildren() || x.activity != program.None {
		x = m.t.concurrentChild(x)
		x.active = false
	}
	return x, nil
}

// releaseInner takes an execution within a scope away that holds nothing any
// more.
func (m *migration) releaseInner(n *migrant, x *execution) *Error {
	switch m.current(n).Behavior {
	case program.ParallelMultiInstanceBehavior:
		body := x.parent
		if body == nil {
			return internalNull("")
		}
		m.t.remove(x)
		m.t.setLocal(body, nrOfActiveInstances, int32(body.counter(nrOfActiveInstances)-1))
	case program.SequentialMultiInstanceBehavior:
		m.t.unsetLocal(x, loopCounter, x)
		m.t.setLocal(x, nrOfActiveInstances, int32(x.counter(nrOfActiveInstances)-1))
	default:
		if !x.concurrent {
			return nil
		}
		p := x.parent
		if p == nil {
			return internalNull("")
		}
		m.t.remove(x)
		m.t.prune(p)
	}
	return nil
}

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
		if n.kind != activityMigrant && n.kind != scopeMigrant {
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
