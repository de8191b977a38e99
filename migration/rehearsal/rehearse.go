package rehearsal

import (
	"errors"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
)

// DefaultStates is the limit of states unless options say another one.
const DefaultStates = 500

// Options says how a rehearsal is done. The zero value is good.
type Options struct {
	// Platform is the engine of both versions.
	Platform platform.Platform
	// States is how many states of each version are looked at, DefaultStates if
	// zero; and as many again that only migration leads to.
	States int
}

// Result is what a rehearsal has found.
type Result struct {
	// States is how many states instances of the source can rest in. Of these,
	// Good migrate and go on as instances of one of the versions would, and
	// Refused are held back as the places of the report say. A finding is about
	// each of the others.
	States, Good, Refused int
	// Incomplete says in sentences without a final full stop what was not looked
	// at, empty if everything was.
	Incomplete []string
	Findings   []Finding
}

// Finding is something that goes wrong.
type Finding struct {
	Diagnostic diag.Diagnostic
	// States is how many states of the source it happens to.
	States int
	// Before and After are the shortest way there: what happens before the
	// migration, to an instance of the source, and after it. Each is a line of a
	// script of package simulator; a comment begins with #.
	Before, After []string
}

// comment begins a line of a script that does nothing.
const comment = "# "

// Script returns the way to a finding line by line. The migration is a comment:
// what stands before it can be replayed with the old version.
func (f *Finding) Script() []string {
	return slices.Concat(f.Before, []string{comment + "migrate"}, f.After)
}

// Path returns the way to a finding in one line.
func (f *Finding) Path() string {
	var out []string
	for _, l := range f.Script() {
		out = append(out, strings.TrimPrefix(l, comment))
	}
	return strings.Join(out, "; ")
}

// Rehearse migrates instances in every state that they can rest in, and lets
// them go on. The report must be of a plan that the engine accepts.
func Rehearse(r *migration.Report, o Options) (*Result, error) {
	if o.States == 0 {
		o.States = DefaultStates
	}
	s, err := newStage(r.Pair, r.Plan, o)
	if err != nil {
		return nil, err
	}
	h := &rehearsal{stage: s, report: r, from: newGraph(s.chooser), to: newGraph(s.chooser), spoilt: map[int]bool{}, found: map[string]*Finding{}}
	h.count = newCounter(s.source.process, s.target.process, r.Plan)
	sources := h.from.start(s.old, s.source)
	h.from.explore(0, o.States)
	targets := h.to.start(s.new, s.target)
	h.to.explore(0, o.States)
	own := len(h.to.nodes)
	h.ownCut = h.to.cut || h.to.varied
	h.migrateAll()
	if !h.ownCut {
		h.to.explore(own, own+o.States)
	}
	h.judge(sources, targets)
	return h.result(), nil
}

// rehearsal is the work on one Rehearse.
type rehearsal struct {
	*stage
	report   *migration.Report
	from, to *graph
	// ownCut says that not all that the target does by itself was looked at.
	ownCut bool
	moves  []move
	refused,
	states int
	count counter
	// spoilt are the states of the source that a finding is about.
	spoilt map[int]bool
	found  map[string]*Finding
	order  []string
}

// move is a migration: from a node of the source to one of the target.
type move struct {
	from, to int
	runs     []string
}

// migrateAll migrates a copy of each state of the source.
func (h *rehearsal) migrateAll() {
	for i, n := range h.from.nodes {
		if n.ended() {
			continue
		}
		h.states++
		s, runs, err := h.migrate(n)
		if err != nil {
			h.refusal(i, err)
			continue
		}
		h.lost(i, s)
		h.moves = append(h.moves, move{i, h.to.add(s, node{from: -1}), runs})
	}
}

// refusal judges an instance that is not migrated: it is no news where one of
// its places says so.
func (h *rehearsal) refusal(i int, err error) {
	for _, l := range h.from.nodes[i].leaves {
		for _, p := range h.report.Places {
			if p.Outcome != migration.Migrates && concerns(h.report.Pair.Source, p, l) {
				h.refused++
				return
			}
		}
	}
	// A compensation that is pending is not where a token is.
	var refusal *engine.Refusal
	if errors.As(err, &refusal) {
		for _, p := range h.report.Places {
			if p.Outcome != migration.Migrates && p.Waiting == migration.ToBeCompensated && strings.Contains(refusal.Error(), p.Text) {
				h.refused++
				return
			}
		}
	}
	at := program.Root
	if leaves := h.from.nodes[i].leaves; len(leaves) > 0 {
		at = leaves[0].activity
	}
	text := strings.Join(strings.Fields(err.Error()), " ")
	if refusal != nil {
		text = reasons(refusal)
	}
	h.find("rehearsal-refused", at, program.None, i, nil, "cannot be migrated with "+h.situation(i)+", although every place of the instance can: "+text)
}

