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
