package lint

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/lint/cache"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/suppress"
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
	// Base is the earlier state that the files are compared with, nil for none.
	Base *Base
	// NoSuppressions shows findings that suppressions silence, and does not
	// judge the suppressions.
	NoSuppressions bool
	// Today is the day by which suppressions expire; only its date counts.
	Today time.Time
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
	// Replaced are the findings on single files that one on all files stands
	// for. One day it may not: whoever remembers findings remembers these, too.
	Replaced diag.List
	// Files is the number of files that were linted.
	Files int
	// Suppressed and Old count the findings that are not shown: those that
	// suppressions silence, and those that the base had.
	Suppressed, Old int
	// Platforms are those of the files, the most frequent first.
	Platforms []Platform
	// Enabled are the rules that were on for some file, user rules included,
	// with the severity that they have there, sorted by category and slug.
	Enabled []EnabledRule
	// Notices are sentences about the run, each once.
	Notices []string
	// failOn is the lowest severity of findings that make a run fail, per
	// file.
	failOn map[string]diag.Severity
	// linted are the slots of the files.
	linted []slot
	run    *run
}

// Models returns the paths of the files that were linted.
func (r *Result) Models() []string {
	out := make([]string, len(r.linted))
	for i := range r.linted {
		out[i] = r.linted[i].file.Path
	}
	return out
}

// Judged reports whether a rule, given by its slug, was judged for a file that
// was linted, given by its path: then a finding that is not in the result is not
// in the file. A slug that is no rule's stands for a problem of reading.
func (r *Result) Judged(file, rule string) bool {
	i := slices.IndexFunc(r.linted, func(s slot) bool { return s.file.Path == file })
	if i < 0 {
		return false
	}
	s := &r.linted[i]
	known := r.run.ruleOf(s.config, rule)
	if known == nil {
		return !s.failed
	}
	return r.run.judged(s, []*rules.Rule{known})
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
	sets  *ruleSets
	done  atomic.Int64
	// was is the earlier state, nil without a base; past is the same in the run
	// that judges it.
	was, past *past
	// digests are those of configurations, for the cache; cacheError is why it
	// could not be written. The lock is for these.
	mu         sync.Mutex
	digests    map[*config.Resolved][]byte
	cacheError error
	// fixing keeps what is hidden behind other findings, too: it is not new
	// when these are mended.
	fixing bool
}

func newRun(o Options) *run {
	return &run{
		Options: o, sets: &ruleSets{byKey: map[string]*onceSet{}}, users: newUserRun(o.UserRules, o.UserLimits),
		digests: map[*config.Resolved][]byte{},
	}
}

// ruleSets are the compiled built-in rules by [config.Resolved.Key], and those
// about all files together by their names.
type ruleSets struct {
	mu    sync.Mutex
	byKey map[string]*onceSet
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
	// suppressions are those that stand in the model.
	suppressions []*suppress.Suppression
	// contextual says that the file is not linted, but known by its summary;
	// reported that findings about all files together are reported on it.
	contextual, reported bool
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

func (r *run) lint(ctx context.Context, files []workspace.File) (*Result, []slot, error) {
	if r.Base != nil {
		r.Whole = r.Whole && !r.Base.Only
		var err error
		if r.was, err = loadPast(ctx, r.Base, files); err != nil {
			return nil, nil, err
		}
	}
	now := newSnapshot(r, files)
	if err := now.lintFiles(ctx); err != nil {
		return nil, nil, err
	}
	var was *snapshot
	if r.was != nil {
		var err error
		if was, err = r.earlier(ctx, now); err != nil {
			return nil, nil, err
		}
	}
	if err := now.addContext(ctx, was); err != nil {
		return nil, nil, err
	}
	if err := now.judgeProject(ctx); err != nil {
		return nil, nil, err
	}
	if was != nil {
		if err := was.judgeProject(ctx); err != nil {
			return nil, nil, err
		}
		settleCommon(now, was)
	}
	res := r.result(now)
	found := now.settle()
	res.Diagnostics, res.Replaced, res.Suppressed = found.list, found.replaced, found.suppressed
	res.Failed = res.Failed || found.failed
	if was != nil {
		old := was.settle()
		res.Diagnostics, res.Old = withoutOld(res.Diagnostics, append(old.list, old.replaced...))
	}
	if notice := r.cacheNotice(); notice != "" {
		res.Notices = append(res.Notices, notice)
	}
	res.Diagnostics.Sort()
	return res, now.linted, nil
}

// findings are all that was found in a state.
type findings struct {
	list, replaced diag.List
	suppressed     int
	failed         bool
}

// settle gathers what was found in a state.
func (st *snapshot) settle() findings {
	all := st.lintProject()
	out := findings{failed: all.failed}
	if !st.fixing {
		out.replaced = all.replace(st.linted)
	}
	for i := range st.linted {
		out.list = append(out.list, st.linted[i].list...)
	}
	out.list = append(out.list, all.list...)
	var failed bool
	out.list, failed = st.users.finish(out.list)
	out.failed = out.failed || failed
	fingerprint(out.list)
	fingerprint(out.replaced)
	out.list, out.suppressed = st.suppress(out.list, slices.Concat(st.linted, st.others))
	return out
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
	var on []rules.Rule
	for _, rule := range r.Rules {
		if c.Severity(rule.ID) != 0 && rule.Reports {
			on = append(on, rule)
		}
	}
	return r.sets.compiled(c.Key(), on)
}

// compiled returns rules in compiled form; those of one key are compiled once.
func (s *ruleSets) compiled(key string, on []rules.Rule) (*policy.Set, error) {
	s.mu.Lock()
	x := s.byKey[key]
	if x == nil {
		x = &onceSet{}
		s.byKey[key] = x
	}
	s.mu.Unlock()
	x.once.Do(func() {
		x.set, x.err = policy.Compile(rules.FS(), on)
		if x.err != nil {
			x.err = fmt.Errorf("compile the built-in rules: %w", x.err)
		}
	})
	return x.set, x.err
}

// result says what the linted files of a state are; what was found in them is
// added when all is known.
func (r *run) result(st *snapshot) *Result {
	slots := st.linted
	res := &Result{Files: len(slots), linted: slots, run: r, failOn: make(map[string]diag.Severity, len(slots))}
	for _, s := range slices.Concat(slots, st.others) {
		if s.config != nil {
			res.failOn[s.file.Path] = s.config.FailOn
			// Findings about suppressions stand in the configuration.
			res.failOn[s.config.Source] = s.config.FailOn
		}
	}
	counts := map[workspace.Platform]int{}
	configs := map[*config.Resolved]bool{}
	eight := 0
	for i := range slots {
		s := &slots[i]
		res.Failed = res.Failed || s.failed
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
