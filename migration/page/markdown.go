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
	m := &markdownWriter{bufio.NewWriter(w)}
	m.line("## What happens to running instances\n")
	if len(release.Processes) == 0 {
		m.line("No process changes.\n")
	}
	for i := range release.Processes {
		m.process(&release.Processes[i])
	}
	return m.Flush()
}

// markdownWriter writes lines; what goes wrong is kept for Flush.
type markdownWriter struct{ *bufio.Writer }

func (m *markdownWriter) line(format string, args ...any) {
	_, _ = fmt.Fprintf(m, format+"\n", args...)
}

func (m *markdownWriter) process(p *Process) {
	m.line("### %s\n", report.MarkdownText(p.title()))
	if p.title() != p.files() {
		m.line("%s\n", report.MarkdownText(p.files()))
	}
	m.line("**%s**\n", report.MarkdownText(p.Verdict()))
	if p.Forward != nil && len(p.Forward.Places) > 0 {
		m.places(p.Forward)
	}
	m.findings(p.Findings)
	m.rehearsal(p)
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

func (m *markdownWriter) places(r *migration.Report) {
	m.line("| An instance that waits in | |\n|---|---|")
	for _, refused := range [...]bool{true, false} {
		for _, p := range r.Places {
			if (p.Outcome != migration.Migrates) == refused {
				m.line("| %s | %s |", report.MarkdownText(placeTitle(r, p)), report.MarkdownText(placeResult(r, p)))
			}
		}
	}
	m.line("")
}

func (m *markdownWriter) findings(list diag.List) {
	if len(list) == 0 {
		return
	}
	m.line("| | What to know | What to do |\n|---|---|---|")
	for _, severity := range [...]diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for i := range list {
			if d := &list[i]; d.Severity == severity {
				m.line("| %s | %s `%s` | %s |", severity, report.MarkdownText(d.Message), d.Rule, report.MarkdownText(d.Help))
			}
		}
	}
	m.line("")
}
