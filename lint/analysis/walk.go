package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// walk is the way of the tokens of one transaction. Where conditions decide,
// every way is walked.
type walk struct {
	limit *budget
	// entered are the nodes that a token has come to, left those that it goes
	// on from; a node that is only entered is where it rests.
	entered, left map[*bpmn.FlowNode]bool
	effects       []*bpmn.FlowNode
	// forks are the nodes that were left on several paths side by side.
	forks []*bpmn.FlowNode
	// joins are the joins that a token has come to, and the sub-processes in
	// which one has ended, as long as it is open whether others are missing.
	joins []*bpmn.FlowNode
}

func newWalk(limit *budget) *walk {
	return &walk{limit: limit, entered: map[*bpmn.FlowNode]bool{}, left: map[*bpmn.FlowNode]bool{}}
}

// enter follows a token into a node, which stays there if a job is made first.
func (w *walk) enter(n *bpmn.FlowNode) {
	if n == nil || n.AsyncBefore || w.entered[n] {
		return
	}
	if isJoin(n) {
		w.entered[n] = true
		w.joins = append(w.joins, n)
		return
	}
	w.run(n)
}

func isJoin(n *bpmn.FlowNode) bool {
	return (n.Type == bpmn.ParallelGateway || n.Type == bpmn.InclusiveGateway) && len(n.Incoming) > 1
}

// run executes a node.
func (w *walk) run(n *bpmn.FlowNode) {
	if w.limit.steps--; w.limit.steps <= 0 {
		return
	}
	w.entered[n] = true
	switch {
	case Waits(n), n.Loop != nil && (n.Loop.AsyncBefore || n.Loop.AsyncAfter):
		return
	case n.Content != nil:
		for _, c := range n.Content.FlowNodes {
			if c.Type == bpmn.StartEvent {
				w.enter(c)
			}
		}
		return
	case HasEffect(n):
		w.effects = append(w.effects, n)
	}
	if !n.AsyncAfter {
		w.leave(n)
	}
}

// leave follows the tokens that leave a node.
func (w *walk) leave(n *bpmn.FlowNode) {
	w.left[n] = true
	if len(parallelBranches(n)) > 0 {
		w.forks = append(w.forks, n)
	}
	for _, next := range successors(n) {
		w.enter(next)
	}
	if owner := endedBy(n); owner != nil && !w.left[owner] && !slices.Contains(w.joins, owner) {
		w.joins = append(w.joins, owner)
	}
}

// settle decides the joins and the ends of sub-processes: a token goes on from
// there unless another one, that left a fork in this transaction, rests before
// it.
func (w *walk) settle() {
	for again := true; again; {
		again = false
		for i := 0; i < len(w.joins) && w.limit.steps > 0; i++ {
			join := w.joins[i]
			if w.missing(join) {
				continue
			}
			w.joins = slices.Delete(w.joins, i, i+1)
			again = true
			if !join.AsyncAfter {
				w.leave(join)
			}
			break
		}
	}
}

// missing reports whether a branch that is certainly taken in this transaction
// rests before a join or before the end of a sub-process.
func (w *walk) missing(join *bpmn.FlowNode) bool {
	scope := join.Scope
	if join.Content != nil {
		scope = join.Content
	}
	for _, fork := range w.forks {
		if fork.Scope != scope {
			continue
		}
		for _, branch := range certainBranches(fork) {
			if w.limit.steps > 0 && w.rests(branch, join) && (join.Content != nil || w.limit.reach(branch, nil)[join]) {
				return true
			}
		}
	}
	return false
}

// rests reports whether a token neither comes to a join nor ends.
func (w *walk) rests(branch, join *bpmn.FlowNode) bool {
	rests := true
	w.visit([]*bpmn.FlowNode{branch}, func(n *bpmn.FlowNode) bool {
		rests = n != join && (!w.left[n] || len(successors(n)) > 0 || n.Scope != branch.Scope)
		return rests
	})
	return rests
}

// certainBranches returns the first nodes of the paths that are taken in any
// case when a fork is left.
func certainBranches(fork *bpmn.FlowNode) []*bpmn.FlowNode {
	if fork.Type == bpmn.ParallelGateway {
		return parallelBranches(fork)
	}
	var targets []*bpmn.FlowNode
	for _, f := range fork.Outgoing {
		if f.Target != nil && f.Condition == nil && f != fork.DefaultFlow {
			targets = append(targets, f.Target)
		}
	}
	return targets
}

