package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Report is everything that is known of a pair of versions, in one direction.
type Report struct {
	Pair    Pair
	Plan    engine.Plan
	Verdict Verdict
	// Places and Triggers are empty where the engine refuses the plan.
	Places      []Place
	Triggers    []Trigger
	Suggestions []Suggestion
	// Findings are about the file of the target; what is not there any more is
	// placed at the scope that contained it, and relates to the source.
	Findings diag.List

	subjects map[string]at // by fingerprint of the finding
}

// Subject returns the activity of the source whose instances a finding is
// about: the activity itself, or the scope in which an event of it, or one that
// is new, is waited for. Where that cannot be told, or where the finding is
// about tokens that are still on their way, it is the process.
func (r *Report) Subject(d *diag.Diagnostic) program.ActivityID {
	about, ok := r.subjects[d.Fingerprint]
	if !ok {
		return program.Root
	}
	id := about.source
	if id == program.None {
		id = r.enclosing(about.target)
	}
	a := &r.Pair.Source.Activities[id]
	switch {
	case a.Type == program.CompensationBoundaryType || a.Type == program.CompensationStartType:
		return id // what can be compensated has ended
	case a.Behavior == program.ParallelGatewayBehavior || a.Behavior == program.InclusiveGatewayBehavior:
		return program.Root
	case a.EventScope != program.None && a.EventScope != id:
		return a.EventScope
	}
	return id
}

// enclosing returns the activity of the source that the plan maps to what is
// closest around an activity of the target.
func (r *Report) enclosing(target program.ActivityID) program.ActivityID {
	mapped := planSet(r.Pair, r.Plan)
	for target != program.None && target != program.Root {
		a := &r.Pair.Target.Activities[target]
		if target = a.FlowScope; a.EventScope != program.None {
			target = a.EventScope
		}
		if target != program.None && len(mapped.to[target]) > 0 {
			return mapped.to[target][0].source
		}
	}
	return program.Root
}

// IsComplete reports whether the engine accepts the plan and takes over every
// instance, wherever it rests, and nothing that makes its migration fail is
// known.
func (r *Report) IsComplete() bool {
	if !r.Verdict.Accepted() || r.Findings.Worst() == diag.Error {
		return false
	}
	for _, p := range r.Places {
		if p.Outcome != Migrates {
			return false
		}
	}
	return true
}

// Review judges a plan: what the engine says of it, where instances can rest and
// what becomes of them, and what a reviewer should know beyond that.
func Review(p Pair, plan engine.Plan) *Report {
	r := &reviewer{report: &Report{Pair: p, Plan: plan, Verdict: Validate(p, plan)}, set: planSet(p, plan)}
	r.compareProcesses()
	if !r.report.Verdict.Accepted() {
		r.refused()
		r.report.Findings.Sort()
		return r.report
	}
	r.report.Places = Cover(p, plan)
	r.report.Triggers = triggers(r.set)
	r.report.Suggestions = Suggest(p, plan)
	r.places()
	r.structure()
	r.catchers()
	r.ahead()
	r.variables()
	for _, m := range r.set.list {
		r.mapped(m)
	}
	for _, t := range r.report.Triggers {
		r.trigger(t)
	}
	r.report.Findings.Sort()
	return r.report
}

// reviewer is the work on one Review.
type reviewer struct {
	report *Report
	set    *set
}

func (r *reviewer) source(id program.ActivityID) *program.Activity {
	return &r.report.Pair.Source.Activities[id]
}

func (r *reviewer) target(id program.ActivityID) *program.Activity {
	return &r.report.Pair.Target.Activities[id]
}

// at is what a finding is about: an activity of each version. At least one of
// them is there; program.None stands for none.
type at struct{ source, target program.ActivityID }

func (m mapping) at() at { return at{m.source, m.target} }

// find adds a finding and returns it, for a severity or help of its own. The
// message continues the label of the activity.
func (r *reviewer) find(slug string, where at, format string, args ...any) *diag.Diagnostic {
	rule := ruleOf(slug)
	old, new := r.report.Pair.Source, r.report.Pair.Target
	d := diag.Diagnostic{Rule: slug, Category: Category, Severity: rule.Severity, Help: rule.Remedy, File: new.Definitions.File.Path}
	label, path := "", ""
	if where.target != program.None {
		label = Label(new, where.target)
		path = r.place(&d, where.target)
	} else {
		label = Label(old, where.source)
		r.place(&d, r.nearest(where.source))
		e := old.Definitions.Elements[r.source(where.source).Element].Base().XML
		path = e.Path()
		d.Related = append(d.Related, diag.Related{
			File: old.Definitions.File.Path, Range: old.Definitions.File.Range(e.Tag), Element: e.Named(), Message: "in the old version",
		})
	}
	text := fmt.Sprintf(format, args...)
	d.Message = label + " " + text
	d.Fingerprint = strings.Join([]string{slug, new.Key, path, text}, "|")
	if r.report.subjects == nil {
		r.report.subjects = map[string]at{}
	}
	r.report.subjects[d.Fingerprint] = where
	r.report.Findings = append(r.report.Findings, d)
	return &r.report.Findings[len(r.report.Findings)-1]
}

