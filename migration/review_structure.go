package migration

import (
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// compareProcesses compares what concerns instances as a whole.
func (r *reviewer) compareProcesses() {
	old, new := r.report.Pair.Source, r.report.Pair.Target
	whole := at{program.Root, program.Root}
	if old.Key != new.Key {
		r.find("process-key-changed", whole, "was %s: migrated instances belong to the new key", old.Key)
	}
	if old.HistoryTimeToLive != new.HistoryTimeToLive {
		r.find("history-time-to-live-changed", whole, "keeps history for %s instead of %s, but that of migrated instances only where the engine computes the removal time at their end",
			days(new.HistoryTimeToLive), days(old.HistoryTimeToLive))
	}
}

func days(n int) string {
	switch {
	case n < 0:
		return "an unlimited time"
	case n == 1:
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// structure adds what happens to scopes, loops and branches.
func (r *reviewer) structure() {
	for i := range r.report.Pair.Source.Activities {
		id := program.ActivityID(i)
		a := r.source(id)
		switch {
		case id == program.Root:
		case a.Behavior.IsMultiInstance() && r.isRemoved(id):
			r.loopRemoved(id)
		case isSubProcess(a.Behavior) && r.isRemoved(id):
			r.scopeRemoved(id)
		case a.Behavior == program.ParallelGatewayBehavior:
			r.fork(id, a)
		case a.Type == program.CompensationBoundaryType:
			r.association(id, a)
		}
	}
	for i := range r.report.Pair.Target.Activities {
		id := program.ActivityID(i)
		a := r.target(id)
		if isSubProcess(a.Behavior) && r.set.isNewScope(id) {
			r.find("scope-added", at{program.None, id}, "is entered when instances in it are migrated")
		}
		if len(r.set.to[id]) > 1 && !isPassive(a.Behavior) {
			r.merged(id)
		}
		if a.Type == program.CompensationBoundaryType && len(r.set.to[id]) == 0 && a.EventScope != program.None && r.set.to[a.EventScope] != nil {
			r.find("compensation-added", at{program.None, id}, "does not compensate what was completed before the migration")
		}
	}
	for _, m := range r.set.list {
		r.doubled(m)
	}
}

// isRemoved reports whether instances of a scope end while something in it goes
// on.
func (r *reviewer) isRemoved(id program.ActivityID) bool {
	if len(r.set.from[id]) > 0 {
		return false
	}
	for _, m := range r.set.list {
		if r.report.Pair.Source.Contains(id, m.source) && !isPassive(r.source(m.source).Behavior) {
			return true
		}
	}
	return false
}

func (r *reviewer) scopeRemoved(id program.ActivityID) {
	a := r.source(id)
	lost := []string{"variables that are local to it"}
	var runs []string
	if a.InputOutput != nil {
		if len(a.InputOutput.Inputs) > 0 {
			lost[0] = "its local variables"
		}
		if len(a.InputOutput.Outputs) > 0 {
			runs = append(runs, "its output mappings")
		}
	}
	if len(a.EndListeners) > 0 {
		runs = append(runs, "its end listeners")
	}
	if d := a.Declarations; d != nil && len(d.Timers)+len(d.Subscriptions) > 0 {
		lost = append(lost, "its timers and subscriptions")
	}
	text := "is not mapped: what is in it goes on without " + listing(lost)
	if len(runs) > 0 {
		text += ", and " + listing(runs) + " run"
	}
	d := r.find("scope-removed", at{id, program.None}, "%s", text)
	if len(runs) == 0 && len(lost) == 1 && (a.InputOutput == nil || len(a.InputOutput.Inputs) == 0) {
		d.Severity = diag.Note
	}
	for _, s := range r.report.Suggestions {
		if s.Instruction.Source == r.source(id).ID {
			d.Help = fmt.Sprintf("It seems to be %s (%s): --map %s=%[1]s. ", s.Instruction.Target, s.Reason, s.Instruction.Source) + d.Help
		}
	}
}

func (r *reviewer) loopRemoved(id program.ActivityID) {
	r.find("multi-instance-removed", at{id, program.None}, "is not mapped: its instances go on one by one, and what follows runs for each of them")
	if r.source(id).Behavior != program.ParallelMultiInstanceBehavior {
		return
	}
	for i := range r.report.Pair.Source.Activities {
		a := r.source(program.ActivityID(i))
		if (a.AsyncBefore || a.AsyncAfter) && r.report.Pair.Source.Contains(id, program.ActivityID(i)) {
			r.find("loop-tokens-lost", at{program.ActivityID(i), program.None}, "waits in jobs of a loop that is not mapped: the engine loses some of them")
		}
	}
}

// fork compares the branches of a parallel gateway with those that there are
// under the same id.
func (r *reviewer) fork(id program.ActivityID, a *program.Activity) {
	if len(a.Outgoing) < 2 {
		return
	}
	t, ok := r.report.Pair.Target.ActivityByID(a.ID)
	if !ok || r.target(t).Behavior != program.ParallelGatewayBehavior {
		if !r.isForked(a) && r.isBranchLeft(a, nil) {
			where := at{id, program.None}
			if ok {
				where.target = t
			}
			r.find("tokens-left-over", where, "begins branches no more: instances behind it have a token for each of %d branches", len(a.Outgoing))
		}
		return
	}
	if old, new := len(a.Outgoing), len(r.target(t).Outgoing); new < old && old > 1 && r.isBranchLeft(a, r.target(t)) {
		r.find("tokens-left-over", at{id, t}, "begins fewer branches (%d instead of %d): instances behind it have more tokens than the new version joins", new, old)
	}
}

// isForked reports whether one of the branches of a gateway is that of a gateway
// under another id.
func (r *reviewer) isForked(a *program.Activity) bool {
	target := r.report.Pair.Target
	for _, f := range a.Outgoing {
		first, ok := target.ActivityByID(r.source(r.report.Pair.Source.Flows[f].Target).ID)
		if !ok {
			continue
		}
		if body := target.Body(first); body != program.None {
			first = body
		}
		for _, g := range r.target(first).Incoming {
			if from := r.target(target.Flows[g].Source); isJoin(from.Behavior) && len(from.Outgoing) > 1 {
				return true
			}
		}
	}
	return false
}

// isBranchLeft reports whether an instance can be migrated while it has a token
// of a branch that is gone: from a place on it, before the branches meet again.
// Where the target is nil, all branches are gone.
func (r *reviewer) isBranchLeft(a, t *program.Activity) bool {
	source, target := r.report.Pair.Source, r.report.Pair.Target
	var kept []program.FlowID
	if t != nil {
		kept = t.Outgoing
	}
	var next []program.ActivityID
	for _, f := range a.Outgoing {
		id := source.Flows[f].ID
		if !slices.ContainsFunc(kept, func(g program.FlowID) bool { return target.Flows[g].ID == id }) {
			next = append(next, source.Flows[f].Target)
		}
	}
	seen := map[program.ActivityID]bool{}
	for len(next) > 0 {
		id := next[len(next)-1]
		next = next[:len(next)-1]
		if seen[id] {
			continue
		}
		seen[id] = true
		for _, p := range r.report.Places {
			if (p.Activity == id || source.Contains(id, p.Activity)) && p.Outcome != Refused {
				return true
			}
		}
		if isJoin(r.source(id).Behavior) && len(r.source(id).Incoming) > 1 {
			continue
		}
		for _, f := range r.source(id).Outgoing {
			next = append(next, source.Flows[f].Target)
		}
	}
	return false
}

// isInhabited reports whether an instance can be migrated that is in a scope of
// the source, or in the activity itself.
func (r *reviewer) isInhabited(scope program.ActivityID) bool {
	return slices.ContainsFunc(r.report.Places, func(p Place) bool {
		within := p.Activity == scope && (p.Waiting == InActivity || p.Waiting == Compensating) || r.report.Pair.Source.Contains(scope, p.Activity)
		return within && p.Outcome != Refused
	})
}

// association finds compensation that the engine cannot migrate.
func (r *reviewer) association(id program.ActivityID, a *program.Activity) {
	if a.EventScope == program.None {
		return
	}
	handler := r.source(a.EventScope).CompensationHandler
	if handler == program.None || r.source(handler).CompensationBoundary != program.None || r.source(handler).TriggeredByEvent {
		return
	}
	if list := r.set.from[id]; len(list) > 0 {
		r.find("compensation-aborts-migration", list[0].at(), "has its association outside of its sub-process: instances in which its compensation is pending cannot be migrated")
	}
}

func (r *reviewer) merged(id program.ActivityID) {
	var names []string
	for _, m := range r.set.to[id] {
		names = append(names, r.source(m.source).ID)
	}
	r.find("activities-merged", at{program.None, id}, "takes over %s, which then run side by side", listing(names))
}

// doubled finds what moves into a scope that other instances bring along: the
// engine makes a second one.
func (r *reviewer) doubled(m mapping) {
	if isPassive(r.source(m.source).Behavior) {
		return
	}
	around := program.Root
	for id := r.source(m.source).FlowScope; id != program.None; id = r.source(id).FlowScope {
		if t := r.set.scopeTarget(id); t != program.None {
			around = t
			break
		}
	}
	for id := r.target(m.target).FlowScope; id != around && id > program.Root; id = r.target(id).FlowScope {
		if len(r.set.to[id]) > 0 {
			r.find("scope-doubled", m.at(), "moves into %s, of which such instances then have a second one", Label(r.report.Pair.Target, id))
			return
		}
	}
}
