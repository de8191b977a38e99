package rehearsal

import (
	"errors"

	"github.com/bpmnlint/bpmnlint/engine"
)

// graph is what instances can do: states and what leads from one to another.
type graph struct {
	chooser *chooser
	nodes   []*node
	byKey   map[string]int
	// cut says that there is more than the limit of states, varied that steps
	// have more outcomes than are looked at, endless that a step did not come to
	// rest.
	cut, varied, endless bool
}

// node is a state. The end is a node without a state.
type node struct {
	*state
	edges []edge
	// failures are the steps that the engine breaks off.
	failures []failure
	// expanded says that the edges are known.
	expanded bool
	// from is the step by which the search came here, with the node before, -1
	// for a beginning.
	from int
	via  step
	// runs are the activities that were entered by that step.
	runs []string
	own  bool
}

// ended reports whether an instance has ended here.
func (n *node) ended() bool { return n.state == nil }

// step is an action with what was chosen.
type step struct {
	line   string
	chosen []string
}

// edge leads to another state.
type edge struct {
	to   int
	step step
	// runs are the ids of the activities that were entered, in order.
	runs []string
}

// failure is a step that the engine breaks off.
type failure struct {
	step  step
	class string
	text  string
	at    string // id of the activity, empty if not known
}

// same reports whether two failures are of the same kind.
func (f failure) same(g failure) bool { return f.class == g.class && f.at == g.at }

func newGraph(c *chooser) *graph { return &graph{chooser: c, byKey: map[string]int{}} }

// endKey is that of the end.
const endKey = "ended"

// add returns the node of the state of an instance, of the end for nil.
func (g *graph) add(l *look, n node) int {
	key := endKey
	if l != nil {
		key = l.name()
	}
	if i, ok := g.byKey[key]; ok {
		if l != nil && l.blurred {
			g.nodes[i].blurred = true
		}
		return i
	}
	if l != nil {
		s := l.state
		s.key, s.leaves = key, l.leavesOf()
		n.state = &s
	}
	n.expanded = l == nil
	g.byKey[key] = len(g.nodes)
	g.nodes = append(g.nodes, &n)
	return len(g.nodes) - 1
}

// start adds the states in which instances rest first, and returns what leads
// there.
func (g *graph) start(e *engine.Engine, s *side) []edge {
	var out []edge
	for _, a := range starts(e, s.process) {
		g.outcomes(e, 0, a, func(f *engine.Engine, chosen []string, err error) {
			if err != nil {
				return
			}
			id := firstInstance(f)
			to := edge{step: step{a.line, chosen}, runs: g.chooser.entered}
			to.to = g.add(settled(f, id, s), node{from: -1, via: to.step, runs: to.runs, own: true})
			out = append(out, to)
		})
	}
	return out
}

// firstInstance returns the instance that nobody called and that was started
// first; zero if none runs.
func firstInstance(e *engine.Engine) engine.ID {
	for _, i := range e.Instances() {
		if i.Super == 0 {
			return i.ID
		}
	}
	return 0
}

// settled looks at an instance behind a step, nil if it has ended.
func settled(e *engine.Engine, id engine.ID, s *side) *look {
	if _, running := e.Instance(id); !running {
		return nil
	}
	return lookAt(e, id, s)
}

// explore takes the states in, breadth first, from a node on, until there are as
// many as the limit says.
func (g *graph) explore(from, limit int) {
	for i := from; i < len(g.nodes); i++ {
		n := g.nodes[i]
		if n.expanded {
			continue
		}
		if len(g.nodes) >= limit {
			g.cut = true
			return
		}
		g.expand(i)
	}
}

// expand finds what can happen in a state.
func (g *graph) expand(i int) {
	n := g.nodes[i]
	n.expanded = true
	for _, a := range lookAt(n.engine, n.instance, n.side).actions() {
		g.outcomes(n.engine, n.instance, a, func(f *engine.Engine, chosen []string, err error) {
			s := step{a.line, chosen}
			if err != nil {
				n.failures = append(n.failures, failureOf(s, err))
				return
			}
			runs := g.chooser.entered
			to := g.add(settled(f, n.instance, n.side), node{from: i, via: s, runs: runs, own: n.own})
			n.edges = append(n.edges, edge{to, s, runs})
		})
	}
}

func failureOf(s step, err error) failure {
	f := failure{step: s, text: err.Error()}
	var own *engine.Error
	if errors.As(err, &own) {
		f.class, f.at = own.Class, own.Activity
	}
	return f
}

// outcomes carries an action of an instance out on forks of an engine, once for
// each combination of choices.
func (g *graph) outcomes(e *engine.Engine, id engine.ID, a action, each func(f *engine.Engine, chosen []string, err error)) {
	work := [][]int{nil}
	for done := 0; len(work) > 0; done++ {
		if done == maxOutcomes {
			g.varied = true
			return
		}
		f := e.Fork()
		g.chooser.begin(id, work[0])
		g.chooser.holds = a.event
		work = work[1:]
		err := a.run(f)
		more, all := g.chooser.others()
		if !all {
			g.varied = true
		}
		work = append(work, more...)
		var limit *engine.LimitError
		if errors.As(err, &limit) {
			g.endless = true
			continue
		}
		each(f, g.chooser.said(), err)
	}
}

// path returns how the search came to a node, and the activities that were
// entered on the way.
func (g *graph) path(i int) (steps []step, runs []string) {
	for ; i >= 0; i = g.nodes[i].from {
		steps = append(steps, g.nodes[i].via)
		runs = append(append([]string(nil), g.nodes[i].runs...), runs...)
	}
	for a, b := 0, len(steps)-1; a < b; a, b = a+1, b-1 {
		steps[a], steps[b] = steps[b], steps[a]
	}
	return steps, runs
}