// place gives a finding its place at an activity of the target and returns the
// path of its element.
func (r *reviewer) place(d *diag.Diagnostic, id program.ActivityID) string {
	defs := r.report.Pair.Target.Definitions
	e := defs.Elements[r.target(id).Element].Base().XML
	d.Range, d.Element = defs.File.Range(e.Tag), e.Named()
	return e.Path()
}

// nearest returns the activity of the target with the id of an activity of the
// source, or that which took over what is closest around it.
func (r *reviewer) nearest(id program.ActivityID) program.ActivityID {
	if same, ok := r.report.Pair.Target.ActivityByID(r.source(id).ID); ok {
		return same
	}
	for id = r.source(id).FlowScope; id != program.None; id = r.source(id).FlowScope {
		if t := r.set.scopeTarget(id); t != program.None {
			return t
		}
	}
	return program.Root
}

// refused adds what the engine has against the plan.
func (r *reviewer) refused() {
	if text := r.report.Verdict.Exception; text != "" {
		d := r.find("plan-refused", at{program.None, program.Root}, "has no migration plan, because the engine breaks off: %s", text)
		d.Help = "The engine cannot map equal activities here: write a plan without what it breaks off at, and judge it with --plan."
		return
	}
	for n, f := range r.report.Verdict.Failures {
		if n > 0 && slices.Equal(f.Texts, r.report.Verdict.Failures[n-1].Texts) && f.Instruction == r.report.Verdict.Failures[n-1].Instruction {
			continue // an instruction that is there twice
		}
		if n >= maxMappings {
			r.find("plan-refused", at{program.None, program.Root}, "has a plan with %d more instructions that the engine refuses", len(r.report.Verdict.Failures)-n)
			break
		}
		where := at{program.None, program.Root}
		if t, ok := r.report.Pair.Target.ActivityByID(f.Instruction.Target); ok {
			where.target = t
		}
		for _, text := range f.Texts {
			r.find("plan-refused", where, "cannot take over %s: %s", orNone(f.Instruction.Source), text)
		}
	}
	for _, name := range sortedKeys(r.report.Verdict.VariableFailures) {
		for _, text := range r.report.Verdict.VariableFailures[name] {
			r.find("plan-refused", at{program.None, program.Root}, "cannot get the variable %s: %s", name, text)
		}
	}
}

func orNone(id string) string {
	if id == "" {
		return "an activity without id"
	}
	return id
}

// places adds the places that instances cannot be migrated from.
func (r *reviewer) places() {
	for _, p := range r.report.Places {
		if p.Outcome == Migrates {
			continue
		}
		d := r.find("instance-not-migrated", at{p.Activity, p.Target}, "holds instances back: the engine refuses %s (%s)", r.situation(p), p.Text)
		switch p.Outcome {
		case SomeRefused:
			d.Severity = diag.Warning
		case Passing:
			d.Severity = diag.Note
			d.Help = "Migrate such instances later: they go on by themselves when the compensation is done."
		}
		if len(p.Reasons) > 0 {
			d.Help = sentence(strings.Join(p.Reasons, "; ")) + " " + d.Help
		}
		for _, s := range r.report.Suggestions {
			if s.Instruction.Source == r.source(p.Activity).ID {
				d.Help = fmt.Sprintf("It seems to be %s (%s): --map %s=%[1]s. ", s.Instruction.Target, s.Reason, s.Instruction.Source) + d.Help
			}
		}
	}
}

// situation says which instances rest at a place.
func (r *reviewer) situation(p Place) string {
	switch p.Waiting {
	case BeforeActivity:
		return "those whose job waits before it"
	case AfterActivity:
		if p.Outcome == SomeRefused {
			return "some of those whose job waits behind it"
		}
		return "those whose job waits behind it"
	case ToBeCompensated:
		return "those in which its compensation is pending"
	case Compensating:
		return "those that wait in it for compensation"
	}
	return "those that wait in it"
}

// sentence makes a sentence of a clause.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.TrimSuffix(strings.ToUpper(s[:1])+s[1:], ".") + "."
}
