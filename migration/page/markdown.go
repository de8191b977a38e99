package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"

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
	m.rehearsal(p)
	if p.Forward != nil && len(p.Forward.Suggestions) > 0 {
		m.line("%s:\n", suggestionTitle(p.Forward))
		for _, s := range p.Forward.Suggestions {
			m.line("- %s (%s)", report.MarkdownCode("--map "+s.Instruction.Source+"="+s.Instruction.Target), report.MarkdownText(s.Reason))
		}
		m.line("")
	}
	m.alternatives(p)
	if p.Back != nil {
		m.back(p.Back)
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
	for _, text := range engineTexts(p.Forward) {
		m.line("The engine refuses instances with: %s\n", report.MarkdownText(text))
	}
	if text := p.keptStates(); text != "" {
		m.line("%s\n", report.MarkdownText(text))
	}
}

// alternatives writes what can be done with instances that cannot be migrated,
// also not with what is suggested.
func (m *markdownWriter) alternatives(p *Process) {
	places := p.stranded()
	if len(places) == 0 {
		return
	}
	m.line("<details><summary>What cannot be migrated can finish in the old version. If it cannot wait</summary>\n")
	for _, x := range places {
		m.line("%s:\n", report.MarkdownText(placeTitle(p.Forward, x)))
		for _, a := range p.Forward.Alternatives(x) {
			m.line("- %s: %s", alternativeTitle(a), report.MarkdownCode("POST "+a.Path+" "+string(a.Body)))
		}
		m.line("")
	}
	m.line("</details>\n")
}

// back says whether instances can come back, and if not, from where and why.
func (m *markdownWriter) back(r *migration.Report) {
	m.line("Way back: %s.\n", report.MarkdownText(backVerdict(r)))
	lines := 0
	for _, f := range r.Verdict.Failures {
		for _, text := range f.Texts {
			m.line("- %s: %s", report.MarkdownText(f.Instruction.Source), report.MarkdownText(text))
			lines++
		}
	}
	for _, p := range r.Places {
		if p.Outcome == migration.Refused {
			m.line("- %s: %s", report.MarkdownText(placeTitle(r, p)), report.MarkdownText(strings.Join(why(p), "; ")))
			lines++
		}
	}
	if lines > 0 {
		m.line("")
	}
}

func (m *markdownWriter) findings(p *Process) {
	list := further(p)
	if len(list) == 0 {
		return
	}
	m.line("| | What to know | What to do |\n|---|---|---|")
	for _, group := range alike(list) {
		for i := range group {
			d := &group[i]
			help := report.MarkdownText(d.Help)
			if i > 0 {
				help = "″" // as above
			}
			m.line("| %s | %s `%s` | %s |", d.Severity, report.MarkdownText(d.Message+p.concerns(d)), d.Rule, help)
		}
	}
	m.line("")
}
