package lint

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

// projectResult is what the rules about all files together gave.
type projectResult struct {
	list   diag.List
	failed bool
	// instead has the rules whose finding on all files together stands for
	// those on single files.
	instead map[string]bool
}

// replace drops the findings on single files that one on all files stands for.
func (p projectResult) replace(linted []slot) {
	if len(p.instead) == 0 {
		return
	}
	for i := range linted {
		linted[i].list = slices.DeleteFunc(linted[i].list, func(d diag.Diagnostic) bool { return p.instead[d.Rule] })
	}
}

func summaries(slots []slot) []*facts.Summary {
	var out []*facts.Summary
	for i := range slots {
		if s := slots[i].summary; s != nil {
			out = append(out, s)
		}
	}
	return out
}

// lintProject runs the rules about all files together. Only findings in linted
// files, and in those of the context that are reported on, are kept.
func (r *run) lintProject(ctx context.Context, linted, context []slot) (projectResult, error) {
	known := slices.Concat(linted, context)
	reported := slices.DeleteFunc(slices.Clone(known), func(s slot) bool { return s.contextual && !s.reported || s.config == nil })
	if len(reported) == 0 {
		return projectResult{}, nil
	}
	// The rules that are on in one of the judged files run, and what the others
	// say stands for findings on single files too.
	judged := reported
	if r.Part {
		slices.SortFunc(known, func(a, b slot) int { return cmp.Compare(a.file.Path, b.file.Path) })
		judged = known
	}
	files := summaries(known)
	project := facts.Project{
		Files: files, Whole: r.Whole, Complete: r.complete(reported),
		Forms: r.forms(ctx, files, reported), Options: r.optionsOf(judged[0].config),
	}
	key := r.projectKey(linted, context, project)
	if kept, ok := r.restoreProject(key); ok {
		return kept, nil
	}
	found, failures, err := r.judge(ctx, judged, project)
	if err != nil {
		return projectResult{}, err
	}
	out := r.diagnoseAll(found, reported, known, judged)
	for _, f := range failures {
		out.failed = true
		out.list = append(out.list, ruleFailed(f, ""))
	}
	if key != nil && !out.failed && !r.users.failed() {
		r.put(*key, storedProject{out.list, out.instead})
	}
	return out, nil
}

// judge runs the rules about all files together that are on in some file.
func (r *run) judge(ctx context.Context, files []slot, project facts.Project) ([]located, []policy.Failure, error) {
	set, err := r.projectSet(files)
	if err != nil || set == nil && r.UserRules == nil {
		return nil, nil, err
	}
	var results []policy.Result
	var failures []policy.Failure
	if set != nil {
		results, failures = set.ReportAll(ctx, set.Encoder().EncodeProject(project))
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	found, err := r.users.lintProject(ctx, files, sync.OnceValue(func() *ast.Term {
		return facts.NewEncoder().EncodeProject(project)
	}))
	if err != nil {
		return nil, nil, err
	}
	for _, res := range results {
		f, err := res.Finding()
		if err != nil {
			failures = append(failures, policy.Failure{Rule: res.Rule, Err: err})
			continue
		}
		found = append(found, located{res.Rule, f})
	}
	return found, failures, nil
}

// diagnoseAll makes the diagnostics of findings about all files that are in
// reported ones.
func (r *run) diagnoseAll(found []located, reported, known, judged []slot) projectResult {
	out := projectResult{instead: map[string]bool{}}
	o := opener{read: r.Read, files: map[string]workspace.File{}, opened: map[string]*bpmn.Definitions{}}
	for i := range known {
		o.files[known[i].file.Path] = known[i].file
	}
	here := map[string]bool{}
	for i := range reported {
		here[reported[i].file.Path] = true
	}
	byPath := map[string]*slot{}
	for i := range judged {
		byPath[judged[i].file.Path] = &judged[i]
	}
	for _, f := range found {
		s := byPath[f.finding.File]
		if s == nil || s.config.Severity(f.rule.ID) == 0 || !applies(f.rule, s.platform) {
			continue
		}
		if f.finding.ForAll {
			out.instead[f.rule.ID] = true
		}
		if here[f.finding.File] {
			out.list = append(out.list, diagnoseProject(o, f, s))
		}
	}
	return out
}

// complete reports whether all models of the repository are known, as far as
// the files refer to something that is not among them.
func (r *run) complete(linted []slot) bool {
	return r.Whole || r.Context != nil && !slices.ContainsFunc(linted, func(s slot) bool { return s.file.Abs == "" })
}

// forms returns the forms of the repositories that the files lie in, nil where
// none is referred to.
func (r *run) forms(ctx context.Context, files []*facts.Summary, linted []slot) *facts.Forms {
	if !facts.NeedsForms(files) {
		return nil
	}
	var roots []string
	for _, s := range linted {
		if s.file.Abs == "" {
			return nil
		}
		if root := r.Workspace.Root(filepath.Dir(s.file.Abs)); !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	forms := facts.NewForms()
	for _, root := range roots {
		files := workspace.Resources(ctx, root, facts.IsForm)
		if r.past != nil {
			files = r.past.forms(files)
		}
		for _, file := range files {
			var content []byte
			if facts.HasID(file) {
				content, _ = r.Read(workspace.File{Path: file, Abs: file}, maxFormBytes)
			}
			forms.Add(filepath.ToSlash(file), content)
		}
	}
	return forms
}

// maxFormBytes is the size above which a form is not searched for its id.
const maxFormBytes = 4 << 20

// projectSet returns the compiled rules that are on for any of the files and
// look at all of them together; nil where there is none.
func (r *run) projectSet(linted []slot) (*policy.Set, error) {
	var on []rules.Rule
	for _, rule := range r.Rules {
		if rule.Aggregates && slices.ContainsFunc(linted, func(s slot) bool { return s.config.Severity(rule.ID) != 0 }) {
			on = append(on, rule)
		}
	}
	if len(on) == 0 {
		return nil, nil
	}
	return policy.Compile(rules.FS(), on)
}

// diagnoseProject makes the diagnostic of a finding of a rule about all files.
func diagnoseProject(o opener, f located, s *slot) diag.Diagnostic {
	d := o.open(f.finding.File)
	if d == nil {
		return diag.Diagnostic{
			Rule: f.rule.ID, Category: f.rule.Category, Severity: levelIn(s.config, f),
			Message: f.finding.Message, Help: f.rule.Help, File: f.finding.File,
		}
	}
	related := f.finding.Related
	f.finding.Related = nil
	out := diagnose(d, f, levelIn(s.config, f))
	for _, rel := range related {
		x := diag.Related{File: cmp.Or(rel.File, f.finding.File), Message: rel.Message}
		if d := o.open(x.File); d != nil {
			x.Range, x.Element, _ = place(d, rel.Place)
		}
		out.Related = append(out.Related, x)
	}
	return out
}

// opener reads files that findings about all files point into once more: to
// keep the places of all elements of all files would cost more than to parse
// a few again.
type opener struct {
	read   func(workspace.File, int64) ([]byte, error)
	files  map[string]workspace.File
	opened map[string]*bpmn.Definitions
}

func (o opener) open(path string) *bpmn.Definitions {
	if d, ok := o.opened[path]; ok {
		return d
	}
	var d *bpmn.Definitions
	if file, ok := o.files[path]; ok {
		if data, err := o.read(file, defaultMaxBytes); err == nil {
			d, _ = bpmn.Parse(source.New(path, data), bpmn.Options{})
		}
	}
	o.opened[path] = d
	return d
}
