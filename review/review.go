package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/report/changes"
)

// Review is what is known of a change of models.
type Review struct {
	// Base names what the models are compared with, such as "main".
	Base string
	// Models are those that differ from the base, removed ones included.
	Models []Model
	// Elsewhere are new findings that the change causes in other models, or in
	// all of them together.
	Elsewhere diag.List
	// Hidden counts findings that are not in the review.
	Hidden report.Hidden
	// Rules are those that may have findings; their pages are linked.
	Rules []report.Rule
	// Platforms are the engines that the models are for.
	Platforms []report.Platform
	// Decisions are the paths of decisions that differ; nothing more is known of
	// them.
	Decisions []string
	// Notices are sentences about the review.
	Notices []string
	// Incomplete says that a file or a rule could not be processed.
	Incomplete bool
	// Fails reports whether a finding blocks, by the configuration of its file.
	// Where it is nil, errors do.
	Fails func(*diag.Diagnostic) bool
}

// Model is a model in two versions.
type Model struct {
	// Old and New are the paths of the versions, empty where there is none.
	Old, New string
	// Refused are the engine's reasons not to deploy the new version; empty where
	// it would.
	Refused diag.List
	// NotDeployed says why the question whether the engine would deploy the new
	// version does not arise, in a few words: "for Camunda 8". Mostly empty.
	NotDeployed string
	// Findings are those in the new version that the base does not have, without
	// those of Refused.
	Findings diag.List
	// Changes is what differs; nil where a version cannot be read.
	Changes *changes.File
	// Picture is the drawing of both versions; the zero value stands for none.
	Picture Picture
	// Processes are what happens to the instances of its processes.
	Processes []page.Process
}

// Picture is a drawing that lies elsewhere.
type Picture struct {
	// Name is its path among all pictures, with the name of their folder.
	Name string
	// Address leads to it, or to where it is to be found by its name: a path
	// relative to the page, or an address of the web.
	Address string
}

// path returns the path by which the model is known.
func (m *Model) path() string { return cmp.Or(m.New, m.Old) }

// Answer says whether a change can be merged.
type Answer uint8

// The answers, the worst last.
const (
	Ready   Answer = iota // nothing speaks against it
	Look                  // there are warnings or risks
	Blocked               // something would not deploy, fail, or hold instances back
)

// sign returns a sign that is told from the others by its shape as well as by
// its color.
func (a Answer) sign() string { return [...]string{"✅", "⚠️", "❌"}[a] }

// tally is what speaks against a change.
type tally struct {
	refused int // models that would not deploy
	stuck   int // processes of which some instances cannot be migrated
	errors, warnings,
	notes int // new findings; notes only where they block
	risks  int // what else there is to know of running instances
	unread int // models whose versions cannot be compared
	// blocking are the findings among them that block.
	blocking int
}

func (t tally) answer() Answer {
	switch {
	case t.refused+t.blocking > 0:
		return Blocked
	case t.stuck+t.errors+t.warnings+t.risks+t.unread > 0:
		return Look
	}
	return Ready
}

func (t tally) plus(o tally) tally {
	return tally{
		t.refused + o.refused, t.stuck + o.stuck, t.errors + o.errors, t.warnings + o.warnings, t.notes + o.notes, t.risks + o.risks,
		t.unread + o.unread, t.blocking + o.blocking,
	}
}

// ofOne lists what speaks against a single model; empty for nothing.
func (t tally) ofOne() string {
	var parts []string
	if t.refused > 0 {
		parts = append(parts, "would not deploy")
	}
	if t.unread > 0 {
		parts = append(parts, "cannot be compared")
	}
	t.refused, t.unread = 0, 0
	if others := t.String(); others != "" {
		parts = append(parts, others)
	}
	return strings.Join(parts, ", ")
}

// String lists what speaks against a change; empty for nothing.
func (t tally) String() string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(t.refused, "model would not deploy", "models would not deploy")
	add(t.stuck, "process has instances that cannot be migrated safely", "processes have instances that cannot be migrated safely")
	add(t.errors, "new error", "new errors")
	add(t.warnings, "new warning", "new warnings")
	add(t.notes, "new note", "new notes")
	add(t.risks, "risk for running instances", "risks for running instances")
	add(t.unread, "model cannot be compared", "models cannot be compared")
	return strings.Join(parts, ", ")
}

func (r *Review) fails(d *diag.Diagnostic) bool {
	if r.Fails == nil {
		return d.Severity == diag.Error
	}
	return r.Fails(d)
}

// found counts findings.
func (r *Review) found(list diag.List) tally {
	var t tally
	for i := range list {
		fails := r.fails(&list[i])
		if fails {
			t.blocking++
		}
		switch {
		case list[i].Severity == diag.Error:
			t.errors++
		case list[i].Severity == diag.Warning:
			t.warnings++
		case fails:
			t.notes++
		}
	}
	return t
}

// of counts what speaks against a model.
func (r *Review) of(m *Model) tally {
	t := r.found(m.Findings)
	if len(m.Refused) > 0 {
		t.refused = 1
	}
	if m.Changes == nil && len(m.Refused) == 0 {
		t.unread = 1
	}
	for i := range m.Processes {
		t = t.plus(r.instances(&m.Processes[i]))
	}
	return t
}

// instances counts what speaks against a process because of its instances. The
// reasons not to deploy are counted with its model.
func (r *Review) instances(p *page.Process) tally {
	var t tally
	if p.Refused {
		return t
	}
	for i := range p.Findings {
		d := &p.Findings[i]
		if d.Category != migration.Category {
			continue
		}
		fails := r.fails(d)
		if fails {
			t.blocking++
		}
		switch {
		case d.Severity == diag.Error:
			t.stuck = 1
		case fails || d.Severity == diag.Warning:
			t.risks++
		}
	}
	if t.stuck == 0 && p.Forward != nil && !p.Forward.IsComplete() && t.risks == 0 {
		t.risks = 1
	}
	return t
}

// all counts what speaks against the change.
func (r *Review) all() tally {
	t := r.found(r.Elsewhere)
	for i := range r.Models {
		t = t.plus(r.of(&r.Models[i]))
	}
	return t
}

// Answer says whether the change can be merged.
func (r *Review) Answer() Answer {
	if r.Incomplete {
		return Blocked
	}
	return r.all().answer()
}

// Verdict is the answer in one line.
func (r *Review) Verdict() string {
	t := r.all()
	against := t.String()
	models := count(len(r.Models), "model")
	switch {
	case r.Incomplete && against != "":
		return "Not ready, and not everything could be checked: " + against
	case r.Incomplete:
		return "Not everything could be checked"
	case len(r.Models)+len(r.Elsewhere)+len(r.Decisions) == 0:
		return "No model changed"
	case len(r.Models)+len(r.Elsewhere) == 0:
		return "Only decisions changed, which are not looked at yet"
	}
	switch t.answer() {
	case Blocked:
		return "Not ready: " + against
	case Look:
		return "Ready after a look: " + against
	}
	return "Ready: " + models + " changed, and nothing speaks against it"
}

// byImportance orders models: the worst first, then by path.
func (r *Review) byImportance() []*Model {
	var out []*Model
	answer := map[*Model]Answer{}
	for i := range r.Models {
		m := &r.Models[i]
		answer[m] = r.of(m).answer()
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b *Model) int {
		return cmp.Or(cmp.Compare(answer[b], answer[a]), strings.Compare(a.path(), b.path()))
	})
	return out
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
