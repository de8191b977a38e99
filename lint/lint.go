package lint

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/lint/cache"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

// Options says how to run.
type Options struct {
	// Rules are the built-in rules, as [rules.All] gives them.
	Rules []rules.Rule
	// Config finds the configuration of a file.
	Config *config.Loader
	// UserRules has the rules in the folders that configurations name; may be
	// nil where none does.
	UserRules *UserRules
	// UserLimits are the limits of each evaluation of a user rule; the zero
	// value stands for [policy.DefaultLimits].
	UserLimits policy.Limits
	// Workspace tells platforms and deployment units.
	Workspace *workspace.Workspace
	// Platform is the platform that the command line names, or empty.
	Platform string
	// Read returns the content of a file, at most limit bytes and one more.
	Read func(f workspace.File, limit int64) ([]byte, error)
	// Context returns the other models of the repository: their facts are there
	// for the rules about all files together, they are not linted themselves.
	// It is called when the files refer to something that is not among them.
	// May be nil.
	Context func(context.Context) []workspace.File
	// Whole says that the files are a whole repository, so that findings about
	// the run as such make sense.
	Whole bool
	// Part says that the files are one part of those that are linted, in several
	// runs, together with what Context returns: the rules about all files judge
	// them all, and only findings in this part are kept.
	Part bool
	// Cache keeps what was found; nil for none.
	Cache *Cache
	// Workers is the number of files in work at a time; 0 stands for the
	// number of processors.
	Workers int
	// Progress, if not nil, is called after each file with the number of files
	// that are done; it may be called concurrently.
	Progress func(done int)
}

// Result is what a run gave.
type Result struct {
	// Diagnostics are sorted.
	Diagnostics diag.List
	// Failed says that a file could not be read, a rule failed, or the program
	// itself did: findings may be missing.
	Failed bool
	// Platforms are those of the files, the most frequent first.
	Platforms []Platform
	// Enabled are the rules that were on for some file, user rules included,
	// with the severity that they have there, sorted by category and slug.
	Enabled []EnabledRule
	// Notices are sentences about the run, each once.
	Notices []string
	// FailOn is the lowest severity of findings that make a run fail, per
	// file.
	failOn map[string]diag.Severity
}

// Platform is a platform that files were linted for.
type Platform struct {
	workspace.Platform
	Files int
}

// EnabledRule is a rule with the severity that it has in this run.
type EnabledRule struct {
	rules.Rule
	Level diag.Severity
}

// Fails reports whether a finding is severe enough to make the run fail, by
// the configuration of its file.
func (r *Result) Fails() bool {
	for i := range r.Diagnostics {
		if r.FailsBy(&r.Diagnostics[i]) {
			return true
		}
	}
	return false
}

// FailsBy reports whether one finding is that severe.
func (r *Result) FailsBy(d *diag.Diagnostic) bool {
	limit, ok := r.failOn[d.File]
	if !ok {
		limit = diag.Error
	}
	return limit != config.FailNever && d.Severity >= limit
}

// run is the work on one call of Run.
type run struct {
	Options
	users *userRun
	mu    sync.Mutex
	sets  map[string]*onceSet
	done  atomic.Int64
	// digests are those of configurations, for the cache; cacheError is why it
	// could not be written.
	digests    map[*config.Resolved][]byte
	cacheError error
	// fixing keeps what is hidden behind other findings, too: it is not new
	// when these are mended.
	fixing bool
}

// slot is what one file gave.
type slot struct {
	file     workspace.File
	config   *config.Resolved
	platform workspace.Platform
	list     diag.List
	hidden   diag.List // behind others; only for fixing
	failed   bool
	parsed   bool
	summary  *facts.Summary
	later    []*policy.UserRule // to be repeated alone
	// assumed are plug-ins that the model uses and nobody has named.
	assumed compile.Plugins
	// key is that of the cache, nil if nothing is kept; restored says that the
	// slot comes from there.
	key      *cache.Key
	restored bool
}

type onceSet struct {
	once sync.Once
	set  *policy.Set
	err  error
}

// Run lints the files. A Go error means that the program could not do its
// work; what is wrong with files, rules of users or the configuration is in
// the result.
func Run(ctx context.Context, files []workspace.File, o Options) (*Result, error) {
	res, _, err := newRun(o).lint(ctx, files)
	return res, err
}

func newRun(o Options) *run {
	return &run{
		Options: o, sets: map[string]*onceSet{}, users: newUserRun(o.UserRules, o.UserLimits),
		digests: map[*config.Resolved][]byte{},
	}
}

