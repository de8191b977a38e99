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

// WriteText writes a release for a terminal.
func WriteText(w io.Writer, release Release, o TextOptions) error {
	t := &textWriter{bufio.NewWriter(w), o}
	for i := range release.Processes {
		if i > 0 {
			t.line("")
		}
		t.process(&release.Processes[i])
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
	t.findings(p.Findings)
	t.rehearsal(p)
	if p.Forward != nil {
		t.suggestions(p.Forward)
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
			for _, reason := range p.Reasons {
				t.line("    %s    %s", strings.Repeat(" ", width), reason)
			}
		}
	}
	if left > 0 {
		t.line("    … and %s more from which instances go on; --all lists them", count(left, "place"))
	}
}

func (t *textWriter) findings(list diag.List) {
	if len(list) == 0 {
		return
	}
	t.line("")
	t.line("  Findings")
	for i := range list {
		d := &list[i]
		t.line("    %s:%d:%d: %s: %s [%s]", d.File, d.Start().Line, d.Start().Column, d.Severity, d.Message, d.Rule)
		if t.Help && d.Help != "" {
			t.line("      %s", d.Help)
		}
	}
}

func (t *textWriter) suggestions(r *migration.Report) {
	if len(r.Suggestions) == 0 {
		return
	}
	t.line("")
	t.line("  The engine would also accept")
	for _, s := range r.Suggestions {
		t.line("    --map %s=%s  (%s)", s.Instruction.Source, s.Instruction.Target, s.Reason)
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
			t.line("    %s: %s", placeTitle(r, p), p.Text)
		}
	}
}
