package cli

import (
	"cmp"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

// maxReread is the size up to which a model is read again for a report.
const maxReread = 64 << 20

// newReport returns a report about some of a subject's models that has no
// findings yet.
func newReport(s *subject, models []workspace.File) report.Run {
	run := report.Run{Version: version(), Files: len(models), Root: s.ws.Root(s.dir), Dir: s.dir}
	byPath := make(map[string]workspace.File, len(models))
	for _, f := range models {
		run.Paths = append(run.Paths, f.Path)
		byPath[f.Path] = f
	}
	model := func(path string) *bpmn.Definitions {
		f, ok := byPath[path]
		if !ok {
			return nil
		}
		data, err := s.read(f, maxReread)
		if err != nil {
			return nil
		}
		d, _ := bpmn.Parse(source.New(path, data), bpmn.Options{})
		return d
	}
	run.Source = func(path string) *source.File {
		if d := model(path); d != nil {
			return d.File
		}
		return nil
	}
	run.Picture = func(path, anchor string, findings diag.List) string {
		d := model(path)
		if d == nil {
			return ""
		}
		return picture(d, anchor, findings)
	}
	return run
}

// reportRules describes the enabled rules, with the addresses of their pages
// below docs. Those that are not among the built-in ones are the user's, and
// have no page.
func reportRules(docs string, enabled []lint.EnabledRule, builtIn []rules.Rule) []report.Rule {
	have := make(map[string]bool, len(builtIn))
	for _, r := range builtIn {
		have[r.ID] = true
	}
	out := make([]report.Rule, len(enabled))
	for i, x := range enabled {
		out[i] = report.Rule{
			ID: x.ID, Category: x.Category, Title: x.Title, Description: strings.TrimSpace(x.Description + "\n\n" + x.Rationale),
			Help: cmp.Or(x.Help, x.Title), Markdown: lint.Page(x.Rule), Severity: x.Level, Since: x.Since,
		}
		if have[x.ID] {
			out[i].URL = ruleURL(docs, x.Category, x.ID)
		}
	}
	return out
}

// allReportRules describes built-in rules that no configuration concerns.
func allReportRules(builtIn []rules.Rule) []report.Rule {
	enabled := make([]lint.EnabledRule, len(builtIn))
	for i, r := range builtIn {
		enabled[i] = lint.EnabledRule{Rule: r, Level: r.DefaultSeverity()}
	}
	return reportRules(ruleDocs, enabled, builtIn)
}
