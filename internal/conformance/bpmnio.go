package conformance

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// answer is a recorded answer of bpmn.io's bpmnlint on one model.
type answer struct {
	File     string
	Error    string
	Findings [][]*string // rule, element id, message, path
}

// bpmnIO compares the rules of the preset bpmn-io with recorded answers of
// bpmn.io's linter. A model agrees when the multiset of (rule, element id) is
// the same.
func bpmnIO(ctx context.Context, args []string) (*Result, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: bpmn-io DIR FIXTURES.jsonl")
	}
	answers, err := answersOf[answer](args[1])
	if err != nil {
		return nil, err
	}
	found, err := lintAll(ctx, args[0], answers)
	if err != nil {
		return nil, err
	}
	r := newResult()
	plugin := slices.ContainsFunc(answers, func(a answer) bool {
		return slices.ContainsFunc(a.Findings, func(f []*string) bool { return isPlugin(ruleOf(f)) })
	})
	for _, a := range answers {
		r.Of++
		if r.compareFindings(args[0], a, found[a.File], plugin) {
			r.Agree++
		}
	}
	return r, nil
}

// lintAll lints all models of the answers and returns their findings by file.
func lintAll(ctx context.Context, dir string, answers []answer) (map[string]diag.List, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	all, err := lint.Rules()
	if err != nil {
		return nil, err
	}
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	loader, err := config.NewLoader(config.Options{
		Rules: lint.ConfigRules(all), Workspace: ws, None: true, Preset: string(config.BpmnIO),
	})
	if err != nil {
		return nil, err
	}
	files := make([]workspace.File, len(answers))
	for i, a := range answers {
		files[i] = workspace.File{Path: a.File, Abs: filepath.Join(dir, a.File), Kind: workspace.Model, Named: true}
	}
	result, err := lint.Run(ctx, files, lint.Options{
		Rules: all, Config: loader, Workspace: ws,
		// The peer's plug-in for Camunda is asked about every model.
		Platform: "camunda-7.24",
		Read:     func(f workspace.File, _ int64) ([]byte, error) { return os.ReadFile(f.Abs) },
	})
	if err != nil {
		return nil, err
	}
	found := map[string]diag.List{}
	for _, d := range result.Diagnostics {
		if d.Category == "internal" {
			return nil, fmt.Errorf("lint %s: %s", d.File, d.Message)
		}
		found[d.File] = append(found[d.File], d)
	}
	return found, nil
}

// compareFindings compares one model and reports whether it agrees. Recordings
// without the plug-in do not ask about its rules.
func (r *Result) compareFindings(dir string, a answer, ours diag.List, plugin bool) bool {
	broken := slices.ContainsFunc(ours, func(d diag.Diagnostic) bool { return d.Category == "input" })
	if a.Error != "" {
		if !broken {
			r.disagree("not reported as broken", "%s: %s", a.File, a.Error)
		}
		return broken
	}
	type key struct{ rule, id string }
	counts := map[key]int{}
	for _, f := range a.Findings {
		counts[key{ruleOf(f), strings.TrimSpace(text(f[1]))}]--
	}
	for _, d := range ours {
		if d.Category != "input" && (plugin || !isPlugin(d.Rule)) {
			counts[key{d.Rule, strings.TrimSpace(d.Element.ID)}]++
		}
	}
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b key) int {
		return cmp.Or(strings.Compare(a.rule, b.rule), strings.Compare(a.id, b.id))
	})
	q := &question{dir: dir, file: a.File}
	agrees := true
	for _, k := range keys {
		n := counts[k]
		if n == 0 {
			continue
		}
		if name := q.documented(k.rule, k.id, n); name != "" {
			r.Documented[name]++
			continue
		}
		agrees = false
		cause := "more than the peer: "
		if n < 0 {
			cause = "less than the peer: "
		}
		r.disagree(cause+k.rule, "%s: %s", a.File, k.id)
	}
	return agrees
}

// ruleOf returns the slug of a finding's rule.
func ruleOf(finding []*string) string { return strings.TrimPrefix(text(finding[0]), "camunda/") }

func isPlugin(rule string) bool {
	return rule == "avoid-lanes" || rule == "forking-conditions" || rule == "implementation"
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// question is a model that answers differ on.
type question struct {
	dir, file string
	parsed    bool
	d         *bpmn.Definitions
}

// definitions returns the model, nil where it cannot be read.
func (q *question) definitions() *bpmn.Definitions {
	if !q.parsed {
		q.parsed = true
		if data, err := os.ReadFile(filepath.Join(q.dir, q.file)); err == nil {
			q.d, _ = bpmn.Parse(source.New(q.file, data), bpmn.Options{})
		}
	}
	return q.d
}

// documented returns the name of the documented difference that explains why
// we have n more (or less, where negative) findings of a rule on an element.
// docs/bpmn-io.md lists the names.
func (q *question) documented(rule, id string, n int) string {
	d := q.definitions()
	if d == nil {
		return ""
	}
	for _, x := range differences {
		if (x.rules == nil || slices.Contains(x.rules, rule)) && x.holds(d, rule, id, n) {
			return x.name
		}
	}
	return ""
}
