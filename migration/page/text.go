package page

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/report"
)

// maxColumn is how far to the right what becomes of an instance is put.
const maxColumn = 70

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
	t := &textWriter{bufio.NewWriter(w), o, map[string]string{}}
	t.engine(release)
	for i := range release.Processes {
		if i > 0 || release.Engine != nil {
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
	// said has the deployed versions by what was said of them.
	said map[string]string
}

func (t *textWriter) line(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	blanks := len(text) - len(strings.TrimLeft(text, " "))
	_, _ = t.WriteString(text[:blanks] + report.Printable(text[blanks:]) + "\n")
}

func (t *textWriter) process(p *Process) {
	switch title := p.title(); {
	case title == p.files():
		t.line("%s", title)
	case p.Deployed != nil:
		t.line("%s, %s", title, p.files())
	default:
		t.line("%s (%s)", title, p.files())
	}
	if p.Deployed != nil {
		t.line("  %s", p.Deployed.instances())
	}
	t.line("  %s", p.Verdict())
	if p.Forward != nil {
		t.plan(p)
		t.places("An instance that waits in", p)
	}
	if same := t.same(p); same != "" {
		t.rehearsal(p)
		t.line("")
		t.line("  Findings and way back are those of %s; --all lists them", same)
		return
	}
	t.findings(p)
	t.rehearsal(p)
	if p.Forward != nil {
		t.suggestions(p.Forward)
		t.alternatives(p)
	}
	if p.Back != nil {
		t.back(p.Back)
	}
}

// same returns the deployed version that was written before and of which the
// same is to be said, empty for none.
func (t *textWriter) same(p *Process) string {
	if p.Deployed == nil || p.Forward == nil || p.Back == nil || t.All || len(p.Findings) == 0 {
		return ""
	}
	said := fmt.Sprint(p.Deployed.Key, p.Forward.Suggestions, p.Back.Verdict, p.Back.Places)
	for i := range p.Findings {
		d := &p.Findings[i]
		said += fmt.Sprint("\n", d.Rule, d.File, d.Range, d.Severity, d.Message)
	}
	if t.said[said] == "" {
		t.said[said] = p.Deployed.what()
		return ""
	}
	return t.said[said]
}

// engine writes which engine was asked, and what it has of each process.
func (t *textWriter) engine(release Release) {
	e := release.Engine
	if e == nil {
		return
	}
	t.line("engine %s (%s)", e.Address, e.Version)
	for i := range e.Keys {
		t.line("  %s: %s", e.Keys[i].Key, e.Keys[i].Summary())
		for _, text := range release.overview(&e.Keys[i]) {
			t.line("    %s", text)
		}
	}
}

func (t *textWriter) plan(p *Process) {
	r := p.Forward
	accepted := r.Verdict.Accepted()
	switch {
	case p.Deployed != nil:
		t.line("  plan: %s, %s", count(len(r.Plan.Instructions), "instruction"), p.Deployed.judged(accepted))
		for _, text := range p.Deployed.Disagreements {
			t.line("    %s", text)
		}
	case accepted:
		t.line("  plan: %s, accepted by the engine's checks", count(len(r.Plan.Instructions), "instruction"))
	}
}

// placeLine is what is written of a place.
type placeLine struct {
	name, now, result string
	more              []string
}

// places writes what becomes of an instance, place by place; what is refused
// first. Where an engine was asked, places where nobody waits and from which
// instances go on are counted only.
func (t *textWriter) places(title string, p *Process) {
	var lines []placeLine
	listed, left := 0, 0
	for _, refused := range [...]bool{true, false} {
		for _, x := range p.Forward.Places {
			if (x.Outcome != migration.Migrates) != refused {
				continue
			}
			if now := p.now(x); !t.All && !refused {
				plain := now == "" && triggerWords(p.Forward, x) == ""
				if plain {
					listed++
				}
				if plain && listed > maxPlaces || now == nobody && p.trouble(x) == "" {
					left++
					continue
				}
			}
			line := placeLine{report.Printable(placeTitle(p.Forward, x)), p.now(x), placeResult(p.Forward, x), nil}
			if refused {
				line.more = slices.Clone(why(x)[1:])
			}
			if text := p.trouble(x); text != "" {
				line.more = append(line.more, text)
			}
			lines = append(lines, line)
		}
	}
	for _, o := range p.elsewhere() {
		lines = append(lines, placeLine{name: report.Printable(p.occupiedTitle(o)), now: tokens(o), result: incidents(o)})
	}
	if len(lines) > 0 || left > 0 {
		t.placeLines(title, lines, p.Deployed != nil)
	}
	if left > 0 && p.Deployed != nil {
		t.line("    … and %s more where nobody waits now and from which instances go on; --all lists them", count(left, "place"))
	} else if left > 0 {
		t.line("    … and %s more from which instances go on; --all lists them", count(left, "place"))
	}
	for _, text := range engineTexts(p.Forward) {
		t.line("  The engine refuses instances with: %s", text)
	}
	if text := p.keptStates(); text != "" {
		t.line("  %s", text)
	}
}

// placeLines writes lines in columns.
func (t *textWriter) placeLines(title string, lines []placeLine, live bool) {
	width := len([]rune(title)) - 2
	if !live {
		width = 0
	}
	now := 0
	for _, l := range lines {
		width = min(max(width, len([]rune(l.name))), maxColumn)
		now = max(now, len([]rune(l.now)))
	}
	column := ""
	if live {
		now = max(now, len("now"))
		column = fmt.Sprintf("%*s  %*s", width-len([]rune(title))+2, "", now, "now")
		now += 2
	}
	t.line("")
	t.line("  %s%s", title, column)
	for _, l := range lines {
		gap := strings.Repeat(" ", max(0, width-len([]rune(l.name)))+now-len([]rune(l.now)))
		t.line("%s", strings.TrimRight(fmt.Sprintf("    %s%s%s  %s", l.name, gap, l.now, l.result), " "))
		for _, more := range l.more {
			t.line("    %s    %s", strings.Repeat(" ", width+now), more)
		}
	}
}

func (t *textWriter) findings(p *Process) {
	list := further(p)
	if len(list) == 0 {
		return
	}
	t.line("")
	t.line("  Findings")
	for _, group := range alike(list) {
		for i := range group {
			d := &group[i]
			if i == maxAlike && !t.All && d.Severity != diag.Error {
				t.line("    … and %d more of %s; --all lists them", len(group)-i, d.Rule)
				break
			}
			t.line("    %s:%d:%d: %s: %s%s [%s]", d.File, d.Start().Line, d.Start().Column, d.Severity, d.Message, p.concerns(d), d.Rule)
		}
		if help := group[0].Help; t.Help && help != "" {
			t.line("      %s", help)
		}
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
func (t *textWriter) alternatives(p *Process) {
	places := p.stranded()
	if len(places) == 0 {
		return
	}
	t.line("")
	t.line("  What cannot be migrated can finish in the old version. If it cannot wait")
	for n, x := range places {
		if n == maxStranded && !t.All {
			t.line("    … and %s more; --all lists them", count(len(places)-n, "place"))
			return
		}
		t.line("    %s", placeTitle(p.Forward, x))
		for _, a := range p.Forward.Alternatives(x) {
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
