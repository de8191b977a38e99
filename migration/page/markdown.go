package page

import (
	"bufio"
	"fmt"
	"io"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/report"
)

// WriteMarkdown writes a release for a pull request or a job's summary.
func WriteMarkdown(w io.Writer, release Release) error {
	m := &markdownWriter{Writer: bufio.NewWriter(w)}
	m.line("## What happens to running instances\n")
	m.engine(release)
	if len(release.Processes) == 0 && release.Engine == nil {
		m.line("No process changes.\n")
	}
	for i := range release.Processes {
		m.process(&release.Processes[i])
	}
	return m.Flush()
}

// markdownWriter writes lines; what goes wrong is kept for Flush.
type markdownWriter struct {
	*bufio.Writer
	// most is how many places are listed from which instances simply go on; 0
	// stands for all.
	most int
}

func (m *markdownWriter) line(format string, args ...any) {
	_, _ = fmt.Fprintf(m, format+"\n", args...)
}

func (m *markdownWriter) process(p *Process) {
	m.line("### %s\n", report.MarkdownText(p.title()))
	if p.title() != p.files() {
		m.line("%s\n", report.MarkdownText(p.files()))
	}
	m.body(p)
}

// body writes what happens to the instances of a process, without a heading.
func (m *markdownWriter) body(p *Process) {
	if p.Deployed != nil {
		m.line("%s\n", report.MarkdownText(p.Deployed.instances()))
	}
	m.line("**%s**\n", report.MarkdownText(p.Verdict()))
	if p.Deployed != nil && p.Forward != nil {
		m.line("Plan: %s, %s.\n", count(len(p.Forward.Plan.Instructions), "instruction"), report.MarkdownText(p.Deployed.judged(p.Forward.Verdict.Accepted())))
		for _, text := range p.Deployed.Disagreements {
			m.line("- %s", report.MarkdownText(text))
		}
	}
	if p.Forward != nil && len(p.Forward.Places)+len(p.elsewhere()) > 0 {
		m.places(p)
	}
	m.findings(p)
	if p.Forward != nil && len(p.Forward.Suggestions) > 0 {
		m.line("The engine would also accept:\n")
		for _, s := range p.Forward.Suggestions {
			m.line("- %s → %s (%s)", report.MarkdownText(s.Instruction.Source), report.MarkdownText(s.Instruction.Target), report.MarkdownText(s.Reason))
		}
		m.line("")
	}
	if p.Back != nil {
		m.line("Way back: %s.\n", report.MarkdownText(backVerdict(p.Back)))
	}
}

// engine writes which engine was asked, and what it has of each process.
func (m *markdownWriter) engine(release Release) {
	e := release.Engine
	if e == nil {
		return
	}
	m.line("Asked: %s (%s)\n", report.MarkdownText(e.Address), report.MarkdownText(e.Version))
	for i := range e.Keys {
		m.line("- %s: %s", report.MarkdownText(e.Keys[i].Key), report.MarkdownText(e.Keys[i].Summary()))
		for _, text := range release.overview(&e.Keys[i]) {
			m.line("  - %s", report.MarkdownText(text))
		}
	}
	m.line("")
}

func (m *markdownWriter) places(p *Process) {
	live := p.Deployed != nil
	if live {
		m.line("| An instance that waits in | now | |\n|---|--:|---|")
	} else {
		m.line("| An instance that waits in | |\n|---|---|")
	}
	row := func(name, now, result string) {
		if live {
			m.line("| %s | %s | %s |", report.MarkdownText(name), now, report.MarkdownText(result))
		} else {
			m.line("| %s | %s |", report.MarkdownText(name), report.MarkdownText(result))
		}
	}
	listed, left := 0, 0
	for _, refused := range [...]bool{true, false} {
		for _, x := range p.Forward.Places {
			if (x.Outcome != migration.Migrates) != refused {
				continue
			}
			if x.Outcome == migration.Migrates && triggerWords(p.Forward, x) == "" {
				if listed++; m.most > 0 && listed > m.most {
					left++
					continue
				}
			}
			result := placeResult(p.Forward, x)
			if text := p.trouble(x); text != "" {
				result += "; " + text
			}
			row(placeTitle(p.Forward, x), p.now(x), result)
		}
	}
	for _, o := range p.elsewhere() {
		row(p.occupiedTitle(o), tokens(o), incidents(o))
	}
	if left > 0 {
		row(fmt.Sprintf("… and %s more", count(left, "place")), "", "go on")
	}
	m.line("")
}

func (m *markdownWriter) findings(p *Process) {
	if len(p.Findings) == 0 {
		return
	}
	m.line("| | What to know | What to do |\n|---|---|---|")
	for _, severity := range [...]diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for i := range p.Findings {
			if d := &p.Findings[i]; d.Severity == severity {
				m.line("| %s | %s `%s` | %s |", severity, report.MarkdownText(d.Message+p.concerns(d)), d.Rule, report.MarkdownText(d.Help))
			}
		}
	}
	m.line("")
}
