package rehearsal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// judge compares what migrated instances do with what instances of either
// version can do by themselves: only what migration brings is a finding.
func (h *rehearsal) judge(sources, targets []edge) {
	if h.ownCut {
		return // what the target does by itself is not known
	}
	from := h.count.numbered(h.from, sources, true)
	to := h.count.numbered(h.to, targets, false)
	h.failed(to)
	h.stuck(from, to)
	if h.from.cut || h.to.cut || h.from.varied || h.to.varied {
		return // how often an activity can run is not known
	}
	for _, m := range h.moves {
		h.count.of(m.runs, false) // all have a number from here on
	}
	activities := len(h.count.names)
	j := &runJudge{
		rehearsal: h, to: to,
		certain: to.futures(activities, true), futures: to.futures(activities, false), before: from.futures(activities, false),
		always: to.always(activities),
	}
	j.mostFrom, j.mostTo = from.most(j.before, activities), to.most(j.futures, activities)
	for _, m := range h.moves {
		j.judge(m)
	}
}

// deadlock names where the tokens are of an instance that cannot end.
func deadlock(n *node) string {
	var out []string
	for _, l := range n.leaves {
		id := n.side.process.Activities[l.activity].ID
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "|")
}

// stuck finds migrated instances that cannot end any more: those for which
// nothing can happen, and those that only go round in circles. One that fails or
// has lost a token is told of already.
func (h *rehearsal) stuck(from, to *numbered) {
	fromEnds, toEnds := from.canEnd(), to.canEnd()
	sourceEnds, targetEnds := startEnds(from, fromEnds), startEnds(to, toEnds)
	hopeless := map[*node]bool{}
	known := map[string]bool{} // where instances can be stuck in either version
	for i, n := range h.from.nodes {
		if n.isDead() || sourceEnds && !fromEnds[i] {
			known[deadlock(n)] = true
		}
	}
	for i, n := range h.to.nodes {
		hopeless[n] = sourceEnds && targetEnds && !toEnds[i]
		if n.own && (n.isDead() || targetEnds && !toEnds[i]) {
			known[deadlock(n)] = true
		}
	}
	isNew := func(n *node) bool { return !n.own && (n.isDead() || hopeless[n]) && !known[deadlock(n)] }
	leads := to.leadTo(isNew)
	for _, m := range h.moves {
		if !leads[m.to] || sourceEnds && !fromEnds[m.from] || h.spoilt[m.from] {
			continue
		}
		way, n := to.nearest(m.to, func(n *node) bool { return n.isDead() && isNew(n) })
		if n == nil {
			way, n = to.nearest(m.to, isNew)
		}
		if n == nil {
			continue
		}
		h.find("rehearsal-stuck", program.None, starving(n), m.from, way,
			"keeps instances for ever that are migrated with "+h.situation(m.from))
	}
}

// isDead reports whether nothing can happen any more to an instance that runs.
func (n *node) isDead() bool {
	return !n.ended() && n.expanded && len(n.edges) == 0 && len(n.failures) == 0
}

// startEnds reports whether instances can end that start by themselves.
func startEnds(g *numbered, ends []bool) bool {
	return slices.ContainsFunc(g.starts, func(e numberedEdge) bool { return ends[e.to] })
}

// starving returns the place in a state where a token waits for what does not
// come: a join, else the first place.
func starving(n *node) program.ActivityID {
	if len(n.leaves) == 0 {
		return program.Root
	}
	for _, l := range n.leaves {
		if l.where == inside && isJoin(&n.side.process.Activities[l.activity]) {
			return l.activity
		}
	}
	return n.leaves[0].activity
}

