package rehearsal

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// unbounded stands for any number of runs.
const unbounded = 1 << 20

// counter numbers activities by the names that they have in the target.
type counter struct {
	numbers map[string]int
	names   []string
	// rename gives an activity of the source its name where that is another one.
	rename map[string]string
}

// newCounter returns a counter in which an activity of the source has the name
// of the one that takes it over, and else that of the one with its id, unless
// that is something else, such as a gateway instead of a task.
func newCounter(source, target *program.Process, plan engine.Plan) counter {
	c := counter{numbers: map[string]int{}, rename: map[string]string{}}
	for i := range source.Activities {
		a := &source.Activities[i]
		if t, ok := target.ActivityByID(a.ID); !ok || does(a) != does(&target.Activities[t]) {
			c.rename[a.ID] = "source " + a.ID
		}
	}
	for _, i := range plan.Instructions {
		c.rename[i.Source] = i.Target
	}
	return c
}

func (c *counter) number(id string) int {
	n, ok := c.numbers[id]
	if !ok {
		n = len(c.names)
		c.numbers[id] = n
		c.names = append(c.names, id)
	}
	return n
}

// of returns the numbers of activities that were entered.
func (c *counter) of(runs []string, isSource bool) []int {
	out := make([]int, len(runs))
	for i, id := range runs {
		if to, ok := c.rename[id]; ok && isSource {
			id = to
		}
		out[i] = c.number(id)
	}
	return out
}

// numbered is a graph whose edges are written with numbers.
type numbered struct {
	*graph
	edges  [][]numberedEdge
	starts []numberedEdge
}

type numberedEdge struct {
	to   int
	runs []int
}

func (c *counter) numbered(g *graph, starts []edge, isSource bool) *numbered {
	out := &numbered{graph: g, edges: make([][]numberedEdge, len(g.nodes))}
	for i, n := range g.nodes {
		for _, e := range n.edges {
			out.edges[i] = append(out.edges[i], numberedEdge{e.to, c.of(e.runs, isSource)})
		}
	}
	for _, e := range starts {
		out.starts = append(out.starts, numberedEdge{e.to, c.of(e.runs, isSource)})
	}
	return out
}

// futures returns, for each node, how often each activity can run from there on
// at most. What comes behind a blurred state is not known exactly: certain
// leaves it out, so that there is a way for each number; else it counts as any
// number.
func (g *numbered) futures(activities int, certain bool) [][]int {
	out := make([][]int, len(g.nodes))
	component, order := g.components()
	for _, members := range order {
		most := make([]int, activities)
		for _, i := range members {
			if certain && g.isBlurred(i) {
				continue
			}
			for _, e := range g.edges[i] {
				within := component[e.to] == component[i]
				if !within {
					for a, n := range out[e.to] {
						most[a] = max(most[a], n)
					}
				}
				counts := map[int]int{}
				for _, a := range e.runs {
					counts[a]++
				}
				for a, n := range counts {
					if within {
						most[a] = unbounded
					} else {
						most[a] = max(most[a], min(unbounded, n+out[e.to][a]))
					}
				}
			}
		}
		blurred := slices.ContainsFunc(members, g.isBlurred)
		for a := range most {
			if !certain && blurred && most[a] > 0 {
				most[a] = unbounded
			}
		}
		for _, i := range members {
			out[i] = most
		}
	}
	return out
}

// isBlurred reports whether a node stands for states with different futures.
func (g *numbered) isBlurred(i int) bool { return !g.nodes[i].ended() && g.nodes[i].blurred }

// most returns how often each activity runs in one run at most.
func (g *numbered) most(futures [][]int, activities int) []int {
	out := make([]int, activities)
	for _, s := range g.starts {
		total := append([]int(nil), futures[s.to]...)
		for _, a := range s.runs {
			total[a] = min(unbounded, total[a]+1)
		}
		for a, n := range total {
			out[a] = max(out[a], n)
		}
	}
	return out
}