// pair returns two effects of which the second can run after the first: behind
// it on a path, or on a later branch of a fork, as the engine executes the
// branches one after the other.
func (w *walk) pair() (first, second *bpmn.FlowNode) {
	for _, e := range w.effects {
		if second := w.firstEffect(w.next(e), e); second != nil {
			return e, second
		}
	}
	for _, fork := range w.forks {
		first = nil
		for _, branch := range parallelBranches(fork) {
			e := w.firstEffect([]*bpmn.FlowNode{branch}, first)
			if e != nil && first != nil {
				return first, e
			}
			if first == nil {
				first = e
			}
		}
	}
	return nil, nil
}

// firstEffect returns the first effect of the transaction on the paths that
// begin with some nodes, other than one.
func (w *walk) firstEffect(from []*bpmn.FlowNode, other *bpmn.FlowNode) *bpmn.FlowNode {
	var found *bpmn.FlowNode
	w.visit(from, func(n *bpmn.FlowNode) bool {
		if n != other && HasEffect(n) {
			found = n
		}
		return found == nil
	})
	return found
}

// visit calls a function for the nodes of the transaction that can be reached
// from some, these included, in the order of the paths, until it says no.
func (w *walk) visit(from []*bpmn.FlowNode, yield func(*bpmn.FlowNode) bool) {
	seen := map[*bpmn.FlowNode]bool{}
	todo := slices.Clone(from)
	slices.Reverse(todo)
	for len(todo) > 0 && w.limit.steps > 0 {
		w.limit.steps--
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == nil || seen[n] || !w.entered[n] || n.AsyncBefore {
			continue
		}
		seen[n] = true
		if !yield(n) {
			return
		}
		next := w.next(n)
		for i := len(next) - 1; i >= 0; i-- {
			todo = append(todo, next[i])
		}
	}
}

// next returns where a token goes on from a node in this transaction.
func (w *walk) next(n *bpmn.FlowNode) []*bpmn.FlowNode {
	if n.Content != nil {
		var starts []*bpmn.FlowNode
		for _, c := range n.Content.FlowNodes {
			if c.Type == bpmn.StartEvent {
				starts = append(starts, c)
			}
		}
		return starts
	}
	if !w.left[n] {
		return nil
	}
	// The end of a sub-process can be the end of those around it, too.
	for owner := endedBy(n); owner != nil && w.left[owner]; owner = endedBy(owner) {
		if len(owner.Outgoing) > 0 {
			return successors(owner)
		}
	}
	return successors(n)
}

// successors returns the nodes behind a node: the targets of its outgoing
// flows, the catching events of a link, the boundary event that catches the
// error of an error end event.
func successors(n *bpmn.FlowNode) []*bpmn.FlowNode {
	var out []*bpmn.FlowNode
	for _, f := range n.Outgoing {
		if f.Target != nil {
			out = append(out, f.Target)
		}
	}
	if n.Type == bpmn.EndEvent && hasDefinition(n, bpmn.ErrorEventDefinition) {
		if b := catcher(n); b != nil {
			out = append(out, b)
		}
		return out
	}
	if n.Type != bpmn.IntermediateThrowEvent || trigger(n) != "link" {
		return out
	}
	for _, c := range n.Scope.FlowNodes {
		if c.Type == bpmn.IntermediateCatchEvent && trigger(c) == "link" && linkName(c) == linkName(n) {
			out = append(out, c)
		}
	}
	return out
}

func linkName(n *bpmn.FlowNode) string { return n.EventDefinitions[0].Name }

// endedBy returns the sub-process that can end with a node, nil where a token
// goes on from it or leaves the sub-process in another way, by an error or a
// cancellation.
func endedBy(n *bpmn.FlowNode) *bpmn.FlowNode {
	owner, ok := n.Scope.Owner.(*bpmn.FlowNode)
	if !ok || owner.AsyncAfter || owner.TriggeredByEvent || len(n.Outgoing) > 0 || n.Type == bpmn.IntermediateThrowEvent && trigger(n) == "link" {
		return nil
	}
	if n.Type == bpmn.EndEvent && (hasDefinition(n, bpmn.ErrorEventDefinition) || hasDefinition(n, bpmn.CancelEventDefinition)) {
		return nil
	}
	return owner
}
