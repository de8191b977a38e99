package analysis

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// SavePoint is a place that a failure of a node is rolled back to.
type SavePoint struct {
	// Start is the node before or behind which the engine has committed; Kind
	// is that of [Transaction]. Behind is false where the job before Start is
	// what is repeated.
	Start  *bpmn.FlowNode
	Kind   string
	Behind bool
	// Steps are the nodes that run in the same transaction up to the node,
	// which is the last of them, in the order of the paths. Another attempt runs
	// them again; where conditions decide, some of them.
	Steps []*bpmn.FlowNode
}

// SavePoints returns where the transactions begin in which a node runs: several
// where several ways lead to it.
func SavePoints(n *bpmn.FlowNode) []SavePoint {
	var out []SavePoint
	limit := &budget{maxSteps}
	for _, start := range nodesOf(n.Scope.Process) {
		for _, b := range beginnings(start) {
			w := newWalk(limit)
			if b.behind {
				w.leave(start)
			} else {
				w.run(start)
			}
			w.settle()
			if !w.entered[n] || b.behind && n == start {
				continue
			}
			out = append(out, SavePoint{start, b.kind, b.behind, w.stepsTo(start, b, n)})
		}
	}
	return out
}

// nodesOf returns the flow nodes of a process at all levels, in document order.
func nodesOf(p *bpmn.Process) []*bpmn.FlowNode {
	var out []*bpmn.FlowNode
	for n := range p.All() {
		out = append(out, n)
	}
	return out
}

// stepsTo returns the nodes of the transaction that lie on a way to a node.
func (w *walk) stepsTo(start *bpmn.FlowNode, b beginning, n *bpmn.FlowNode) []*bpmn.FlowNode {
	first := []*bpmn.FlowNode{start}
	if b.behind {
		first = successors(start)
	}
	var steps []*bpmn.FlowNode
	w.reached(first, func(x *bpmn.FlowNode) bool {
		leads := x == n
		if !leads {
			w.reached(w.next(x), func(y *bpmn.FlowNode) bool {
				leads = leads || y == n
				return !leads
			})
		}
		if leads && x != n {
			steps = append(steps, x)
		}
		return true
	})
	return append(steps, n)
}

// reached calls a function for the nodes of the transaction behind some, these
// included, until it says no.
func (w *walk) reached(from []*bpmn.FlowNode, yield func(*bpmn.FlowNode) bool) {
	seen := map[*bpmn.FlowNode]bool{}
	todo := append([]*bpmn.FlowNode(nil), from...)
	for len(todo) > 0 && w.limit.steps > 0 {
		w.limit.steps--
		n := todo[0]
		todo = todo[1:]
		if n == nil || seen[n] || !w.entered[n] {
			continue
		}
		seen[n] = true
		if !yield(n) {
			return
		}
		todo = append(todo, w.next(n)...)
	}
}
