package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

// UserRules reads folders of user rules, each once. It may be used
// concurrently.
type UserRules struct {
	dir string
	// builtIn are the names of the built-in rules.
	builtIn map[string]bool
	// reserved lets packages below bpmnlint in.
	reserved bool

	mu      sync.Mutex
	folders map[string]*policy.Folder
}

// NewUserRules returns the user rules beside the built-in ones; names of files
// are shown relative to dir.
func NewUserRules(dir string, builtIn []rules.Rule) *UserRules {
	u := &UserRules{dir: dir, builtIn: map[string]bool{}, folders: map[string]*policy.Folder{}}
	for _, r := range builtIn {
		u.builtIn[r.ID] = true
	}
	return u
}

// Folder returns what the folder, given by its absolute path, holds. Rules with
// the name of a built-in rule are refused.
func (u *UserRules) Folder(dir string) (*policy.Folder, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if f := u.folders[dir]; f != nil {
		return f, nil
	}
	name := filepath.ToSlash(workspace.Display(u.dir, dir, dir))
	f, err := policy.Load(os.DirFS(dir), policy.LoadOptions{Name: name, Reserved: u.reserved})
	if err != nil {
		return nil, fmt.Errorf("read the rules in %s: %w", name, err)
	}
	f.Rules = slices.DeleteFunc(f.Rules, func(r *policy.UserRule) bool {
		if !u.builtIn[r.ID] {
			return false
		}
		f.Refused = append(f.Refused, policy.Fault{
			File: r.Path, Line: r.Line, Column: 1,
			Message: fmt.Sprintf("there is a built-in rule %q: a rule of your own needs another name", r.ID),
		})
		return true
	})
	u.folders[dir] = f
	return f, nil
}

// Config returns what the configuration needs to know of the rules in a
// folder, and the faults that make the configuration wrong. It suits
// [config.Options].PolicyRules.
func (u *UserRules) Config(dir string) ([]config.Rule, diag.List) {
	fault := func(f policy.Fault) diag.Diagnostic {
		return diag.Diagnostic{
			Rule: config.RuleSlug, Category: config.RuleSlug, Severity: diag.Error,
			Message: f.Message, File: f.File, Range: rangeOf(f),
		}
	}
	f, err := u.Folder(dir)
	if err != nil {
		return nil, diag.List{fault(policy.Fault{Message: err.Error()})}
	}
	var problems diag.List
	for _, x := range f.Refused {
		problems = append(problems, fault(x))
	}
	all := make([]rules.Rule, len(f.Rules))
	for i, r := range f.Rules {
		all[i] = r.Rule
		all[i].Since = "" // counts versions of its own
	}
	return ConfigRules(all), problems
}

func rangeOf(f policy.Fault) source.Range {
	p := source.Pos{Line: max(f.Line, 1), Column: max(f.Column, 1)}
	return source.Range{Start: p, End: p}
}

// userRun is the work of the user rules in one run.
type userRun struct {
	rules *UserRules
	guard *policy.Guard

	mu       sync.Mutex
	byConfig map[string]*userSet
	failures map[*policy.UserRule]userFailure
}

// userSet are the user rules that are on in a configuration.
type userSet struct {
	rules   []*policy.UserRule
	encoder *facts.Encoder
}

// userFailure is the first failure of a rule, in the order of the files.
type userFailure struct {
	err  error
	file string // the model that it failed on; empty if it cannot be used at all
	// stopped says that the rule met a limit: it runs no more, and what it
	// said before is dropped, for it depends on chance how much that is.
	stopped bool
}

func newUserRun(u *UserRules, limits policy.Limits) *userRun {
	if limits == (policy.Limits{}) {
		limits = policy.DefaultLimits()
	}
	return &userRun{
		rules: u, guard: policy.NewGuard(limits),
		byConfig: map[string]*userSet{}, failures: map[*policy.UserRule]userFailure{},
	}
}