// reasons returns the texts of a refusal, each once.
func reasons(r *engine.Refusal) string {
	var out []string
	add := func(texts []string) {
		for _, t := range texts {
			t, _, _ = strings.Cut(t, ": [") // ids of what would be left behind
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	add(r.Report.Failures)
	for _, p := range slices.Concat(r.Report.Activities, r.Report.Transitions) {
		add(p.Failures)
	}
	return strings.Join(out, "; ")
}

// concerns reports whether a place is one where a token rests, or around it.
func concerns(p *program.Process, at migration.Place, l leaf) bool {
	switch at.Waiting {
	case migration.BeforeActivity:
		return at.Activity == l.activity && l.where == before
	case migration.AfterActivity:
		return at.Activity == l.activity && l.where == after
	case migration.InActivity:
		return at.Activity == l.activity && l.where == inside
	case migration.Compensating:
		return at.Activity == l.activity || p.Activities[l.activity].IsCompensationHandler
	}
	return false
}

// lost compares where tokens were in a state of the source with where they are
// after its migration, nowhere for nil.
func (h *rehearsal) lost(i int, l *look) {
	missing := map[leaf]int{}
	for _, l := range h.from.nodes[i].leaves {
		id := h.report.Pair.Source.Activities[l.activity].ID
		if to, ok := h.count.rename[id]; ok {
			if t, ok := h.target.process.ActivityByID(to); ok {
				missing[leaf{t, l.where}]++
			}
		}
	}
	if l != nil {
		for _, l := range l.leavesOf() {
			missing[l]--
		}
	}
	for _, l := range h.from.nodes[i].leaves {
		id := h.count.rename[h.report.Pair.Source.Activities[l.activity].ID]
		t, ok := h.target.process.ActivityByID(id)
		if n := missing[leaf{t, l.where}]; ok && n > 0 {
			h.find("rehearsal-token-lost", program.None, t, i, nil, "loses tokens of instances that are migrated with "+h.situation(i))
			return
		}
	}
}

// situation says where the tokens of a state of the source are.
func (h *rehearsal) situation(i int) string {
	return situationOf(h.report.Pair.Source, h.from.nodes[i].state)
}

// situationOf says where the tokens of a state are.
func situationOf(p *program.Process, s *state) string {
	if s == nil || len(s.leaves) == 0 {
		return "no token"
	}
	type counted struct {
		text string
		n    int
	}
	var all []counted
	for _, l := range s.leaves {
		text := migration.Label(p, l.activity)
		switch l.where {
		case before:
			text = "the job before " + text
		case after:
			text = "the job after " + text
		}
		if n := len(all); n > 0 && all[n-1].text == text {
			all[n-1].n++
			continue
		}
		all = append(all, counted{text, 1})
	}
	const named = 3
	var out []string
	for _, c := range all[:min(named, len(all))] {
		if c.n > 1 {
			c.text += " (several times)"
		}
		out = append(out, c.text)
	}
	if len(all) > named {
		out = append(out, "others")
	}
	if len(out) == 1 {
		return "a token at " + out[0]
	}
	return "tokens at " + strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1]
}

// find notes what goes wrong with a state of the source. What was found at the
// same place before is only counted, unless this way there is shorter.
func (h *rehearsal) find(slug string, source, target program.ActivityID, i int, way []edge, text string) {
	h.spoilt[i] = true
	key := slug + "|" + h.placeID(source, target)
	before, _ := h.from.path(i)
	var after []step
	for _, e := range way {
		after = append(after, e.step)
	}
	f := h.found[key]
	if f == nil {
		f = &Finding{}
		h.found[key] = f
		h.order = append(h.order, key)
	}
	f.States++
	if f.States > 1 && len(f.Before)+len(f.After) <= len(before)+len(after) {
		return
	}
	f.Before, f.After = lines(before), lines(after)
	f.Diagnostic = h.report.Finding(slug, source, target, text)
}

// placeID names where a finding is.
func (h *rehearsal) placeID(source, target program.ActivityID) string {
	if target != program.None {
		return h.report.Pair.Target.Activities[target].ID
	}
	return h.report.Pair.Source.Activities[source].ID
}

// lines writes steps as lines of a script, each with what was chosen behind it.
func lines(steps []step) []string {
	out := []string{}
	for _, s := range steps {
		out = append(out, s.line)
		for _, c := range s.chosen {
			out = append(out, comment+c)
		}
	}
	return out
}

func (h *rehearsal) result() *Result {
	out := &Result{States: h.states, Refused: h.refused, Good: h.states - h.refused - len(h.spoilt)}
	old := h.report.Pair.Source
	begin := old.Element.XML
	for _, key := range h.order {
		f := h.found[key]
		f.Diagnostic.Help += " The shortest way there: " + f.Path() + "."
		f.Diagnostic.Related = append(f.Diagnostic.Related, diag.Related{
			File: old.Definitions.File.Path, Range: old.Definitions.File.Range(begin.Tag), Element: begin.Named(), Message: "the way there: " + f.Path(),
		})
		out.Findings = append(out.Findings, *f)
	}
	slices.SortStableFunc(out.Findings, func(a, b Finding) int { return strings.Compare(a.Diagnostic.Rule, b.Diagnostic.Rule) })
	say := func(is bool, text string) {
		if is {
			out.Incomplete = append(out.Incomplete, text)
		}
	}
	say(h.from.cut, "the old version has more states than were looked at")
	say(h.ownCut, "the new version has more states than were looked at, so that what migrated instances do was not compared with it")
	say(h.to.cut && !h.ownCut, "migrated instances have more states than were looked at")
	say(h.from.varied || h.to.varied, "some steps have more outcomes than were looked at")
	say(h.from.endless || h.to.endless, "some steps go round in circles without a place to rest")
	return out
}
