package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/report"
)

// jsonRehearsal is what a rehearsal has found. The ways to findings are lines of
// a script of simulate; a comment begins with #.
type jsonRehearsal struct {
	States     int                    `json:"states"`
	Good       int                    `json:"good"`
	Refused    int                    `json:"refused"`
	Incomplete []string               `json:"incomplete"`
	Findings   []jsonRehearsalFinding `json:"findings"`
}

type jsonRehearsalFinding struct {
	Rule    string   `json:"rule"`
	Element string   `json:"element,omitempty"`
	States  int      `json:"states"`
	Before  []string `json:"before"`
	After   []string `json:"after"`
}

func (p *Process) jsonRehearsal() *jsonRehearsal {
	r := p.Rehearsal
	if r == nil {
		return nil
	}
	out := &jsonRehearsal{States: r.States, Good: r.Good, Refused: r.Refused, Incomplete: append([]string{}, r.Incomplete...), Findings: []jsonRehearsalFinding{}}
	for _, f := range p.rehearsed() {
		out.Findings = append(out.Findings, jsonRehearsalFinding{f.Diagnostic.Rule, f.Diagnostic.Element.ID, f.States, f.Before, f.After})
	}
	return out
}

// rehearsed returns those findings of the rehearsal that the configuration did
// not take away.
func (p *Process) rehearsed() []rehearsal.Finding {
	var out []rehearsal.Finding
	for _, f := range p.Rehearsal.Findings {
		for i := range p.Findings {
			if p.Findings[i].Fingerprint == f.Diagnostic.Fingerprint {
				out = append(out, f)
				break
			}
		}
	}
	return out
}

// endsBadly reports whether a rehearsal has found an error.
func (p *Process) endsBadly() bool {
	return p.Rehearsal != nil && slices.ContainsFunc(p.rehearsed(), func(f rehearsal.Finding) bool { return f.Diagnostic.Severity == diag.Error })
}

// rehearsalVerdict says in a line how a rehearsal went.
func rehearsalVerdict(r *rehearsal.Result) string {
	switch {
	case r.States == 0:
		return "instances never rest"
	case r.Good == r.States && r.States == 1:
		return "instances rest in one state: they migrate and go on as they should"
	case r.Good == r.States:
		return fmt.Sprintf("instances rest in %d states: from all they migrate and go on as they should", r.States)
	}
	parts := []string{fmt.Sprintf("from %d they migrate and go on as they should", r.Good)}
	if r.Good == 0 {
		parts = nil
	}
	if r.Refused > 0 {
		parts = append(parts, fmt.Sprintf("from %d they cannot be migrated, as told above", r.Refused))
	}
	if bad := r.States - r.Good - r.Refused; bad > 0 {
		parts = append(parts, fmt.Sprintf("from %d something goes wrong", bad))
	}
	return fmt.Sprintf("instances rest in %s: %s", count(r.States, "state"), strings.Join(parts, ", "))
}

func (t *textWriter) rehearsal(p *Process) {
	if p.Rehearsal == nil {
		return
	}
	t.line("")
	t.line("  Rehearsal: %s", rehearsalVerdict(p.Rehearsal))
	for _, text := range p.Rehearsal.Incomplete {
		t.line("    not complete: %s", text)
	}
	for _, f := range p.rehearsed() {
		t.line("    %s at %s, from %s; the shortest way there:", f.Diagnostic.Rule, f.Diagnostic.Element.ID, count(f.States, "state"))
		for _, l := range f.Script() {
			t.line("      %s", l)
		}
	}
}

func (m *markdownWriter) rehearsal(p *Process) {
	if p.Rehearsal == nil {
		return
	}
	m.line("Rehearsal: %s.\n", report.MarkdownText(rehearsalVerdict(p.Rehearsal)))
	for _, text := range p.Rehearsal.Incomplete {
		m.line("- Not complete: %s", report.MarkdownText(text))
	}
	for _, f := range p.rehearsed() {
		m.line("- `%s` at %s, from %s: %s", f.Diagnostic.Rule, report.MarkdownText(f.Diagnostic.Element.ID), count(f.States, "state"),
			report.MarkdownText(f.Path()))
	}
	if len(p.Rehearsal.Incomplete)+len(p.rehearsed()) > 0 {
		m.line("")
	}
}
