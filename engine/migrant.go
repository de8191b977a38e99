package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// migrantKind is what a migrant is.
type migrantKind uint8

const (
	activityMigrant migrantKind = iota // an activity instance
	tokenMigrant                       // a token that waits for an asynchronous job
	scopeMigrant                       // a scope that has ended, kept for compensation
	handlerMigrant                     // a handler that can be compensated with
)

// migrant is a part of an instance that moves to another definition on its own:
// a node of the tree of activity instances, extended by what is kept for
// compensation.
type migrant struct {
	kind     migrantKind
	parent   *migrant
	children []*migrant
	// source is None for a scope that the migration has begun, target for what
	// ends.
	source, target program.ActivityID
	instruction    *Instruction
	// x is the execution: that of the scope where the activity is one. For
	// handlers it is nil. The execution that goes on for it is that of here.
	x  *execution
	id uint32 // of the activity instance
	// active says whether the token was active where it waits.
	active bool
	// scoped says that the activity has an execution of its own, moved that it
	// is the target's already.
	scoped, moved bool

	things []movingThing
	// ended and begun are triggers that the target does not have and those that
	// only it has.
	endedJobs          []*job
	endedSubscriptions []*subscription
	begun              []func(*transaction, *execution) *Error
	// job is that of a token, nil where it has no target. doubled are further
	// ones, of a token that was signalled while it waited for a job already.
	job     *movingJob
	doubled []*job
	// subscription is that of a handler or kept scope, with where its activity
	// goes, None for nowhere.
	subscription       *subscription
	subscriptionTo     program.ActivityID
	subscriptionOrders *Instruction
}

// isCompensation reports whether it is kept for compensation.
func (n *migrant) isCompensation() bool { return n.kind >= scopeMigrant }

// here returns the execution that stands for the migrant now: tokens move when
// others end or begin beside them.
func (n *migrant) here() *execution {
	x := n.x
	if n.kind == activityMigrant && n.scoped || n.isCompensation() || x.replacedBy == nil {
		return x
	}
	x = x.replacedBy
	if x.replacedBy != nil {
		x = x.replacedBy
	}
	return x
}

// setParent moves the migrant below another one, nil for none.
func (n *migrant) setParent(p *migrant) {
	if n.parent != nil {
		n.parent.children = slices.DeleteFunc(n.parent.children, func(c *migrant) bool { return c == n })
	}
	n.parent = p
	if p != nil {
		p.children = append(p.children, n)
	}
}

// sourceOf returns the activity of the source.
func (m *migration) sourceOf(n *migrant) *program.Activity {
	return &m.source.process.Activities[n.source]
}

// targetOf returns the activity of the target.
func (m *migration) targetOf(n *migrant) *program.Activity {
	return &m.target.process.Activities[n.target]
}

// current returns the activity that the migrant is in now.
func (m *migration) current(n *migrant) *program.Activity {
	if n.moved {
		return m.targetOf(n)
	}
	return m.sourceOf(n)
}

// numbered returns the activity of the migrant as executions number it now.
func (m *migration) numbered(n *migrant) program.ActivityID {
	if m.switched {
		return n.target
	}
	return n.source
}

// parse makes the migrants of an instance with what belongs to them.
func (m *migration) parse() *Error {
	tree := newTree(m.in)
	queue := []*treeNode{tree.order[0]}
	for len(queue) > 0 {
		node := queue[0]
		queue = queue[1:]
		m.parseActivity(tree, node)
		for _, c := range node.Children {
			if child := tree.nodes[c.ID.local()]; child != nil && m.instances[child.id] == nil {
				queue = append(queue, child)
			}
		}
	}
	if err := m.parseCompensation(); err != nil {
		return err
	}
	m.parseIncidents()
	return nil
}

func (m *migration) parseActivity(tree *treeBuilder, node *treeNode) {
	n := &migrant{source: node.activity, target: program.None, id: node.id, x: node.x}
	if node == tree.order[0] {
		n.target, m.root = program.Root, n
	} else {
		n.instruction, n.target = m.routes.of[node.activity], m.routes.to[node.activity]
		n.setParent(m.instances[tree.parentOf(node).id])
	}
	a := m.sourceOf(n)
	n.scoped = a.IsScope
	n.active = len(node.Children)+len(node.Transitions) == 0 && n.x.active
	m.activities = append(m.activities, n)
	m.parseBehavior(n, a)
	m.instances[n.id] = n
	for i := 0; i < len(tree.transitions) && len(node.Transitions) > 0; i++ {
		if s := &tree.transitions[i]; tree.holderOf(s) == node {
			m.parseToken(n, s.x)
		}
	}
	m.parseVariables(n)
	m.parseTimers(n)
	m.parseSubscriptions(n)
}

// parseBehavior takes in what belongs to an activity instance for what the
// activity is.
func (m *migration) parseBehavior(n *migrant, a *program.Activity) {
	switch a.Behavior {
	case program.UserTaskBehavior:
		if n.x.waits == nil {
			return
		}
		for _, k := range n.x.waits.tasks {
			n.things = append(n.things, &movingTask{m, n, k})
			m.taken[k] = true
		}
	case program.ExternalTaskBehavior:
		if n.x.waits == nil {
			return
		}
		for _, k := range n.x.waits.externals {
			thing := &movingExternal{m: m, n: n, k: k}
			n.things = append(n.things, thing)
			m.externals[k.fullID()] = thing
			m.taken[k] = true
		}
	case program.CallBehavior:
		// The execution of a scope stays the one that calls.
		if !a.IsScope && n.x.called != 0 {
			n.things = append(n.things, &movingCall{m: m, number: n.x.called, x: n.x})
		}
	case program.ParallelMultiInstanceBehavior:
		// Variables of instances that have ended stay where they are.
		for _, x := range inactiveAt(n.x, innerActivity(m.source.process, a), nil) {
			for v := x.variables; v != nil; v = v.next {
				m.taken[v] = true
			}
		}
	}
}

