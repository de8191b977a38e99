package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/rules"
)

// lintFlags are the flags of lint.
type lintFlags struct {
	reportFlags
	config, platform, preset, failOn string
	noConfig, noIgnore               bool
	stdinFilename, cache, shard      string
	only, policies                   []string
	workers                          int
	comparison
	fixFlags
}

func (p *program) lintCommand() *cobra.Command {
	var f lintFlags
	c := &cobra.Command{
		Use:     "lint [PATH…]",
		Short:   "Check models: will they deploy, and should they?",
		GroupID: groupCheck,
		Long: `Check BPMN models with the built-in rules and your own.

A PATH is a file, a folder (searched recursively), a pattern with ** or - for
standard input. Without one, the current folder is searched. Folders called
target, build, bin and node_modules, hidden ones, and what git ignores are
passed over unless they are named.

With --base, or --changed, only findings are shown that are new since a git
revision; those in .bpmnlint-baseline.json and those that a suppression is about
are not shown either. The summary counts what is not shown.

--fix makes the fixes of findings that leave the process as it is, in place;
with --unsafe those too that change it; --preview shows them as a diff. What is
reported is what remains.

Exit code: 0 fine, 1 findings at or above --fail-on (with --fix: that remain), 2
wrong usage or configuration, 3 a file that cannot be read or written, or a rule
that failed.`,
		Example: `  bpmnlint lint
  bpmnlint lint --fix
  bpmnlint lint --preview --unsafe order.bpmn
  bpmnlint lint 'src/main/resources/**/*.bpmn' --preset strict
  bpmnlint lint --format text --format sarif=bpmnlint.sarif
  bpmnlint lint --changed --base origin/main
  git show HEAD:order.bpmn | bpmnlint lint - --stdin-filename order.bpmn`,
		RunE: func(c *cobra.Command, args []string) error { return p.lint(c.Context(), args, f) },
	}
	f.addTo(c)
	f.comparison.addTo(c)
	flags := c.Flags()
	f.reportFlags.add(flags, "findings")
	flags.StringVar(&f.failOn, "fail-on", "", "lowest severity that makes the exit code 1: `error`, warning, note or never")
	flags.StringSliceVar(&f.only, "only", nil, "only this `RULE|CATEGORY`, can be repeated")
	flags.BoolVar(&f.verbose, "verbose", false, "print help and related places with each finding in text")
	flags.StringVar(&f.stdinFilename, "stdin-filename", "", "the `NAME` of what comes from standard input")
	flags.StringVar(&f.cache, "cache", "", "keep what was found for the next run, in `DIR` if one is named")
	flags.Lookup("cache").NoOptDefVal = userCache
	flags.StringVar(&f.shard, "shard", "", "lint only part `I/N` of the models; see merge")
	f.fixFlags.register(flags)
	return c
}