// failed finds steps that the engine breaks off for migrated instances only.
func (h *rehearsal) failed(to *numbered) {
	isKnown := func(f failure) bool {
		for _, g := range [...]*graph{h.from, h.to} {
			for _, n := range g.nodes {
				if (g == h.from || n.own) && slices.ContainsFunc(n.failures, f.same) {
					return true
				}
			}
		}
		return false
	}
	news := map[*node]failure{}
	for _, n := range h.to.nodes {
		if i := slices.IndexFunc(n.failures, func(f failure) bool { return !n.own && !isKnown(f) }); i >= 0 {
			news[n] = n.failures[i]
		}
	}
	fails := func(n *node) bool {
		_, ok := news[n]
		return ok
	}
	leads := to.leadTo(fails)
	for _, m := range h.moves {
		if !leads[m.to] {
			continue
		}
		way, n := to.nearest(m.to, fails)
		if n == nil {
			continue
		}
		f := news[n]
		place, ok := n.side.process.ActivityByID(f.at)
		if !ok {
			place = starving(n)
		}
		h.find("rehearsal-failed", program.None, place, m.from, append(way, edge{step: f.step}),
			"fails in instances that are migrated with "+h.situation(m.from)+": "+strings.Join(strings.Fields(f.text), " "))
	}
}

// runJudge compares how often activities run.
type runJudge struct {
	*rehearsal
	to *numbered
	// futures and before are how often activities can still run, in the target
	// and in the source, certain how often there is a way for; always is what
	// has run by then in the target.
	certain, futures, before [][]int
	always                   [][]bool
	mostFrom, mostTo         []int
}

func (j *runJudge) judge(m move) {
	_, entered := j.from.path(m.from)
	done := make([]int, len(j.count.names))
	for _, a := range j.count.of(entered, true) {
		done[a]++
	}
	for _, a := range j.count.of(m.runs, false) {
		done[a]++
	}
	j.repeated(m, done)
	j.skipped(m, done)
}

// repeated finds an activity that runs more often than it can in either
// version. Of several the first is told: the others follow from it.
func (j *runJudge) repeated(m move, done []int) {
	var best []edge
	found, times := -1, 0
	for a, future := range j.certain[m.to] {
		most := max(j.mostFrom[a], j.mostTo[a])
		if most >= unbounded || done[a]+future <= most || !j.matters(a) {
			continue
		}
		more := max(0, most+1-done[a]) // none where migration itself enters it
		way, _, ok := j.to.way(m.to, a, more, func(_, count int) bool { return count == more })
		if ok && (found < 0 || len(way) < len(best)) {
			best, found, times = way, a, most
		}
	}
	if found < 0 {
		return
	}
	id, _ := j.target.process.ActivityByID(j.count.names[found])
	j.find("rehearsal-repeated", program.None, id, m.from, best,
		fmt.Sprintf("runs %s in instances that are migrated with %s, and in either version %s at most", often(times+1), j.situation(m.from), often(times)))
}

func often(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// skipped finds activities that lie before an instance in the old version, and
// behind it in the new one.
func (j *runJudge) skipped(m move, done []int) {
	always := j.always[m.to]
	for a := range always {
		if always[a] && done[a] == 0 && j.futures[m.to][a] == 0 && j.before[m.from][a] > 0 && j.matters(a) {
			id, _ := j.target.process.ActivityByID(j.count.names[a])
			j.find("rehearsal-skipped", program.None, id, m.from, nil,
				"is never run by instances that are migrated with "+j.situation(m.from)+": it lies ahead of them in the old version, and behind them in the new one")
		}
	}
}

// matters reports whether it is worth telling how often an activity of the target
// runs.
func (j *runJudge) matters(a int) bool {
	id, ok := j.target.process.ActivityByID(j.count.names[a])
	return ok && does(&j.target.process.Activities[id])
}

// does reports whether an activity does something, waits for something or
// contains what does.
func does(a *program.Activity) bool {
	switch a.Behavior {
	case program.ProcessBehavior, program.NoneStartBehavior, program.EventSubProcessStartBehavior, program.EventSubProcessConditionalBehavior,
		program.BoundaryBehavior, program.BoundaryConditionalBehavior, program.BoundaryCancelBehavior, program.CatchLinkBehavior,
		program.NoneEndBehavior, program.ErrorEndBehavior, program.CancelEndBehavior, program.TerminateEndBehavior, program.ThrowNoneBehavior,
		program.TaskBehavior,
		program.ParallelMultiInstanceBehavior, program.SequentialMultiInstanceBehavior,
		program.ExclusiveGatewayBehavior, program.ParallelGatewayBehavior, program.InclusiveGatewayBehavior, program.EventBasedGatewayBehavior:
		return false
	}
	return true
}