func (r *run) lint(ctx context.Context, files []workspace.File) (*Result, []slot, error) {
	linted := make([]slot, len(files))
	err := r.each(ctx, len(files), func(i int) error {
		linted[i].file = files[i]
		err := r.lintFile(ctx, &linted[i])
		if r.Progress != nil {
			r.Progress(int(r.done.Add(1)))
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if err := r.lintLater(ctx, linted); err != nil {
		return nil, nil, err
	}
	if r.Cache != nil {
		_ = r.each(ctx, len(linted), func(i int) error {
			r.keep(&linted[i])
			return nil
		})
	}
	context, err := r.context(ctx, linted)
	if err != nil {
		return nil, nil, err
	}
	all, err := r.lintProject(ctx, linted, context)
	if err != nil {
		return nil, nil, err
	}
	if !r.fixing {
		all.replace(linted)
	}
	res := r.result(linted)
	res.Diagnostics = append(res.Diagnostics, all.list...)
	res.Failed = res.Failed || all.failed
	r.users.finish(res)
	if notice := r.cacheNotice(); notice != "" {
		res.Notices = append(res.Notices, notice)
	}
	fingerprint(res.Diagnostics)
	res.Diagnostics.Sort()
	return res, linted, nil
}

// each calls work for 0…n-1 on several workers and returns the first error.
func (r *run) each(ctx context.Context, n int, work func(int) error) error {
	workers := r.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := work(i); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return nil
}

// set returns the compiled built-in rules for a configuration.
func (r *run) set(c *config.Resolved) (*policy.Set, error) {
	return r.compiled(c.Key(), func() []rules.Rule {
		var on []rules.Rule
		for _, rule := range r.Rules {
			if c.Severity(rule.ID) != 0 && rule.Reports {
				on = append(on, rule)
			}
		}
		return on
	})
}

// compiled compiles built-in rules, once for each key.
func (r *run) compiled(key string, on func() []rules.Rule) (*policy.Set, error) {
	r.mu.Lock()
	s := r.sets[key]
	if s == nil {
		s = &onceSet{}
		r.sets[key] = s
	}
	r.mu.Unlock()
	s.once.Do(func() {
		s.set, s.err = policy.Compile(rules.FS(), on())
		if s.err != nil {
			s.err = fmt.Errorf("compile the built-in rules: %w", s.err)
		}
	})
	return s.set, s.err
}

// result gathers the slots of the linted files.
func (r *run) result(slots []slot) *Result {
	res := &Result{failOn: make(map[string]diag.Severity, len(slots))}
	counts := map[workspace.Platform]int{}
	configs := map[*config.Resolved]bool{}
	eight := 0
	for i := range slots {
		s := &slots[i]
		res.Diagnostics = append(res.Diagnostics, s.list...)
		res.Failed = res.Failed || s.failed
		res.failOn[s.file.Path] = s.config.FailOn
		configs[s.config] = true
		if s.parsed {
			counts[workspace.Platform{Name: s.platform.Name, Source: s.platform.Source}]++
			if s.platform.Camunda8() {
				eight++
			}
		}
	}
	for p, n := range counts {
		res.Platforms = append(res.Platforms, Platform{p, n})
	}
	slices.SortFunc(res.Platforms, func(a, b Platform) int {
		if a.Files != b.Files {
			return b.Files - a.Files
		}
		return compareText(a.Name+a.Source, b.Name+b.Source)
	})
	if eight > 0 {
		res.Notices = append(res.Notices, fmt.Sprintf("%s for Camunda 8: only rules that hold for any engine were applied", models(eight)))
	}
	if notice := unverified(res.Platforms); notice != "" {
		res.Notices = append(res.Notices, notice)
	}
	if notice := assumption(slots); notice != "" {
		res.Notices = append(res.Notices, notice)
	}
	for _, rule := range r.Rules {
		var level diag.Severity
		for c := range configs {
			level = max(level, c.Severity(rule.ID))
		}
		if level != 0 {
			res.Enabled = append(res.Enabled, EnabledRule{rule, level})
		}
	}
	if users := r.users.enabled(configs); len(users) > 0 {
		res.Enabled = append(res.Enabled, users...)
		slices.SortFunc(res.Enabled, func(a, b EnabledRule) int {
			return compareText(a.Category+"/"+a.ID, b.Category+"/"+b.ID)
		})
	}
	return res
}

func models(n int) string {
	if n == 1 {
		return "1 model is"
	}
	return fmt.Sprintf("%d models are", n)
}