// components returns the strongly connected components: the number of each
// node's, and the members, those first that nothing leads out of.
func (g *numbered) components() (component []int, order [][]int) {
	component = make([]int, len(g.nodes))
	index, low := make([]int, len(g.nodes)), make([]int, len(g.nodes))
	for i := range component {
		component[i] = -1
	}
	next := 0
	var stack []int
	type frame struct{ node, edge int }
	for root := range g.nodes {
		if index[root] != 0 {
			continue
		}
		work := []frame{{root, 0}}
		for len(work) > 0 {
			f := &work[len(work)-1]
			i := f.node
			if f.edge == 0 && index[i] == 0 {
				next++
				index[i], low[i] = next, next
				stack = append(stack, i)
			}
			if f.edge < len(g.edges[i]) {
				to := g.edges[i][f.edge].to
				f.edge++
				switch {
				case index[to] == 0:
					work = append(work, frame{to, 0})
				case component[to] < 0:
					low[i] = min(low[i], index[to])
				}
				continue
			}
			if low[i] == index[i] {
				var members []int
				for {
					last := stack[len(stack)-1]
					stack = stack[:len(stack)-1]
					component[last] = len(order)
					members = append(members, last)
					if last == i {
						break
					}
				}
				order = append(order, members)
			}
			work = work[:len(work)-1]
			if len(work) > 0 {
				below := work[len(work)-1].node
				low[below] = min(low[below], low[i])
			}
		}
	}
	return component, order
}

// always returns, for each node that instances of the target reach by
// themselves, the activities that all of them have run by then; nil for other
// nodes.
func (g *numbered) always(activities int) [][]bool {
	out := make([][]bool, len(g.nodes))
	var work []int
	meet := func(to int, before []bool, runs []int) {
		have := make([]bool, activities)
		copy(have, before)
		for _, a := range runs {
			have[a] = true
		}
		if out[to] == nil {
			out[to] = have
			work = append(work, to)
			return
		}
		changed := false
		for a := range have {
			if out[to][a] && !have[a] {
				out[to][a] = false
				changed = true
			}
		}
		if changed {
			work = append(work, to)
		}
	}
	for _, s := range g.starts {
		meet(s.to, nil, s.runs)
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, e := range g.edges[i] {
			meet(e.to, out[i], e.runs)
		}
	}
	return out
}

// canEnd returns from which nodes an instance can end. Where the search did not
// look further, or does not tell states apart, it can.
func (g *numbered) canEnd() []bool {
	return g.leadTo(func(n *node) bool { return n.ended() || !n.expanded || n.blurred })
}

// leadTo returns from which nodes one can come to a node for which a condition
// holds.
func (g *numbered) leadTo(is func(*node) bool) []bool {
	out := make([]bool, len(g.nodes))
	back := make([][]int, len(g.nodes))
	var work []int
	for i, n := range g.nodes {
		for _, e := range g.edges[i] {
			back[e.to] = append(back[e.to], i)
		}
		if is(n) {
			out[i] = true
			work = append(work, i)
		}
	}
	for len(work) > 0 {
		i := work[len(work)-1]
		work = work[:len(work)-1]
		for _, b := range back[i] {
			if !out[b] {
				out[b] = true
				work = append(work, b)
			}
		}
	}
	return out
}

// nearest returns the shortest way from a node to one for which a condition
// holds, and that node.
func (g *numbered) nearest(from int, is func(*node) bool) ([]edge, *node) {
	way, at, ok := g.way(from, -1, 0, func(i, _ int) bool { return is(g.nodes[i]) })
	if !ok {
		return nil, nil
	}
	return way, g.nodes[at]
}

// way returns the shortest way from a node to one for which a condition holds,
// as the places of the edges; false where there is none. The activities that
// were entered on the way are counted up to a number: the condition is about
// that too.
func (g *numbered) way(from, activity, upTo int, is func(node, count int) bool) ([]edge, int, bool) {
	type point struct{ node, count int }
	type arrival struct {
		before point
		edge   int
	}
	came := map[point]arrival{{from, 0}: {before: point{-1, 0}}}
	for queue := []point{{from, 0}}; len(queue) > 0; queue = queue[1:] {
		p := queue[0]
		if is(p.node, p.count) {
			var way []edge
			for q := p; came[q].before.node >= 0; q = came[q].before {
				way = append(way, g.nodes[came[q].before.node].edges[came[q].edge])
			}
			for a, b := 0, len(way)-1; a < b; a, b = a+1, b-1 {
				way[a], way[b] = way[b], way[a]
			}
			return way, p.node, true
		}
		if g.isBlurred(p.node) {
			continue // not all that it stands for can take the steps
		}
		for i, e := range g.edges[p.node] {
			to := point{e.to, p.count}
			for _, a := range e.runs {
				if a == activity {
					to.count = min(upTo, to.count+1)
				}
			}
			if _, known := came[to]; !known {
				came[to] = arrival{p, i}
				queue = append(queue, to)
			}
		}
	}
	return nil, 0, false
}
