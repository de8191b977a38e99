package report

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// The table of rules helps to decide which rule to tend to or to configure
// first. A short report needs none, and nobody reads a long table.
const (
	tableFrom = 20 // findings
	tableRows = 10
)

// writeTextSummary writes what a run comes to: by category, by rule, and in
// one line.
func writeTextSummary(w io.Writer, run *Run, opts Options) error {
	t := &textWriter{Writer: bufio.NewWriterSize(w, 64<<10), opts: opts}
	if run.Verdict != "" {
		t.WriteString(Printable(run.Verdict) + "\n\n")
	}
	if len(run.Diagnostics) > 0 {
		if err := t.categoryTable(run.Diagnostics); err != nil {
			return err
		}
		if err := t.ruleTable(tallies(run.Diagnostics, byRule), -1); err != nil {
			return err
		}
	}
	t.WriteString(t.summary(run) + "\n")
	return t.Flush()
}

// categoryTable writes how many findings of which severity a category has.
func (t *textWriter) categoryTable(list diag.List) error {
	out := table{indent: indent, header: []string{"category", "errors", "warnings", "notes", "models"}, after: 1, numbers: 4}
	for _, c := range tallies(list, byCategory) {
		out.rows = append(out.rows, append(append([]string{c.name}, c.cells()...), strconv.Itoa(c.files)))
	}
	if err := out.write(t); err != nil {
		return err
	}
	return t.WriteByte('\n')
}

// cells returns the numbers of errors, warnings and notes.
func (c counts) cells() []string {
	return []string{strconv.Itoa(c[diag.Error]), strconv.Itoa(c[diag.Warning]), strconv.Itoa(c[diag.Note])}
}

// ruleTable writes a table of the first rows rules, all if rows is negative.
func (t *textWriter) ruleTable(rules []*tally, rows int) error {
	if rows < 0 || rows > len(rules) {
		rows = len(rules)
	}
	out := table{indent: indent, header: []string{"findings", "models", "severity", "rule"}, numbers: 2}
	for _, r := range rules[:rows] {
		out.rows = append(out.rows, []string{strconv.Itoa(r.total()), strconv.Itoa(r.files), r.worst().String(), r.name})
	}
	if err := out.write(t); err != nil {
		return err
	}
	if n := len(rules) - rows; n > 0 {
		t.WriteString(indent + "… and " + counted(n, "more rule") + "\n")
	}
	return t.WriteByte('\n')
}

// summary returns the last line: "3 errors, 14 warnings in 12 models
// (camunda-7.24 from pom.xml)".
func (t *textWriter) summary(run *Run) string {
	text, rest := verdictOf(run)
	if c := countAll(run.Diagnostics); t.opts.Color && (run.Files > 0 || c.total() > 0) {
		color := sgrGreen
		switch {
		case c.total() > 0:
			color = severityColor(c.worst())
		case run.Incomplete:
			color = sgrYellow
		}
		text = sgrBold + color + text + sgrReset
	}
	if p := DescribePlatforms(run.Platforms); p != "" && rest != "" {
		rest += " (" + p + ")"
	}
	text += rest
	if run.Incomplete {
		text += "; not everything could be checked"
	}
	if hidden := run.Hidden.String(); hidden != "" {
		text += "; not shown: " + hidden
	}
	return text
}

// hiddenCount is a number of findings that are not shown, in words for people
// and as a member of JSON.
type hiddenCount struct {
	n            int
	what, member string
}

// counts returns the numbers that are not zero.
func (h Hidden) counts() []hiddenCount {
	return slices.DeleteFunc([]hiddenCount{
		{h.Suppressed, "suppressed", "suppressed"},
		{h.Baseline, "in the baseline", "inBaseline"},
		{h.Base, "there before", "atBase"},
	}, func(c hiddenCount) bool { return c.n == 0 })
}

// String returns "2 suppressed, 12 in the baseline"; empty where nothing is
// hidden.
func (h Hidden) String() string {
	var parts []string
	for _, c := range h.counts() {
		parts = append(parts, strconv.Itoa(c.n)+" "+c.what)
	}
	return strings.Join(parts, ", ")
}

// verdictOf returns what a run found in a few words, and in how many models:
// "no problems", " in 12 models".
func verdictOf(run *Run) (found, in string) {
	c := countAll(run.Diagnostics)
	switch {
	case c.total() > 0:
		found = c.String()
	case run.Incomplete:
		found = "no problems found"
	case run.Files == 0:
		return "no models were linted", ""
	case run.NewOnly:
		found = "no new problems"
	default:
		found = "no problems"
	}
	return found, " in " + counted(run.Files, "model")
}

// maxPlatforms is how many platforms the summary line names.
const maxPlatforms = 4

// DescribePlatforms returns "camunda-7.24 from pom.xml", with numbers of files
// where there are several.
func DescribePlatforms(list []Platform) string {
	var parts []string
	for _, p := range list[:min(len(list), maxPlatforms)] {
		text := Printable(p.Name)
		if p.Source != "" {
			text += " from " + Printable(p.Source)
		}
		if len(list) > 1 {
			text = strconv.Itoa(p.Files) + " " + text
		}
		parts = append(parts, text)
	}
	if n := len(list) - maxPlatforms; n > 0 {
		parts = append(parts, strconv.Itoa(n)+" more")
	}
	return strings.Join(parts, ", ")
}