// parseToken makes a migrant of a token that waits for a job. What is left of
// an instance of a multi-instance activity is no token, though it looks like
// one.
func (m *migration) parseToken(parent *migrant, x *execution) {
	if !x.hasContinuation() {
		return
	}
	n := &migrant{
		kind: tokenMigrant, source: x.activity, instruction: m.routes.of[x.activity], target: m.routes.to[x.activity], x: x, active: x.active,
	}
	n.setParent(parent)
	m.tokens = append(m.tokens, n)
	for _, j := range x.waits.jobs {
		if !j.isContinuation() {
			continue
		}
		if n.target != program.None {
			if n.job != nil {
				n.doubled = append(n.doubled, n.job.j)
			}
			n.job = &movingJob{m: m, j: j, to: n.target}
			m.jobs[j.fullID()] = n.job
		}
		m.taken[j] = true
	}
	for v := x.variables; v != nil; v = v.next {
		if x.concurrent || v.concurrentLocal {
			m.take(n, x, v, x.concurrent)
		}
	}
}

// parseVariables takes in the variables of an activity instance: those of the
// scope, and those around it that belong to what the token does.
func (m *migration) parseVariables(n *migrant) {
	x, scope := n.x, m.sourceOf(n).IsScope
	for v := x.variables; v != nil; v = v.next {
		if scope || x.concurrent || v.concurrentLocal {
			m.take(n, x, v, x.concurrent)
		}
	}
	p := x.parent
	if p == nil || !scope {
		return
	}
	for v := p.variables; v != nil; v = v.next {
		if p.concurrent || v.concurrentLocal {
			m.take(n, p, v, v.concurrentLocal || x.concurrent)
		}
	}
}

// take makes a variable of an execution belong to a migrant; outside says that
// this is the execution around the scope.
func (m *migration) take(n *migrant, x *execution, v *variable, outside bool) {
	n.things = append(n.things, &movingVariable{m, v, outside, x})
	m.taken[v] = true
}

// parseIncidents gives incidents to the jobs and external tasks that they are
// about, others to the activity instance that they happened in.
func (m *migration) parseIncidents() {
	for _, x := range m.in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, i := range x.waits.incidents {
			switch {
			case i.configuration != 0 && i.kind == "failedJob":
				if j := m.jobs[i.configuration]; j != nil {
					m.taken[i] = true
					if j.to != program.None {
						j.incidents = append(j.incidents, &movingIncident{m, i, j.to})
					}
				}
			case i.configuration != 0 && i.kind == "failedExternalTask":
				if k := m.externals[i.configuration]; k != nil {
					m.taken[i] = true
					k.incidents = append(k.incidents, &movingIncident{m, i, k.n.target})
				}
			case x.activityInstance != noActivityInstance:
				if n := m.instances[x.activityInstance]; n != nil {
					m.taken[i] = true
					n.things = append(n.things, &movingIncident{m, i, n.target})
				}
			}
		}
	}
}

// parseCompensation makes migrants of what is kept for compensation, outer
// scopes first.
func (m *migration) parseCompensation() *Error {
	var queue []*subscription
	for _, n := range m.activities {
		if m.sourceOf(n).IsScope {
			queue = append(queue, compensations(n.x)...)
		}
	}
	kept := map[*execution]*migrant{}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		n, err := m.parseHandler(s)
		if err != nil {
			return err
		}
		m.taken[s] = true
		if n.kind == scopeMigrant {
			kept[n.x] = n
			for v := n.x.variables; v != nil; v = v.next {
				m.take(n, n.x, v, n.x.concurrent)
			}
			queue = append(queue, compensations(n.x)...)
		}
		if s.x.eventScope {
			n.setParent(kept[s.x])
		} else {
			n.setParent(m.instances[s.x.parentActivityInstance()])
		}
	}
	return nil
}

// parseHandler makes a migrant of a subscription to compensation.
func (m *migration) parseHandler(s *subscription) (*migrant, *Error) {
	p := m.source.process
	h := &p.Activities[s.activity]
	orders := m.routes.of[s.activity]
	to := m.routes.to[s.activity]
	if h.IsCompensationHandler {
		trigger := h.CompensationBoundary
		if trigger == program.None {
			trigger = h.Initial
		}
		if trigger == program.None {
			return nil, internalNull(`Cannot invoke "` + enginePackage + `pvm.process.ActivityImpl.getActivityId()" because "eventTrigger" is null`)
		}
		orders, to = m.routes.of[trigger], m.routes.to[trigger]
		if to != program.None {
			if to = m.target.process.Activities[to].EventScope; to != program.None {
				to = m.target.process.Activities[to].CompensationHandler
			}
		}
	}
	n := &migrant{kind: handlerMigrant, source: s.activity, target: to, instruction: orders, subscription: s, subscriptionTo: to, subscriptionOrders: orders}
	if s.hasCompensating {
		if x := m.in.execution(s.compensating); x != nil {
			n.kind, n.x, n.source = scopeMigrant, x, x.activity
			n.instruction, n.target = m.routes.of[x.activity], m.routes.to[x.activity]
			m.scopes = append(m.scopes, n)
			return n, nil
		}
	}
	m.handlers = append(m.handlers, n)
	return n, nil
}
