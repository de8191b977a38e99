package cli

import (
	"context"
	"slices"
	"time"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
)

// checked is a run of the linter.
type checked struct {
	*subject
	result *lint.Result
	// baselines are those of the models; baselined is the number of findings
	// that they hide.
	baselines *baselines
	baselined int
	whole     bool
	part      report.Part
}

// report makes the report of a run.
func (r *checked) report() report.Run {
	linted := map[string]bool{}
	for _, path := range r.result.Models() {
		linted[path] = true
	}
	models := slices.DeleteFunc(slices.Clone(r.models), func(f workspace.File) bool { return !linted[f.Path] })
	run := newReport(r.subject, models)
	run.Part = r.part
	run.Diagnostics, run.Notices, run.Incomplete, run.Fails = r.result.Diagnostics, r.result.Notices, r.result.Failed, r.result.FailsBy
	run.Hidden = report.Hidden{Suppressed: r.result.Suppressed, Base: r.result.Old, Baseline: r.baselined}
	for _, x := range r.result.Platforms {
		run.Platforms = append(run.Platforms, report.Platform{Name: x.Name, Source: x.Source, Files: x.Files})
	}
	run.Rules = reportRules(ruleDocs, r.result.Enabled, r.rules)
	return run
}

// check lints what the arguments name. It returns nil where there is no model,
// which has been said.
func (p *program) check(ctx context.Context, args []string, f lintFlags) (*checked, error) {
	part, err := f.parse()
	if err != nil {
		return nil, err
	}
	subject, err := p.find(ctx, args, workspace.Options{NoIgnore: f.noIgnore, StdinFilename: f.stdinFilename})
	if err != nil {
		return nil, err
	}
	if len(subject.models) == 0 {
		return nil, p.nothingToLint(subject.code, subject.decisions)
	}
	err = p.configure(subject, config.Options{
		File: f.config, None: f.noConfig, Preset: f.preset, Only: f.only,
		FailOn: f.failOn, Platform: f.platform, Policies: f.policies, Version: version(),
	})
	if err != nil {
		return nil, err
	}
	linted, _ := part.split(subject.models)
	base, err := openBase(ctx, subject.dir, linted, f.comparison)
	if err != nil {
		return nil, err
	}
	defer base.close()
	return p.checkSince(ctx, args, f, part, subject, base)
}

// checkSince lints a part of what is configured and compares it with a base,
// nil for none.
func (p *program) checkSince(ctx context.Context, args []string, f lintFlags, part shard, subject *subject, base *compared) (*checked, error) {
	r := &checked{subject: subject, whole: isWhole(subject.ws, subject.dir, args)}
	r.baselines = newBaselines(r.dir, r.ws, f.comparison)
	r.part = report.Part{Number: part.i, Of: part.n}
	linted, others := part.split(r.models)
	kept, err := p.openCache(r.dir, f.cache)
	if err != nil {
		return nil, err
	}
	bar := p.newProgress(base.count(linted))
	err = p.run(ctx, r, linted, f.fixFlags, lint.Options{
		Rules: r.rules, Config: r.loader, UserRules: r.users, Workspace: r.ws, Platform: f.platform, Read: r.read, Whole: r.whole,
		Context: func(ctx context.Context) []workspace.File {
			return append(others, rest(ctx, r.ws, r.models, r.whole)...)
		},
		Part: part.n > 1, Cache: kept, Workers: f.workers, Progress: bar.update,
		Base: base.lint(), NoSuppressions: f.noSuppressions, Today: time.Now(),
	})
	bar.end()
	if err != nil {
		return nil, err
	}
	r.result.Notices = slices.Concat(r.loader.Notices(), base.notices(r.result), r.result.Notices)
	if len(r.decisions) > 0 {
		r.result.Notices = append(r.result.Notices, decisionsNotice(len(r.decisions)))
	}
	return r, r.hideBaselined(base == nil)
}

// run lints models, and fixes them where that is wanted.
func (p *program) run(ctx context.Context, r *checked, models []workspace.File, f fixFlags, o lint.Options) (err error) {
	if !f.on() {
		r.result, err = lint.Run(ctx, models, o)
		return err
	}
	code := OK
	r.result, code, err = p.fix(ctx, models, o, f)
	r.code = max(r.code, code)
	return err
}
