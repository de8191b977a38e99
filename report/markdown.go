package report

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// How much Markdown shows. GitHub refuses a step's summary of more than 1 MiB;
// a step may write more to it than this report.
const (
	markdownLimit = 900 << 10 // bytes
	markdownFiles = 20        // rows of the table of models
	markdownRules = 15        // rows of the table of rules
	markdownOpen  = 50        // findings up to which all are unfolded
	markdownText  = 2000      // characters of a message
	markdownName  = 300       // characters of a path
	markdownMost  = 20        // notices
)

// markdownWriter writes GitHub Flavored Markdown, which GitLab and Gitea read
// as well.
type markdownWriter struct {
	strings.Builder
	run   *Run
	rules map[string]*Rule
}

// writeMarkdown writes a job summary: the verdict, the models and the rules
// with the most findings, and all findings that fit, errors first.
func writeMarkdown(w io.Writer, run *Run, opts Options) ([]string, error) {
	m := &markdownWriter{run: run, rules: run.ruleByID()}
	m.head()
	list := run.Diagnostics
	if len(list) > 0 {
		m.modelTable()
		m.ruleTable()
	}
	var messages []string
	if !opts.Summary && len(list) > 0 {
		rows, cut := m.choose(markdownLimit - m.Len())
		m.findings(rows)
		if n := cut.total(); n > 0 {
			fmt.Fprintf(m, "%s %s not listed here: %s.\n", counted(n, "more finding"), choice(n, "is", "are"), cut)
			messages = append(messages, fmt.Sprintf("%d of %d findings are not in the Markdown report, the least severe: a job summary is limited to 1 MiB", n, len(list)))
		}
	}
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(m.String())
	return messages, out.Flush()
}

// head writes the verdict, the platforms and the notices.
func (m *markdownWriter) head() {
	found, in := verdictOf(m.run)
	m.WriteString("## " + statusOf(m.run).sign() + " " + toolName + ": " + found + in + "\n\n")
	if m.run.Verdict != "" {
		m.WriteString("**" + markdownEscape(m.run.Verdict) + "**\n\n")
	}
	if p := DescribePlatforms(m.run.Platforms); p != "" {
		m.WriteString("Platform: " + markdownEscape(p) + ".\n\n")
	}
	if m.run.Incomplete {
		m.WriteString("Not everything could be checked; findings may be missing.\n\n")
	}
	for _, n := range m.run.Notices[:min(len(m.run.Notices), markdownMost)] {
		m.WriteString("- " + markdownEscape(shorten(n, markdownText)) + "\n")
	}
	if len(m.run.Notices) > 0 {
		m.WriteString("\n")
	}
}

func (m *markdownWriter) modelTable() {
	m.WriteString("| Model | Errors | Warnings | Notes |\n|---|--:|--:|--:|\n")
	files := tallies(m.run.Diagnostics, byFile)
	for _, f := range files[:min(len(files), markdownFiles)] {
		m.WriteString("| " + markdownCode(shorten(cmpText(f.name, wholeRun), markdownName)) + " | " + strings.Join(f.cells(), " | ") + " |\n")
	}
	m.more(len(files)-markdownFiles, "model")
}

func (m *markdownWriter) ruleTable() {
	m.WriteString("| Rule | Severity | Findings | Models |\n|---|---|--:|--:|\n")
	rules := tallies(m.run.Diagnostics, byRule)
	for _, r := range rules[:min(len(rules), markdownRules)] {
		fmt.Fprintf(m, "| %s | %s | %d | %d |\n", m.rule(r.name), r.worst(), r.total(), r.files)
	}
	m.more(len(rules)-markdownRules, "rule")
}

func (m *markdownWriter) more(n int, noun string) {
	if n > 0 {
		m.WriteString("\n… and " + counted(n, "more "+noun) + "\n")
	}
	m.WriteString("\n")
}

// markdownRow is a row of the table of a file's findings; empty for a finding
// that did not fit.
type markdownRow string

// choose returns the rows of the most severe findings that fit into a number
// of bytes, and how many did not.
func (m *markdownWriter) choose(bytes int) (rows []markdownRow, cut counts) {
	list := m.run.Diagnostics
	rows = make([]markdownRow, len(list))
	cut = countAll(list)
	headed := make(map[string]bool)
	for s := diag.Error; s >= diag.Note; s-- {
		for i := range list {
			d := &list[i]
			if severity(d) != s {
				continue
			}
			row := m.row(d)
			cost := len(row)
			if !headed[d.File] {
				headed[d.File] = true
				cost += len(markdownFileHead(d.File, counts{}, true)) + len(markdownFileFoot) + 64
			}
			if bytes -= cost; bytes < 0 {
				return rows, cut
			}
			rows[i] = row
			cut[s]--
		}
	}
	return rows, cut
}

func (m *markdownWriter) row(d *diag.Diagnostic) markdownRow {
	p := rangeOf(d.Range).Start
	text := shorten(cmpText(d.Message, d.Rule), markdownText)
	return markdownRow("| " + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column) + " | " + severity(d).String() +
		" | " + markdownEscape(text) + " | " + m.rule(d.Rule) + " |\n")
}

// findings writes the rows, those of each file in a section to fold.
func (m *markdownWriter) findings(rows []markdownRow) {
	list := m.run.Diagnostics
	for start, end := range perFile(list) {
		if slices.ContainsFunc(rows[start:end], func(r markdownRow) bool { return r != "" }) {
			m.WriteString(markdownFileHead(list[start].File, countAll(list[start:end]), len(list) <= markdownOpen))
			for _, r := range rows[start:end] {
				m.WriteString(string(r))
			}
			m.WriteString(markdownFileFoot)
		}
	}
}

func markdownFileHead(file string, c counts, open bool) string {
	unfolded := ""
	if open {
		unfolded = " open"
	}
	return "<details" + unfolded + "><summary><code>" + html.EscapeString(Printable(shorten(cmpText(file, wholeRun), markdownName))) + "</code>: " + c.String() +
		"</summary>\n\n| Place | Severity | Finding | Rule |\n|--:|---|---|---|\n"
}

const markdownFileFoot = "\n</details>\n\n"

// rule returns a rule's name, linked to its page if it has one.
func (m *markdownWriter) rule(id string) string {
	address := ""
	if r := m.rules[id]; r != nil {
		address = r.URL
	}
	return MarkdownLink(shorten(ruleName(id), markdownName), address)
}
