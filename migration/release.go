package migration

import (
	"runtime"
	"slices"
	"sync"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Options says which plans are made.
type Options struct {
	// UpdateEventTriggers sets the flag of all generated instructions whose
	// activity has a trigger.
	UpdateEventTriggers bool
	// Explicit instructions take the place of generated ones of the same source
	// activity. One is for every process that has that activity.
	Explicit []Instruction
	// Plan, if not nil, is judged instead of a generated one.
	Plan *Plan
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

// Compare pairs the processes of two states by key and reviews each pair. Where
// one process remains on each side, it is taken for the same under another key.
// The changes are in the order of the new processes, those that are gone last.
func Compare(old, new []*program.Process, o Options) []Change {
	var out []Change
	left := slices.Clone(old)
	paired := make([]*program.Process, len(new))
	unpaired := 0
	for i, n := range new {
		if j := slices.IndexFunc(left, func(p *program.Process) bool { return p.Key == n.Key }); j >= 0 {
			paired[i] = left[j]
			left = slices.Delete(left, j, j+1)
		} else {
			unpaired++
		}
	}
	for i, n := range new {
		if paired[i] == nil && unpaired == 1 && len(left) == 1 {
			paired[i], left = left[0], nil
		}
		out = append(out, Change{Old: paired[i], New: n})
	}
	reviewAll(out, o)
	for _, p := range left {
		out = append(out, removed(p))
	}
	return out
}

// reviewAll reviews the changes that have both versions, as many at a time as
// there are processors.
func reviewAll(changes []Change, o Options) {
	next := make(chan *Change)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(changes)) {
		wg.Go(func() {
			for c := range next {
				c.review(o)
			}
		})
	}
	for i := range changes {
		if changes[i].Old != nil {
			next <- &changes[i]
		}
	}
	close(next)
	wg.Wait()
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
			back.Explicit = append(back.Explicit, Instruction{i.Target, i.Source, i.UpdateEventTrigger})
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
	plan := Plan{Source: SourcePlaceholder, Target: TargetPlaceholder}
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
		plan.Instructions = append(slices.DeleteFunc(plan.Instructions, func(i Instruction) bool { return i.Source == e.Source }), e)
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
func broken(p Pair, plan Plan, exception string) *Report {
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
