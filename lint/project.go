package lint

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/cache"
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

// replace drops the findings on single files that one on all files stands for,
// and returns them.
func (p projectResult) replace(linted []slot) diag.List {
	if len(p.instead) == 0 {
		return nil
	}
	var replaced diag.List
	for i := range linted {
		linted[i].list = slices.DeleteFunc(linted[i].list, func(d diag.Diagnostic) bool {
			if p.instead[d.Rule] {
				replaced = append(replaced, d)
			}
			return p.instead[d.Rule]
		})
	}
	return replaced
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

// project is the work on the rules about all files together, in one state.
type project struct {
	// known are all files, reported those that findings are kept in, judged
	// those whose configuration says which rules are on.
	known, reported, judged []slot
	found                   []located
	failures                []policy.Failure
	// key is that of the cache, nil if nothing is kept; restored is what it has.
	key      *cache.Key
	restored *projectResult
	// settled are findings that need no diagnostic, see [located.key].
	settled map[string]bool
}

// judgeProject runs the rules about all files together.
func (st *snapshot) judgeProject(ctx context.Context) error {
	p := &st.project
	p.known = slices.Concat(st.linted, st.others)
	p.reported = slices.DeleteFunc(slices.Clone(p.known), func(s slot) bool { return s.contextual && !s.reported || s.config == nil })
	if len(p.reported) == 0 {
		return nil
	}
	// The rules that are on in one of the judged files run, and what the others
	// say stands for findings on single files too.
	p.judged = p.reported
	if st.Part {
		slices.SortFunc(p.known, func(a, b slot) int { return cmp.Compare(a.file.Path, b.file.Path) })
		p.judged = p.known
	}
	files := summaries(p.known)
	input := facts.Project{
		Files: files, Whole: st.Whole, Complete: st.complete(p.reported),
		Options: st.optionsOf(p.judged[0].config),
	}
	if !st.formless {
		input.Forms = st.forms(ctx, files, p.reported)
	}
	p.key = st.projectKey(st.linted, st.others, input)
	if kept, ok := st.restoreProject(p.key); ok {
		p.restored = &kept
		return nil
	}
	var err error
	p.found, p.failures, err = st.judge(ctx, p.judged, input)
	return err
}

// settleCommon finds what the rules about all files together say of unchanged
// files in both states, word for word. Nobody will see it, so that the places of
// these findings, for which the files would have to be parsed again, are not
// looked up.
func settleCommon(now, was *snapshot) {
	if now.project.restored != nil || was.project.restored != nil {
		return
	}
	unchanged := map[string]bool{}
	for i := range now.others {
		if f := now.others[i].file; !now.Base.isChanged(f) {
			unchanged[f.Path] = true
		}
	}
	before := map[string]bool{}
	for _, f := range was.project.found {
		if unchanged[f.finding.File] {
			before[f.key()] = true
		}
	}
	settled := map[string]bool{}
	for _, f := range now.project.found {
		if k := f.key(); unchanged[f.finding.File] && before[k] {
			settled[k] = true
		}
	}
	now.project.settled, was.project.settled = settled, settled
}

// key identifies a finding by all that it says of its place.
func (f located) key() string {
	x := f.finding
	return fmt.Sprintf("%s\x00%s\x00%d\x00%s\x00%s", f.rule.ID, x.File, x.At, x.Attribute, x.Message)
}

// lintProject makes the diagnostics of what the rules about all files together
// found. Only findings in linted files, and in those of the context that are
// reported on, are kept.
func (st *snapshot) lintProject() projectResult {
	p := &st.project
	if p.restored != nil {
		return *p.restored
	}
	out := st.diagnoseAll(p)
	for _, f := range p.failures {
		out.failed = true
		out.list = append(out.list, ruleFailed(f, ""))
	}
	if p.key != nil && p.settled == nil && !out.failed && !st.users.failed() {
		st.put(*p.key, storedProject{out.list, out.instead})
	}
	return out
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
		found = append(found, located{rule: res.Rule, finding: f})
	}
	return found, failures, nil
}

// diagnoseAll makes the diagnostics of findings about all files that are in
// reported ones.
func (r *run) diagnoseAll(p *project) projectResult {
	out := projectResult{instead: map[string]bool{}}
	o := opener{read: r.Read, files: map[string]workspace.File{}, opened: map[string]*bpmn.Definitions{}}
	for i := range p.known {
		o.files[p.known[i].file.Path] = p.known[i].file
	}
	here := map[string]bool{}
	for i := range p.reported {
		here[p.reported[i].file.Path] = true
	}
	byPath := map[string]*slot{}
	for i := range p.judged {
		byPath[p.judged[i].file.Path] = &p.judged[i]
	}
	for _, f := range p.found {
		s := byPath[f.finding.File]
		if s == nil || s.config.Severity(f.rule.ID) == 0 || !applies(f.rule, s.platform) {
			continue
		}
		if f.finding.ForAll {
			out.instead[f.rule.ID] = true
		}
		if here[f.finding.File] && (len(p.settled) == 0 || !p.settled[f.key()]) {
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
	key := "all files:"
	for _, rule := range r.Rules {
		if rule.Aggregates && slices.ContainsFunc(linted, func(s slot) bool { return s.config.Severity(rule.ID) != 0 }) {
			on = append(on, rule)
			key += " " + rule.ID
		}
	}
	if len(on) == 0 {
		return nil, nil
	}
	return r.sets.compiled(key, on)
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
	out := diagnose(newMender(d, s.platform.Name), f, levelIn(s.config, f))
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
