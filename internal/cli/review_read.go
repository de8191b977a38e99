package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/revision"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/report/changes"
	"github.com/bpmnlint/bpmnlint/review"
)

// reviewRun is one run of review.
type reviewRun struct {
	*migrationRun
	base    *compared
	checked *checked
	page    review.Review
}

// findChanged finds the models that the arguments name, and the base that they
// are compared with. A path that only the base has is no fault.
func (p *program) findChanged(ctx context.Context, args []string, f reviewFlags) (*subject, *compared, error) {
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, nil, err
	}
	if slices.Contains(args, "-") {
		return nil, nil, usagef("standard input has no earlier version to compare with")
	}
	found, err := workspace.Find(ctx, args, workspace.Options{Dir: dir, NoIgnore: f.noIgnore})
	if err != nil {
		return nil, nil, err
	}
	s := &subject{dir: dir, read: p.reader(), ws: workspace.New(workspace.Places{Dir: dir, Named: folders(dir, args)})}
	s.models, _ = split(found.Files)
	base, err := openBase(ctx, dir, s.models, f.comparison)
	if err != nil {
		return nil, nil, err
	}
	problems := base.withoutGone(dir, found.Problems)
	s.code = p.printProblems(problems)
	if len(problems) > 0 && len(s.models) == 0 {
		base.close()
		return nil, nil, done(s.code)
	}
	return s, base, nil
}

// gather learns everything that stands on the page. Each version of a model is
// read once.
func (x *reviewRun) gather(ctx context.Context, args []string, f lintFlags, s *subject) error {
	if err := x.readChanged(ctx, x.base, s.models, args); err != nil {
		return err
	}
	x.parseAll()
	x.base.known = map[string][]byte{}
	now := map[string][]byte{}
	for _, in := range x.inputs {
		if in.isNew {
			now[in.file.Abs] = in.data
		} else {
			x.base.known[in.file.Abs] = in.data
		}
	}
	read := s.read
	s.read = func(file workspace.File, limit int64) ([]byte, error) {
		if data, ok := now[file.Abs]; ok {
			return data[:min(int64(len(data)), limit+1)], nil
		}
		return read(file, limit)
	}
	var err error
	if x.checked, err = x.checkSince(ctx, args, f, shard{}, s, x.base); err != nil {
		return err
	}
	release, err := x.release(migration.Options{})
	if err != nil {
		return err
	}
	x.describe(args)
	x.compareModels()
	byPath := map[string]*review.Model{}
	for i := range x.page.Models {
		m := &x.page.Models[i]
		byPath[cmp.Or(m.New, m.Old)] = m
	}
	for i := range release.Processes {
		q := release.Processes[i]
		if m := byPath[cmp.Or(q.NewPath, q.OldPath)]; m != nil {
			m.Processes = append(m.Processes, q)
		}
	}
	x.placeFindings(byPath)
	return nil
}

// describe fills in what the page says of the review as a whole.
func (x *reviewRun) describe(args []string) {
	run := x.checked.report()
	x.page = review.Review{
		Base: baseName(x.base.base), Hidden: run.Hidden, Rules: run.Rules, Platforms: run.Platforms,
		Incomplete: x.checked.result.Failed || x.code == Failure,
	}
	for _, old := range x.old {
		if old.refused {
			x.page.Notices = append(x.page.Notices, old.notices...)
		}
	}
	for _, n := range x.checked.result.Notices {
		if n != x.base.noChange() {
			x.page.Notices = append(x.page.Notices, n)
		}
	}
	for path := range x.base.changes.Changed {
		if workspace.KindOf(path) == workspace.Decision && workspace.Covers(x.dir, args, path) {
			x.page.Decisions = append(x.page.Decisions, workspace.Display(x.dir, path, path))
		}
	}
	for path := range x.base.changes.Gone {
		if workspace.KindOf(path) == workspace.Decision && workspace.Covers(x.dir, args, path) {
			x.page.Decisions = append(x.page.Decisions, workspace.Display(x.dir, path, path)+" (removed)")
		}
	}
	slices.Sort(x.page.Decisions)
}

// baseName names a base by the revision that was asked for and its commit.
func baseName(b *revision.Base) string {
	commit := b.Commit[:min(len(b.Commit), 10)]
	if b.Revision == "" || strings.HasPrefix(b.Commit, b.Revision) {
		return commit
	}
	return b.Revision + " (" + commit + ")"
}

// compareModels pairs the versions and tells what changed.
func (x *reviewRun) compareModels() {
	states := map[*modelVersion]*state{}
	sides := func(list []state) []side {
		var out []side
		for i := range list {
			s := &list[i]
			// A renamed file has its new absolute path in both states.
			version := &modelVersion{path: s.file.Path, model: s.definitions}
			states[version] = s
			out = append(out, side{version, s.file.Abs})
		}
		return out
	}
	pairs := pairUp(sides(x.old), sides(x.new))
	x.page.Models = make([]review.Model, len(pairs))
	inParallel(len(pairs), func(i int) {
		x.page.Models[i] = x.model(states[pairs[i].old], states[pairs[i].new])
	})
}

// model tells what is known of a model from its two versions; nil stands for one
// that is not there.
func (x *reviewRun) model(old, new *state) review.Model {
	var m review.Model
	was, is := diff.Empty(), diff.Empty()
	if old != nil {
		m.Old, was = old.file.Path, old.definitions
	}
	if new != nil {
		m.New, is = new.file.Path, new.definitions
		m.Refused = x.reasons(new)
		switch {
		case new.cloud:
			m.NotDeployed = "for Camunda 8"
		case len(new.processes) == 0 && !new.refused:
			m.NotDeployed = "nothing executable"
		}
	}
	if was != nil && is != nil {
		m.Changes = &changes.File{Old: m.Old, New: m.New, Comparison: diff.Compare(was, is, diff.Options{})}
	}
	return m
}

// reasons returns the engine's reasons not to deploy a model. What happens to
// instances is known without a history time to live, a deployment may not be.
func (x *reviewRun) reasons(s *state) diag.List {
	if s.refused || s.definitions == nil || s.cloud {
		return s.faults
	}
	o, _ := x.engine(s.file, s.definitions)
	configured := lint.EngineOptions(x.loader.For(cmp.Or(s.file.Abs, s.file.Path)).Engine)
	if !configured.EnforceHistoryTimeToLive {
		return nil
	}
	o.EnforceHistoryTimeToLive = true
	var out diag.List
	for _, problem := range compile.Check([]*bpmn.Definitions{s.definitions}, o).Problems {
		out = append(out, problem.Diagnostic())
	}
	return errorsOf(out)
}

// placeFindings puts new findings where they belong: to a model that changed,
// unless its refusals say the same already, or elsewhere.
func (x *reviewRun) placeFindings(byPath map[string]*review.Model) {
	for _, d := range x.checked.result.Diagnostics {
		m := byPath[d.File]
		switch {
		case m == nil:
			x.page.Elsewhere = append(x.page.Elsewhere, d)
		case !slices.ContainsFunc(m.Refused, func(r diag.Diagnostic) bool { return r.Rule == d.Rule && r.Start() == d.Start() }):
			m.Findings = append(m.Findings, d)
		}
	}
}

// modelName is the path by which the picture of a model is known.
func modelName(m *review.Model) string {
	return strings.TrimSuffix(cmp.Or(m.New, m.Old), ".bpmn")
}
