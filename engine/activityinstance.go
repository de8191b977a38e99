package engine

import (
	"cmp"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Tree returns the activity instances of an instance; nil if it does not run.
func (e *Engine) Tree(instance ID) *ActivityInstance {
	in := e.running(instance.number())
	if in == nil {
		return nil
	}
	return treeOf(in)
}

func (t *transaction) tree(in *instance) *ActivityInstance { return treeOf(in) }

// find returns a node of the tree, nil where there is none.
func (a *ActivityInstance) find(id ID) *ActivityInstance {
	if a == nil || a.ID == id {
		return a
	}
	for _, c := range a.Children {
		if n := c.find(id); n != nil {
			return n
		}
	}
	return nil
}

// visit calls f with all nodes, parents first.
func (a *ActivityInstance) visit(f func(*ActivityInstance)) {
	f(a)
	for _, c := range a.Children {
		c.visit(f)
	}
}

// treeBuilder makes the tree of activity instances of an instance.
type treeBuilder struct {
	in          *instance
	nodes       map[uint32]*treeNode
	order       []*treeNode
	transitions []treeTransition
}

// treeNode is an activity instance with its execution.
type treeNode struct {
	*ActivityInstance
	id, parent uint32
	x          *execution
	activity   program.ActivityID
}

// treeTransition is a transition instance with its execution.
type treeTransition struct {
	TransitionInstance
	parent uint32
	x      *execution
}

// treeOf makes the tree as the engine does: a node for each execution that is
// a leaf of the tree of executions, or throws compensation, and for each scope
// around them.
func treeOf(in *instance) *ActivityInstance {
	b := newTree(in)
	b.incidents()
	return b.order[0].ActivityInstance
}

// newTree makes the tree without incidents. Its first node is the root.
func newTree(in *instance) *treeBuilder {
	b := &treeBuilder{in: in, nodes: map[uint32]*treeNode{}}
	root := b.add(in.root(), program.Root, 0, noActivityInstance)
	root.Type = "processDefinition"
	t := &transaction{}
	for _, x := range in.slots {
		if x.removed || x.eventScope || x.activity == program.None || x.hasChildren() && !x.isThrowing() {
			continue
		}
		m := t.mappingOf(x)
		skip := program.None
		switch {
		case x.activityInstance == noActivityInstance:
			b.transitions = append(b.transitions, treeTransition{b.transition(x), x.parentActivityInstance(), x})
			skip = x.activity
		case !x.isThrowing() || x.at().Behavior == program.BoundaryCancelBehavior:
			b.add(x, x.activity, x.activityInstance, m.get(x.at().FlowScope).parentActivityInstance())
			skip = x.activity
		}
		for i, s := range m.scopes {
			if s == skip || s == program.Root || i > 0 && m.executions[i] == m.executions[i-1] {
				continue
			}
			outer := in.def.process.Activities[s].FlowScope
			if i+1 < len(m.executions) && m.executions[i] == m.executions[i+1] {
				continue // the scope has no execution of its own
			}
			b.add(m.executions[i], s, m.executions[i].parentActivityInstance(), m.get(outer).parentActivityInstance())
		}
	}
	for _, n := range b.order[1:] {
		p := b.parentOf(n)
		p.Children = append(p.Children, n.ActivityInstance)
	}
	for i := range b.transitions {
		s := &b.transitions[i]
		p := b.holderOf(s)
		p.Transitions = append(p.Transitions, s.TransitionInstance)
	}
	for _, n := range b.order {
		slices.SortStableFunc(n.Children, func(a, b *ActivityInstance) int { return cmp.Compare(a.ID, b.ID) })
	}
	return b
}

// parentOf returns the node around another one.
func (b *treeBuilder) parentOf(n *treeNode) *treeNode {
	p := b.nodes[n.parent]
	if p == nil || p == n {
		p = b.nodes[0]
	}
	return p
}

// holderOf returns the node around a transition instance.
func (b *treeBuilder) holderOf(s *treeTransition) *treeNode {
	p := b.nodes[s.parent]
	if p == nil {
		p = b.nodes[0]
	}
	return p
}

// add makes a node unless it is there.
func (b *treeBuilder) add(x *execution, a program.ActivityID, id, parent uint32) *treeNode {
	if n := b.nodes[id]; n != nil {
		return n
	}
	activity := &b.in.def.process.Activities[a]
	n := &treeNode{&ActivityInstance{ID: b.in.idOf(id), Activity: activity.ID, Name: activity.Name, Type: string(activity.Type)}, id, parent, x, a}
	n.Executions = append(n.Executions, x.fullID())
	for c := x.first; c != nil; c = c.after {
		if !c.eventScope && c.concurrent && c.activity == program.None {
			n.Executions = append(n.Executions, c.fullID())
		}
	}
	b.nodes[id] = n
	b.order = append(b.order, n)
	return n
}

func (b *treeBuilder) transition(x *execution) TransitionInstance {
	a := x.at()
	s := TransitionInstance{ID: x.fullID(), Execution: x.fullID(), Activity: a.ID, Name: a.Name, Type: string(a.Type)}
	if x.waits != nil {
		for _, i := range x.waits.incidents {
			s.Incidents = append(s.Incidents, i.fullID())
		}
	}
	return s
}

// incidents adds the incidents to the nodes whose executions have them.
func (b *treeBuilder) incidents() {
	for _, x := range b.in.slots {
		if x.removed || x.waits == nil || len(x.waits.incidents) == 0 || x.activityInstance == noActivityInstance {
			continue
		}
		for _, i := range x.waits.incidents {
			if n := b.holder(x, i.activity); n != nil {
				n.Incidents = append(n.Incidents, i.fullID())
			}
		}
	}
}

// holder returns the node of an execution, that of an activity if there are
// several.
func (b *treeBuilder) holder(x *execution, activity string) *treeNode {
	var found *treeNode
	for _, n := range b.order {
		if slices.Contains(n.Executions, x.fullID()) && (found == nil || n.Activity == activity) {
			found = n
		}
	}
	return found
}
