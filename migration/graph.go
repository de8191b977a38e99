package migration

import "github.com/bpmnlint/bpmnlint/engine/program"

// graph is the ways that a token can take through a process. Each activity has
// two nodes: that it is entered, and that it is left the way it should be.
type graph struct {
	process *program.Process
	next    [][]int // by node
}

func (g *graph) entry(id program.ActivityID) int { return 2 * int(id) }
func (g *graph) exit(id program.ActivityID) int  { return 2*int(id) + 1 }

func graphOf(p *program.Process) *graph {
	g := &graph{process: p, next: make([][]int, 2*len(p.Activities))}
	edge := func(from, to int) { g.next[from] = append(g.next[from], to) }
	for i := range p.Activities {
		id, a := program.ActivityID(i), &p.Activities[i]
		if len(a.Children) == 0 {
			edge(g.entry(id), g.exit(id))
		}
		if id != program.Root && len(a.Outgoing) == 0 && endsScope(a) {
			edge(g.exit(id), g.exit(a.FlowScope))
		}
		for _, f := range a.Outgoing {
			edge(g.exit(id), g.entry(p.Flows[f].Target))
		}
		for _, c := range a.Children {
			child := &p.Activities[c]
			if len(child.Incoming) == 0 && !child.IsCompensationHandler && !isBoundary(child.Behavior) && child.Start != program.StartCancelingEventScope {
				edge(g.entry(id), g.entry(c))
			}
		}
		if isBoundary(a.Behavior) && a.EventScope != program.None && a.Type != program.CompensationBoundaryType {
			edge(g.entry(a.EventScope), g.entry(id))
		}
	}
	for _, f := range p.GatewayFlows {
		edge(g.entry(f.Gateway), g.entry(f.Event))
	}
	return g
}

// endsScope reports whether the scope around an activity can end with it, where
// no flow leads on.
func endsScope(a *program.Activity) bool {
	switch a.Behavior {
	case program.ErrorEndBehavior, program.CancelEndBehavior, program.EventBasedGatewayBehavior:
		return false
	}
	return !a.IsCompensationHandler && a.Type != program.CompensationBoundaryType
}

// isBoundary reports whether a behavior is that of a boundary event.
func isBoundary(b program.Behavior) bool {
	return b == program.BoundaryBehavior || b == program.BoundaryConditionalBehavior || b == program.BoundaryCancelBehavior
}

// starts returns where instances begin.
func (g *graph) starts() []int { return []int{g.entry(program.Root)} }

// from returns where a token goes on that is migrated at a place: what was to
// happen when the activity is entered has happened.
func (g *graph) from(p Place) []int {
	var out []int
	switch p.Waiting {
	case BeforeActivity:
		out = append(out, g.entry(p.Target))
	case AfterActivity:
		out = append(out, g.exit(p.Target))
	default:
		out = append(out, g.exit(p.Target))
		if g.process.Activities[p.Target].Behavior == program.EventBasedGatewayBehavior {
			out = g.next[g.entry(p.Target)]
		}
	}
	// What listens in the scopes around it can be triggered too.
	for id := p.Target; id != program.None; id = g.process.Activities[id].FlowScope {
		for _, e := range g.process.Activities[id].EventActivities {
			if e != p.Target {
				out = append(out, g.entry(e))
			}
		}
	}
	return out
}

// reach returns the nodes that can be reached without leaving any of the
// activities that are named.
func (g *graph) reach(from []int, without []program.ActivityID) []bool {
	blocked := make([]bool, len(g.next))
	for _, id := range without {
		blocked[g.exit(id)] = true
	}
	seen := make([]bool, len(g.next))
	stack := append([]int(nil), from...)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] || blocked[n] {
			continue
		}
		seen[n] = true
		stack = append(stack, g.next[n]...)
	}
	return seen
}

// reversed returns the graph with all edges turned round.
func (g *graph) reversed() *graph {
	r := &graph{process: g.process, next: make([][]int, len(g.next))}
	for from, list := range g.next {
		for _, to := range list {
			r.next[to] = append(r.next[to], from)
		}
	}
	return r
}

// nearest returns the activity among those that are marked whose entry is the
// fewest steps from a node, None if none can be reached.
func (g *graph) nearest(from int, marked []bool) program.ActivityID {
	seen := make([]bool, len(g.next))
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		if seen[n] {
			continue
		}
		seen[n] = true
		if id := program.ActivityID(n / 2); n == g.entry(id) && marked[id] {
			return id
		}
		queue = append(queue, g.next[n]...)
	}
	return program.None
}
