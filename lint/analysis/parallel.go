package analysis

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Termination is a terminate end event that can end work on a path beside its
// own.
type Termination struct {
	Event *bpmn.FlowNode
	// Fork is where the two paths part, Work a step on the other path that can
	// still be running.
	Fork, Work *bpmn.FlowNode
}

// budget bounds the steps of the searches in one file. Real models need some
// thousands; a model that is made to be slow is looked at in part.
type budget struct{ steps int }

const maxSteps = 2_000_000

// Terminations returns the terminate end events of executable processes that
// can end work on a parallel path, each once.
func Terminations(nodes []*bpmn.FlowNode) []Termination {
	var out []Termination
	b := &budget{maxSteps}
	for _, n := range nodes {
		if n.Type != bpmn.EndEvent || !n.Scope.Process.IsExecutable ||
			!slices.ContainsFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool { return d.Type == bpmn.TerminateEventDefinition }) {
			continue
		}
		if t, ok := b.termination(n); ok {
			out = append(out, t)
		}
	}
	return out
}

func (b *budget) termination(event *bpmn.FlowNode) (Termination, bool) {
	for _, fork := range event.Scope.FlowNodes {
		if b.steps <= 0 {
			break
		}
		branches := parallelBranches(fork)
		for i, mine := range branches {
			for j, other := range branches {
				if i == j {
					continue
				}
				joins := b.commonJoins(mine, other)
				if !b.reach(mine, joins)[event] {
					continue
				}
				if work := b.lasting(fork, other, joins, event); work != nil {
					return Termination{event, fork, work}, true
				}
			}
		}
	}
	return Termination{}, false
}

// parallelBranches returns the first nodes of the paths that a node starts
// side by side: those of a parallel or inclusive gateway, or of a split without
// a gateway. Non-interrupting events are left out: to end what they began when
// the main path ends is what a terminate end event is mostly meant for.
func parallelBranches(n *bpmn.FlowNode) []*bpmn.FlowNode {
	if n.Type == bpmn.ExclusiveGateway || n.Type == bpmn.EventBasedGateway || n.Type == bpmn.ComplexGateway {
		return nil
	}
	var targets []*bpmn.FlowNode
	for _, f := range n.Outgoing {
		if f.Target != nil && (n.Type.IsGateway() || f.Condition == nil && f != n.DefaultFlow) {
			targets = append(targets, f.Target)
		}
	}
	if len(targets) < 2 {
		return nil
	}
	return targets
}

// reach returns the nodes that can be reached from one, itself included, along
// flows and boundary events, without passing through the nodes in stop.
func (b *budget) reach(from *bpmn.FlowNode, stop map[*bpmn.FlowNode]bool) map[*bpmn.FlowNode]bool {
	seen := map[*bpmn.FlowNode]bool{}
	todo := []*bpmn.FlowNode{from}
	for len(todo) > 0 && b.steps > 0 {
		b.steps--
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n == nil || seen[n] || stop[n] {
			continue
		}
		seen[n] = true
		for _, f := range n.Outgoing {
			todo = append(todo, f.Target)
		}
		todo = append(todo, n.BoundaryEvents...)
	}
	return seen
}

// commonJoins returns the joins that both paths can reach: behind them there
// is one path.
func (b *budget) commonJoins(first, second *bpmn.FlowNode) map[*bpmn.FlowNode]bool {
	joins := map[*bpmn.FlowNode]bool{}
	fromSecond := b.reach(second, nil)
	for n := range b.reach(first, nil) {
		if fromSecond[n] && len(n.Incoming) > 1 && (n.Type == bpmn.ParallelGateway || n.Type == bpmn.InclusiveGateway) {
			joins[n] = true
		}
	}
	return joins
}

// lasting returns the first step of a path, in document order, that takes
// time, nil if there is none.
func (b *budget) lasting(fork, first *bpmn.FlowNode, stop map[*bpmn.FlowNode]bool, event *bpmn.FlowNode) *bpmn.FlowNode {
	seen := b.reach(first, stop)
	for _, n := range fork.Scope.FlowNodes {
		if !seen[n] || n == event || n.Type == bpmn.BoundaryEvent {
			continue
		}
		if Waits(n) || n.AsyncBefore || n.AsyncAfter || n.Content != nil && containsWait(n.Content) {
			return n
		}
	}
	return nil
}

func containsWait(s *bpmn.Scope) bool {
	for n := range s.All() {
		if Waits(n) || n.AsyncBefore || n.AsyncAfter {
			return true
		}
	}
	return false
}

// Rival is a step with a job that is not exclusive, beside another one: both
// run at the same time and meet in a join.
type Rival struct {
	Node, Other, Join *bpmn.FlowNode
}

// Rivals returns the steps of executable processes whose jobs run while those
// of a parallel path do, each once.
func Rivals(nodes []*bpmn.FlowNode) []Rival {
	var out []Rival
	budget := &budget{maxSteps}
	done := map[*bpmn.FlowNode]bool{}
	for _, fork := range nodes {
		if budget.steps <= 0 || !fork.Scope.Process.IsExecutable || fork.Type != bpmn.ParallelGateway && fork.Type != bpmn.InclusiveGateway {
			continue
		}
		branches := parallelBranches(fork)
		for i, a := range branches {
			for j, b := range branches {
				if i == j {
					continue
				}
				for _, r := range budget.rivalsOf(fork, a, b) {
					if !done[r.Node] {
						done[r.Node] = true
						out = append(out, r)
					}
				}
			}
		}
	}
	return out
}

func (b *budget) rivalsOf(fork, first, second *bpmn.FlowNode) []Rival {
	joins := b.commonJoins(first, second)
	var join *bpmn.FlowNode
	for _, n := range fork.Scope.FlowNodes {
		if joins[n] {
			join = n
			break
		}
	}
	if join == nil {
		return nil
	}
	mine, others := b.reach(first, joins), b.reach(second, joins)
	var other *bpmn.FlowNode
	for _, n := range fork.Scope.FlowNodes {
		if others[n] && !mine[n] && (n.AsyncBefore || n.AsyncAfter) {
			other = n
			break
		}
	}
	if other == nil {
		return nil
	}
	var out []Rival
	for _, n := range fork.Scope.FlowNodes {
		if mine[n] && !others[n] && !n.Exclusive && (n.AsyncBefore || n.AsyncAfter) {
			out = append(out, Rival{n, other, join})
		}
	}
	return out
}

// MakesJob reports whether a job is made for a node: it is asynchronous, or a
// timer.
func MakesJob(n *bpmn.FlowNode) bool {
	if n.AsyncBefore || n.AsyncAfter || n.Loop != nil && (n.Loop.AsyncBefore || n.Loop.AsyncAfter) {
		return true
	}
	return slices.ContainsFunc(n.EventDefinitions, func(d *bpmn.EventDefinition) bool {
		return d.Type == bpmn.TimerEventDefinition || d.Async
	})
}
