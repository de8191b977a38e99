package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/tw"

	"github.com/bpmnlint/bpmnlint/diag"
)

// The table of rules helps to decide which rule to tend to or to configure
// first. A short report needs none, and nobody reads a long table.
const (
	tableFrom = 20 // findings
	tableRows = 10
)

// ruleCount is one row of the table of rules.
type ruleCount struct {
	rule            string
	severity        diag.Severity // the worst
	findings, files int
	lastFile        string
}

// ruleTable writes a table of the rules with the most findings, the severe
// ones first. It counts all findings, also those that the cap left out.
func (t *textWriter) ruleTable(list diag.List) error {
	if len(list) <= tableFrom {
		return nil
	}
	rules := countRules(list)
	if len(rules) < 2 {
		return nil
	}
	var out strings.Builder
	table := tablewriter.NewTable(&out,
		tablewriter.WithEastAsian(tw.Off), // else it depends on the locale
		tablewriter.WithRendition(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		}),
		// On the left it would cut right-aligned cells short.
		tablewriter.WithPadding(tw.Padding{Right: gap, Overwrite: true}),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithRowAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithAlignment(tw.Alignment{tw.AlignRight, tw.AlignRight, tw.AlignLeft, tw.AlignLeft}),
	)
	table.Header("findings", "models", "severity", "rule")
	for _, r := range rules[:min(len(rules), tableRows)] {
		err := table.Append(strconv.Itoa(r.findings), strconv.Itoa(r.files), r.severity.String(), plain(r.rule))
		if err != nil {
			return err
		}
	}
	if err := table.Render(); err != nil {
		return err
	}
	for line := range strings.Lines(out.String()) {
		t.WriteString(indent + strings.TrimRight(line, " \n") + "\n")
	}
	if n := len(rules) - tableRows; n > 0 {
		t.WriteString(indent + "… and " + counted(n, "more rule") + "\n")
	}
	t.WriteByte('\n')
	return nil
}

func countRules(list diag.List) []*ruleCount {
	byRule := make(map[string]*ruleCount)
	for i := range list {
		d := &list[i]
		r := byRule[d.Rule]
		if r == nil {
			r = &ruleCount{rule: d.Rule}
			byRule[d.Rule] = r
		}
		r.severity = max(r.severity, severity(d))
		r.findings++
		if r.files == 0 || r.lastFile != d.File {
			r.lastFile = d.File
			r.files++
		}
	}
	return slices.SortedFunc(maps.Values(byRule), func(a, b *ruleCount) int {
		return cmp.Or(
			cmp.Compare(b.severity, a.severity),
			cmp.Compare(b.findings, a.findings),
			cmp.Compare(a.rule, b.rule),
		)
	})
}

// summary returns the last line: "3 errors, 14 warnings in 12 models
// (camunda-7.24 from pom.xml)".
func (t *textWriter) summary(run *Run) string {
	c := countAll(run.Diagnostics)
	color, text := sgrGreen, "no problems"
	if run.NewOnly {
		text = "no new problems"
	}
	switch {
	case c.total() > 0:
		color, text = severityColor(worst(c)), c.String()
	case run.Incomplete:
		color, text = sgrYellow, "no problems found"
	case run.Files == 0:
		return "no models were linted"
	}
	if t.opts.Color {
		text = sgrBold + color + text + sgrReset
	}
	text += " in " + counted(run.Files, "model")
	if p := platforms(run.Platforms); p != "" {
		text += " (" + p + ")"
	}
	if run.Incomplete {
		text += "; not everything could be checked"
	}
	if hidden := run.Hidden.String(); hidden != "" {
		text += "; not shown: " + hidden
	}
	return text
}

// String returns "2 suppressed, 12 in the baseline"; empty where nothing is
// hidden.
func (h Hidden) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{h.Suppressed, "suppressed"}, {h.Baseline, "in the baseline"}, {h.Base, "there before"}} {
		if p.n > 0 {
			parts = append(parts, strconv.Itoa(p.n)+" "+p.what)
		}
	}
	return strings.Join(parts, ", ")
}

func worst(c counts) diag.Severity {
	for s := diag.Error; s > diag.Note; s-- {
		if c[s] > 0 {
			return s
		}
	}
	return diag.Note
}

// maxPlatforms is how many platforms the summary line names.
const maxPlatforms = 4

// platforms returns "camunda-7.24 from pom.xml", with numbers of files where
// there are several.
func platforms(list []Platform) string {
	var parts []string
	for _, p := range list[:min(len(list), maxPlatforms)] {
		text := plain(p.Name)
		if p.Source != "" {
			text += " from " + plain(p.Source)
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
