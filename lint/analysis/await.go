package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// AwaitedLater returns the nodes that catch the message which a node throws and
// that a token of the same instance comes to only after it has passed this node:
// while the message is thrown, they do not wait for it yet. Catching boundary
// events and event sub-processes are left out.
func AwaitedLater(thrower *bpmn.FlowNode) []*bpmn.FlowNode {
	message := messageOf(thrower)
	if message == nil || thrower.Scope == nil {
		return nil
	}
	before := reachedWithout(thrower)
	var later []*bpmn.FlowNode
	var look func(s *bpmn.Scope)
	look = func(s *bpmn.Scope) {
		for _, n := range s.FlowNodes {
			switch {
			case s == thrower.Scope && before[n], n == thrower, n.IsEventSubProcess():
			case n.Content != nil:
				look(n.Content)
			case (n.Type == bpmn.ReceiveTask || n.Type == bpmn.IntermediateCatchEvent) && messageOf(n) == message:
				later = append(later, n)
			}
		}
	}
	look(thrower.Scope)
	return later
}

// reachedWithout returns the nodes of the scope of a node that a token may come
// to without passing it, and those that nothing leads to.
func reachedWithout(n *bpmn.FlowNode) map[*bpmn.FlowNode]bool {
	seen := map[*bpmn.FlowNode]bool{n: true}
	var todo []*bpmn.FlowNode
	for _, x := range n.Scope.FlowNodes {
		// A boundary event is as early as its activity, which is found later.
		if len(x.Incoming) == 0 && x.Type != bpmn.BoundaryEvent && x != n {
			todo = append(todo, x)
		}
	}
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[x] {
			continue
		}
		seen[x] = true
		todo = append(todo, successors(x)...)
		todo = append(todo, x.BoundaryEvents...)
	}
	delete(seen, n)
	return seen
}

// messageOf returns the message that a node throws or catches, nil for none.
func messageOf(n *bpmn.FlowNode) *bpmn.Message {
	if n.Message != nil {
		return n.Message
	}
	if i := slices.IndexFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Message != nil }); i >= 0 {
		return n.EventDefinitions[i].Message
	}
	return nil
}
