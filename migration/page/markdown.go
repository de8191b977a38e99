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
	if list := advice(release); len(list) > 0 {
		m.line("<details><summary>To carry it out</summary>\n")
		for _, a := range list {
			m.line("- %s", report.MarkdownText(a))
		}
		m.line("\n</details>")
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
	m.findings(further(p))
	if p.Forward != nil && len(p.Forward.Suggestions) > 0 {
		m.line("%s:\n", suggestionTitle(p.Forward))
		for _, s := range p.Forward.Suggestions {
			m.line("- %s (%s)", report.MarkdownCode("--map "+s.Instruction.Source+"="+s.Instruction.Target), report.MarkdownText(s.Reason))
		}
		m.line("")
	}
	if p.Forward != nil {
		m.alternatives(p.Forward)
	}
	if p.Back != nil {
		m.line("Way back: %s.\n", report.MarkdownText(backVerdict(p.Back)))
	}
}

// alternatives writes what can be done with instances that cannot be migrated,
// also not with what is suggested.
func (m *markdownWriter) alternatives(r *migration.Report) {
	places := stranded(r)
	if len(places) == 0 {
		return
	}
	m.line("<details><summary>What cannot be migrated can finish in the old version. If it cannot wait</summary>\n")
	for _, p := range places {
		m.line("%s:\n", report.MarkdownText(placeTitle(r, p)))
		for _, a := range r.Alternatives(p) {
			m.line("- %s: %s", alternativeTitle(a), report.MarkdownCode("POST "+a.Path+" "+string(a.Body)))
		}
		m.line("")
	}
	m.line("</details>\n")
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
	for _, text := range engineTexts(r) {
		m.line("The engine refuses instances with: %s\n", report.MarkdownText(text))
	}
	if text := keptStates(r); text != "" {
		m.line("%s\n", report.MarkdownText(text))
	}
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