// set returns the user rules of a configuration, without those that cannot be
// compiled: these have failed.
func (u *userRun) set(c *config.Resolved) (*userSet, error) {
	if u.rules == nil || len(c.Policies) == 0 {
		return &userSet{}, nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if s := u.byConfig[c.Key()]; s != nil {
		return s, nil
	}
	s := &userSet{}
	var folders []*policy.Folder
	names := map[string]*policy.UserRule{}
	for _, dir := range c.Policies {
		f, err := u.rules.Folder(dir)
		if err != nil {
			return nil, err
		}
		folders = append(folders, f)
		for _, r := range f.Rules {
			if c.Severity(r.ID) == 0 {
				continue
			}
			err := r.Compile()
			if other := names[r.ID]; other != nil {
				err = fmt.Errorf("there is a rule of this name in %s", other.Path)
			}
			if err != nil {
				u.failures[r] = userFailure{err: err}
				continue
			}
			names[r.ID] = r
			s.rules = append(s.rules, r)
		}
	}
	s.encoder = policy.Encoder(folders)
	u.byConfig[c.Key()] = s
	return s, nil
}

// failed reports whether a rule has failed.
func (u *userRun) failed() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.failures) > 0
}

// on returns the user rules that are on in a configuration and can be used.
func (u *userRun) on(c *config.Resolved) []*policy.UserRule {
	s, err := u.set(c)
	if err != nil {
		return nil
	}
	return s.rules
}

// fail remembers that a rule failed on a model.
func (u *userRun) fail(r *policy.UserRule, file string, err error) {
	f := userFailure{err: err, file: file, stopped: err == policy.ErrTime || err == policy.ErrMemory}
	u.mu.Lock()
	defer u.mu.Unlock()
	have, ok := u.failures[r]
	if !ok || f.stopped && !have.stopped || f.stopped == have.stopped && f.file < have.file {
		u.failures[r] = f
	}
}

func (u *userRun) stopped(r *policy.UserRule) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.failures[r].stopped
}

// lintFile runs the user rules on a model. Those that have to be repeated
// alone are kept in the slot.
func (u *userRun) lintFile(ctx context.Context, s *slot, m *facts.Model) ([]located, error) {
	set, err := u.set(s.config)
	if err != nil || len(set.rules) == 0 {
		return nil, err
	}
	in := set.encoder.Encode(m)
	var found []located
	for _, r := range set.rules {
		if !applies(&r.Rule, s.platform) || u.stopped(r) {
			continue
		}
		some, err := evaluate(ctx, u.guard.Do, func(ctx context.Context) ([]policy.Result, error) { return r.Report(ctx, in) })
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err == policy.ErrLater:
			s.later = append(s.later, r)
		case err != nil:
			u.fail(r, s.file.Path, err)
		}
		found = append(found, some...)
	}
	return found, nil
}

// evaluate runs a rule under a guard and reads its findings; those before the
// first that cannot be read are kept.
func evaluate(ctx context.Context, guard func(context.Context, func(context.Context) error) error,
	work func(context.Context) ([]policy.Result, error),
) ([]located, error) {
	// A rule that does not stop must find its own variable to write to.
	results := make(chan []policy.Result, 1)
	err := guard(ctx, func(ctx context.Context) error {
		some, err := work(ctx)
		results <- some
		return err
	})
	if err != nil {
		return nil, err
	}
	var found []located
	for _, res := range <-results {
		f, err := res.Finding()
		if err != nil {
			return found, err
		}
		found = append(found, located{rule: res.Rule, finding: f, own: true})
	}
	return found, nil
}

