package migration

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Options says which plans are made.
type Options struct {
	// UpdateEventTriggers sets the flag of all generated instructions whose
	// activity has a trigger.
	UpdateEventTriggers bool
	// Explicit instructions take the place of generated ones of the same source
	// activity. One is for every process that has that activity.
	Explicit []engine.Instruction
	// Plan, if not nil, is judged instead of a generated one.
	Plan *engine.Plan
}

// Change is what a release does to one process.
type Change struct {
	// Old is nil for a process that is new, New for one that is gone.
	Old, New *program.Process
	// Forward is about the release, Back about taking it back; both are nil
	// unless both versions are there. What the options say of instructions
	// counts for Forward only, and in reverse where it can for Back.
	Forward, Back *Report
	// Findings are those of Forward, or about a process that is gone.
	Findings diag.List
}

// Compare pairs the processes of two states by key and reviews each pair. What
// remains is taken for the same process under another key where both have at
// least half of their activity ids in common, or where each state is one
// process only. The changes are in the order of the new processes, those that
// are gone last.
func Compare(old, new []*program.Process, o Options) []Change {
	out := make([]Change, len(new))
	left := slices.Clone(old)
	take := func(i, j int) {
		out[i].Old = left[j]
		left = slices.Delete(left, j, j+1)
	}
	for i, n := range new {
		out[i].New = n
		if j := slices.IndexFunc(left, func(p *program.Process) bool { return p.Key == n.Key }); j >= 0 {
			take(i, j)
		}
	}
	for i := range out {
		if out[i].Old == nil {
			if j := renamed(left, out[i].New); j >= 0 {
				take(i, j)
			}
		}
	}
	if len(old) == 1 && len(new) == 1 && out[0].Old == nil {
		take(0, 0)
	}
	reviewAll(out, o)
	for _, p := range left {
		out = append(out, removed(p))
	}
	return out
}

// renamed returns the index of the process that has the most activity ids in
// common with another, -1 if none has half of them.
func renamed(all []*program.Process, n *program.Process) int {
	found, most := -1, 0
	for j, p := range all {
		shared := 0
		for i := range p.Activities {
			if _, ok := n.ActivityByID(p.Activities[i].ID); ok && program.ActivityID(i) != program.Root {
				shared++
			}
		}
		if shared > most && 2*shared >= max(len(p.Activities), len(n.Activities))-1 {
			found, most = j, shared
		}
	}
	return found
}

// reviewAll reviews the changes that have both versions, as many at a time as
// there are processors.
func reviewAll(changes []Change, o Options) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range changes {
		if changes[i].Old != nil {
			g.Go(func() error {
				changes[i].review(o)
				return nil
			})
		}
	}
	_ = g.Wait()
}

// review plans both ways.
func (c *Change) review(o Options) {
	pair := Pair{Source: c.Old, Target: c.New}
	c.Forward = reviewMade(pair, o)
	back := Options{UpdateEventTriggers: o.UpdateEventTriggers}
	explicit := o.Explicit
	if o.Plan != nil {
		explicit = o.Plan.Instructions
	}
	for _, i := range explicit {
		if i.Source != i.Target {
			back.Explicit = append(back.Explicit, engine.Instruction{Source: i.Target, Target: i.Source, UpdateEventTrigger: i.UpdateEventTrigger})
		}
	}
	c.Back = reviewMade(pair.Reverse(), back)
	c.Findings = c.Forward.Findings
}

// reviewMade makes the plan that the options ask for, and reviews it.
func reviewMade(p Pair, o Options) *Report {
	if o.Plan != nil {
		plan := *o.Plan
		plan.Source, plan.Target = orPlaceholder(plan.Source, SourcePlaceholder), orPlaceholder(plan.Target, TargetPlaceholder)
		return Review(p, plan)
	}
	plan := engine.Plan{Source: SourcePlaceholder, Target: TargetPlaceholder}
	instructions, exception := Generate(p, o.UpdateEventTriggers)
	if exception != "" {
		return broken(p, plan, exception)
	}
	plan.Instructions = instructions
	for _, e := range o.Explicit {
		source, ok := p.Source.ActivityByID(e.Source)
		if !ok {
			continue
		}
		if isConditional(p.Source.Activities[source].Behavior) || o.UpdateEventTriggers && hasTrigger(p.Source, source) {
			e.UpdateEventTrigger = true
		}
		plan.Instructions = append(slices.DeleteFunc(plan.Instructions, func(i engine.Instruction) bool { return i.Source == e.Source }), e)
	}
	sortInstructions(p.Source, plan.Instructions)
	return Review(p, plan)
}

func orPlaceholder(id, placeholder string) string {
	if id == "" {
		return placeholder
	}
	return id
}

// broken is the report where the engine breaks off while it makes a plan.
func broken(p Pair, plan engine.Plan, exception string) *Report {
	r := &reviewer{report: &Report{Pair: p, Plan: plan, Verdict: Verdict{Exception: exception}}, set: newSet(p)}
	r.refused()
	return r.report
}

// removed is the change of a process that is gone.
func removed(p *program.Process) Change {
	rule := ruleOf("process-removed")
	f := p.Definitions.File
	return Change{Old: p, Findings: diag.List{{
		Rule: rule.Slug, Category: Category, Severity: rule.Severity, Help: rule.Remedy,
		Message: p.Element.Label() + " is gone from the models: instances of it go on in the old version",
		File:    f.Path, Range: f.Range(p.Element.XML.Tag), Element: p.Element.XML.Named(),
		Fingerprint: rule.Slug + "|" + p.Key,
	}}}
}