// addTo adds the flags that say what is linted and by which rules.
func (f *lintFlags) addTo(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE`, for all models")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	flags.StringVar(&f.platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringVar(&f.preset, "preset", "", "`PRESET` to begin with: "+strings.Join(config.Presets(), ", "))
	flags.StringSliceVar(&f.policies, "policies", nil, "folder `DIR` with rules of your own, can be repeated")
	flags.IntVarP(&f.workers, "jobs", "j", 0, "number of files in work at a time `N`; all processors if 0")
	flags.BoolVar(&f.noIgnore, "no-ignore", false, "search what is passed over otherwise")
	c.MarkFlagsMutuallyExclusive("config", "no-config")
}

func (p *program) lint(ctx context.Context, args []string, f lintFlags) error {
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	r, err := p.check(ctx, args, f)
	if err != nil || r == nil {
		return err
	}
	if f.preview {
		outputs = nil
	} else if !f.fix {
		r.result.Notices = append(r.result.Notices, fixNotice(r.result)...)
	}
	run := r.report()
	run.NewOnly = f.base.given || f.changed || r.baselined > 0
	if err := p.write(outputs, run, f.reportFlags, r.result.Notices); err != nil {
		return err
	}
	code := r.code
	if r.result.Fails() {
		code = max(code, Bad)
	}
	if r.result.Failed {
		code = max(code, Failure)
	}
	if code != OK {
		return &exit{code: code}
	}
	return nil
}

// checked is a run of the linter.
type checked struct {
	dir    string
	ws     *workspace.Workspace
	loader *config.Loader
	result *lint.Result
	// baselines are those of the models; baselined is the number of findings
	// that they hide.
	baselines *baselines
	baselined int
	whole     bool
	rules     []rules.Rule
	models    []workspace.File
	read      func(workspace.File, int64) ([]byte, error)
	// code is the exit code for what is wrong with the arguments, or with
	// writing fixes.
	code int
}

// report makes the report of a run.
func (r *checked) report() report.Run {
	linted := map[string]bool{}
	for _, path := range r.result.Models() {
		linted[path] = true
	}
	models := slices.DeleteFunc(slices.Clone(r.models), func(f workspace.File) bool { return !linted[f.Path] })
	run := newReport(r.ws, r.dir, models, r.read)
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
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, err
	}
	if f.workers < 0 {
		return nil, usagef("--jobs: %d is no number of files", f.workers)
	}
	if f.platform != "" {
		if f.platform, err = workspace.ParsePlatform(f.platform); err != nil {
			return nil, usagef("--platform: %v", err)
		}
	}
	part, err := parseShard(f.shard)
	if err != nil {
		return nil, err
	}
	all, err := lint.Rules()
	if err != nil {
		return nil, err
	}
	found, err := workspace.Find(ctx, args, workspace.Options{Dir: dir, NoIgnore: f.noIgnore, StdinFilename: f.stdinFilename})
	if err != nil {
		return nil, err
	}
	r := &checked{dir: dir, code: p.printProblems(found.Problems), ws: workspace.New(workspace.Places{Dir: dir, Named: folders(dir, args)})}
	models, decisions := split(found.Files)
	if err := f.check(models, f.formats); err != nil {
		return nil, err
	}
	if len(models) == 0 {
		return nil, p.nothingToLint(r.code, decisions)
	}
	users := lint.NewUserRules(dir, all)
	r.loader, err = config.NewLoader(config.Options{
		Rules: lint.ConfigRules(all), PolicyRules: users.Config, Workspace: r.ws,
		File: f.config, None: f.noConfig, Preset: f.preset, Only: f.only,
		FailOn: f.failOn, Platform: f.platform, Policies: f.policies, Version: version(),
	})
	if err != nil {
		return nil, usagef("%v", err)
	}
	models, err = p.configured(r.loader, models)
	if err != nil {
		return nil, err
	}
	var kept *lint.Cache
	if f.cache != "" {
		if kept, err = p.openCache(dir, f.cache); err != nil {
			return nil, err
		}
	}
	if r.baselines, err = newBaselines(dir, r.ws, f.comparison); err != nil {
		return nil, err
	}
	r.whole = isWhole(r.ws, dir, args)
	linted, others := part.split(models)
	base, err := openBase(ctx, dir, linted, f.comparison)
	if err != nil {
		return nil, err
	}
	defer base.close()
	r.rules, r.models, r.read = all, models, p.reader()
	bar := p.newProgress(base.count(linted))
	options := lint.Options{
		Rules: all, Config: r.loader, UserRules: users, Workspace: r.ws, Platform: f.platform, Read: r.read, Whole: r.whole,
		Context: func(ctx context.Context) []workspace.File {
			return append(others, rest(ctx, r.ws, models, r.whole)...)
		},
		Part: part.n > 1, Cache: kept, Workers: f.workers, Progress: bar.update,
		Base: base.lint(), NoSuppressions: f.noSuppressions, Today: time.Now(),
	}
	if f.on() {
		fixed := OK
		r.result, fixed, err = p.fix(ctx, linted, options, f.fixFlags)
		r.code = max(r.code, fixed)
	} else {
		r.result, err = lint.Run(ctx, linted, options)
	}
	bar.end()
	if err != nil {
		return nil, err
	}
	r.result.Notices = slices.Concat(r.loader.Notices(), base.notices(r.result), r.result.Notices)
	if len(decisions) > 0 {
		r.result.Notices = append(r.result.Notices, decisionsNotice(len(decisions)))
	}
	return r, r.hideBaselined(base == nil)
}

// printProblems prints what is wrong with arguments and returns the exit code.
func (p *program) printProblems(problems []workspace.Problem) int {
	code := OK
	for _, x := range problems {
		fmt.Fprintf(p.Err, "bpmnlint: %v\n", x)
		if x.Kind == workspace.Unreadable {
			code = max(code, Failure)
		} else {
			code = max(code, Usage)
		}
	}
	return code
}

func split(files []workspace.File) (models, decisions []workspace.File) {
	for _, f := range files {
		if f.Kind == workspace.Decision {
			decisions = append(decisions, f)
		} else {
			models = append(models, f)
		}
	}
	return models, decisions
}

func decisionsNotice(n int) string {
	if n == 1 {
		return "1 decision (.dmn) was found; decisions are not linted yet"
	}
	return fmt.Sprintf("%d decisions (.dmn) were found; decisions are not linted yet", n)
}

func (p *program) nothingToLint(code int, decisions []workspace.File) error {
	if len(decisions) > 0 && !p.quiet {
		fmt.Fprintf(p.Err, "bpmnlint: %s\n", decisionsNotice(len(decisions)))
	}
	if code != OK {
		return &exit{code: code}
	}
	return nil
}

// folders returns the absolute paths of the arguments that are folders.
func folders(dir string, args []string) []string {
	var out []string
	for _, a := range args {
		abs := a
		if !filepath.IsAbs(a) {
			abs = filepath.Join(dir, a)
		}
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			out = append(out, abs)
		}
	}
	return out
}

// isWhole reports whether the arguments name a whole repository: its root, or
// any folder where there is no repository around it.
func isWhole(ws *workspace.Workspace, dir string, args []string) bool {
	named := folders(dir, args)
	if len(args) == 0 {
		named = []string{dir}
	}
	return slices.ContainsFunc(named, func(d string) bool {
		root := ws.Root(d)
		if root == filepath.Clean(d) {
			return true
		}
		_, err := os.Stat(filepath.Join(root, ".git"))
		return err != nil
	})
}

// rest returns the models of the repositories that the files lie in, but the
// files themselves.
func rest(ctx context.Context, ws *workspace.Workspace, files []workspace.File, whole bool) []workspace.File {
	if whole {
		return nil
	}
	have := map[string]bool{}
	roots := map[string]bool{}
	for _, f := range files {
		have[f.Abs] = true
		if f.Abs != "" {
			roots[ws.Root(filepath.Dir(f.Abs))] = true
		}
	}
	var out []workspace.File
	for root := range roots {
		found, err := workspace.Find(ctx, []string{root}, workspace.Options{Dir: ws.Dir()})
		if err != nil {
			continue
		}
		for _, f := range found.Files {
			if f.Kind == workspace.Model && !have[f.Abs] {
				have[f.Abs] = true
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b workspace.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// configured reads the configuration of all files and returns those that it
// does not ignore. A fault in a configuration ends the run.
func (p *program) configured(loader *config.Loader, files []workspace.File) ([]workspace.File, error) {
	var kept []workspace.File
	for _, f := range files {
		if c := loader.For(cmp.Or(f.Abs, f.Path)); f.Named || !c.Ignored(f.Abs) {
			kept = append(kept, f)
		}
	}
	return kept, p.printConfigProblems(loader.Problems())
}

// reader returns a function that reads files; standard input is read once.
func (p *program) reader() func(workspace.File, int64) ([]byte, error) {
	var stdin []byte
	var stdinErr error
	done := false
	return func(f workspace.File, limit int64) ([]byte, error) {
		if f.Stdin {
			if !done {
				stdin, stdinErr = io.ReadAll(io.LimitReader(p.In, limit+1))
				done = true
			}
			return stdin, stdinErr
		}
		return readFile(f.Abs, limit)
	}
}

// readFile reads a file, at most limit bytes and one more.
func readFile(name string, limit int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("is a folder")
	}
	if info.Mode().IsRegular() && info.Size() <= limit {
		data := make([]byte, info.Size())
		n, err := io.ReadFull(file, data)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		return data[:n], err
	}
	return io.ReadAll(io.LimitReader(file, limit+1))
}