// lintLater repeats, one after the other, what was stopped because the memory
// ran short while several rules were at work.
func (r *run) lintLater(ctx context.Context, linted []slot) error {
	for i := range linted {
		s := &linted[i]
		if len(s.later) == 0 {
			continue
		}
		again := slot{file: s.file}
		m := r.read(&again)
		if m == nil {
			continue
		}
		set, err := r.users.set(s.config)
		if err != nil {
			return err
		}
		in := set.encoder.Encode(m)
		for _, rule := range s.later {
			if r.users.stopped(rule) {
				continue
			}
			found, err := evaluate(ctx, r.users.guard.Alone, func(ctx context.Context) ([]policy.Result, error) { return rule.Report(ctx, in) })
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				r.users.fail(rule, s.file.Path, err)
			}
			mender := newMender(m.Definitions, s.platform.Name)
			for _, f := range found {
				s.list = append(s.list, diagnose(mender, f, s.config.Severity(f.rule.ID)))
			}
		}
	}
	return nil
}

// lintProject runs the user rules about all files together, one after the
// other.
func (u *userRun) lintProject(ctx context.Context, linted []slot, input func() *ast.Term) ([]located, error) {
	var found []located
	done := map[*policy.UserRule]bool{}
	for i := range linted {
		set, err := u.set(linted[i].config)
		if err != nil {
			return nil, err
		}
		for _, r := range set.rules {
			if !r.Aggregates || done[r] || u.stopped(r) {
				continue
			}
			done[r] = true
			some, err := evaluate(ctx, u.guard.Alone, func(ctx context.Context) ([]policy.Result, error) { return r.ReportAll(ctx, input()) })
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err != nil {
				u.fail(r, "", err)
			}
			found = append(found, some...)
		}
	}
	return found, nil
}

// finish adds a finding for each user rule that failed, and drops what a
// stopped one said.
func (u *userRun) finish(res *Result) {
	dropped := map[string]bool{}
	for r, f := range u.failures {
		res.Failed = true
		dropped[r.ID] = dropped[r.ID] || f.stopped
	}
	res.Diagnostics = slices.DeleteFunc(res.Diagnostics, func(d diag.Diagnostic) bool { return dropped[d.Rule] })
	for r, f := range u.failures {
		res.Diagnostics = append(res.Diagnostics, userRuleFailed(r, f))
	}
}

// enabled returns the user rules that are on in some of the configurations.
func (u *userRun) enabled(configs map[*config.Resolved]bool) []EnabledRule {
	levels := map[*policy.UserRule]diag.Severity{}
	for c := range configs {
		for _, dir := range c.Policies {
			if u.rules == nil {
				continue
			}
			f, err := u.rules.Folder(dir)
			if err != nil {
				continue
			}
			for _, r := range f.Rules {
				levels[r] = max(levels[r], c.Severity(r.ID))
			}
		}
	}
	var out []EnabledRule
	for r, level := range levels {
		if level != 0 {
			out = append(out, EnabledRule{r.Rule, level})
		}
	}
	return out
}

// userRuleFailed is the finding that stands for a rule of a user that failed.
func userRuleFailed(r *policy.UserRule, f userFailure) diag.Diagnostic {
	faults := policy.Faults(f.err)
	first := faults[0]
	message := strings.Join(strings.Fields(first.Message), " ")
	if first.File == "" {
		first.File, first.Line = r.Path, r.Line
	}
	// Which model it was that filled the memory depends on chance.
	if f.file != "" && f.err != policy.ErrMemory {
		message += fmt.Sprintf(" (on %s)", f.file)
	}
	out := diag.Diagnostic{
		Rule:     "rule-failed",
		Category: "internal",
		Severity: diag.Error,
		Message:  fmt.Sprintf("rule %q failed: %s", r.ID, message),
		Help:     "The findings of all other rules are complete. Mend the rule, see bpmnlint rules test, or turn it off.",
		File:     first.File,
		Range:    rangeOf(first),
	}
	for _, more := range faults[1:] {
		out.Related = append(out.Related, diag.Related{File: more.File, Range: rangeOf(more), Message: strings.TrimSpace(more.Message)})
	}
	return out
}
