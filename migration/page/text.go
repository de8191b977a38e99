package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/report"
)

// maxColumn is how far to the right what becomes of an instance is put.
const maxColumn = 60

// TextOptions says how text is written.
type TextOptions struct {
	// Help adds to each finding what to do.
	Help bool
	// All lists all places from which instances simply go on, however many.
	All bool
}

// maxPlaces is how many places are listed, without TextOptions.All, from which
// instances simply go on.
const maxPlaces = 10

// maxAlike is how many warnings and notes of a rule are listed, maxStranded how
// many places from which instances cannot be migrated are given commands,
// without TextOptions.All.
const (
	maxAlike    = 5
	maxStranded = 3
)

// WriteText writes a release for a terminal.
func WriteText(w io.Writer, release Release, o TextOptions) error {
	t := &textWriter{bufio.NewWriter(w), o}
	for i := range release.Processes {
		if i > 0 {
			t.line("")
		}
		t.process(&release.Processes[i])
	}
	if t.Help {
		for i, a := range advice(release) {
			if i == 0 {
				t.line("")
				t.line("To carry it out")
			}
			t.line("  %s", a)
		}
	}
	return t.Flush()
}

// textWriter writes lines; what goes wrong is kept for Flush.
type textWriter struct {
	*bufio.Writer
	TextOptions
}

func (t *textWriter) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	blanks := len(text) - len(strings.TrimLeft(text, " "))
	_, _ = t.WriteString(text[:blanks] + report.Printable(text[blanks:]) + "\n")
}

func (t *textWriter) process(p *Process) {
	if title := p.title(); title == p.files() {
		t.line("%s", title)
	} else {
		t.line("%s (%s)", title, p.files())
	}
	t.line("  %s", p.Verdict())
	if p.Forward != nil {
		t.plan(p.Forward)
		t.places("An instance that waits in", p.Forward)
	}
	t.findings(further(p))
	if p.Forward != nil {
		t.suggestions(p.Forward)
		t.alternatives(p.Forward)
	}
	if p.Back != nil {
		t.back(p.Back)
	}
}

func (t *textWriter) plan(r *migration.Report) {
	if r.Verdict.Accepted() {
		t.line("  plan: %s, accepted by the engine's checks", count(len(r.Plan.Instructions), "instruction"))
	}
}

// places writes what becomes of an instance, place by place; what is refused
// first.
func (t *textWriter) places(title string, r *migration.Report) {
	if len(r.Places) == 0 {
		return
	}
	t.line("")
	t.line("  %s", title)
	width := 0
	for _, p := range r.Places {
		width = min(max(width, len([]rune(report.Printable(placeTitle(r, p))))), maxColumn)
	}
	listed, left := 0, 0
	for _, refused := range [...]bool{true, false} {
		for _, p := range r.Places {
			if (p.Outcome != migration.Migrates) != refused {
				continue
			}
			if p.Outcome == migration.Migrates && triggerWords(r, p) == "" {
				if listed++; listed > maxPlaces && !t.All {
					left++
					continue
				}
			}
			name := report.Printable(placeTitle(r, p))
			t.line("    %s%s  %s", name, strings.Repeat(" ", max(0, width-len([]rune(name)))), placeResult(r, p))
			if p.Outcome != migration.Migrates {
				for _, reason := range why(p)[1:] {
					t.line("    %s    %s", strings.Repeat(" ", width), reason)
				}
			}
		}
	}
	if left > 0 {
		t.line("    … and %s more from which instances go on; --all lists them", count(left, "place"))
	}
	for _, text := range engineTexts(r) {
		t.line("  The engine refuses instances with: %s", text)
	}
	if text := keptStates(r); text != "" {
		t.line("  %s", text)
	}
}

func (t *textWriter) findings(list diag.List) {
	if len(list) == 0 {
		return
	}
	t.line("")
	t.line("  Findings")
	said := 0
	for i := range list {
		d := &list[i]
		if said++; said <= maxAlike || t.All || d.Severity == diag.Error {
			t.line("    %s:%d:%d: %s: %s [%s]", d.File, d.Start().Line, d.Start().Column, d.Severity, d.Message, d.Rule)
		}
		last := i == len(list)-1
		if !last && list[i+1].Rule == d.Rule && list[i+1].Severity == d.Severity {
			if t.Help && list[i+1].Help != d.Help && d.Help != "" {
				t.line("      %s", d.Help)
			}
			continue
		}
		if left := said - maxAlike; left > 0 && !t.All && d.Severity != diag.Error {
			t.line("    … and %d more of %s; --all lists them", left, d.Rule)
		}
		if t.Help && d.Help != "" {
			t.line("      %s", d.Help)
		}
		said = 0
	}
}

func (t *textWriter) suggestions(r *migration.Report) {
	if len(r.Suggestions) == 0 {
		return
	}
	t.line("")
	t.line("  %s", suggestionTitle(r))
	for _, s := range r.Suggestions {
		t.line("    --map %s=%s  (%s)", s.Instruction.Source, s.Instruction.Target, s.Reason)
	}
}

// alternatives writes what can be done with instances that cannot be migrated,
// also not with what is suggested.
func (t *textWriter) alternatives(r *migration.Report) {
	places := stranded(r)
	if len(places) == 0 {
		return
	}
	t.line("")
	t.line("  What cannot be migrated can finish in the old version. If it cannot wait")
	for n, p := range places {
		if n == maxStranded && !t.All {
			t.line("    … and %s more; --all lists them", count(len(places)-n, "place"))
			return
		}
		t.line("    %s", placeTitle(r, p))
		for _, a := range r.Alternatives(p) {
			t.line("      %-22s POST %s %s", alternativeTitle(a), a.Path, a.Body)
		}
	}
}

func (t *textWriter) back(r *migration.Report) {
	t.line("")
	t.line("  Way back: %s", backVerdict(r))
	for _, f := range r.Verdict.Failures {
		for _, text := range f.Texts {
			t.line("    %s: %s", f.Instruction.Source, text)
		}
	}
	for _, p := range r.Places {
		if p.Outcome == migration.Refused {
			t.line("    %s: %s", placeTitle(r, p), strings.Join(why(p), "; "))
		}
	}
}
