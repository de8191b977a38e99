package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
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

// parse reads the values of flags that are more than text.
func (f *lintFlags) parse() (part shard, err error) {
	if f.workers < 0 {
		return part, usagef("--jobs: %d is no number of files", f.workers)
	}
	if f.platform != "" {
		if f.platform, err = workspace.ParsePlatform(f.platform); err != nil {
			return part, usagef("--platform: %v", err)
		}
	}
	return parseShard(f.shard)
}

// refuse finds flags and arguments that do not go together.
func (f *lintFlags) refuse(args []string) error {
	stdin := slices.Contains(args, "-")
	switch {
	case slices.Contains(args, ""):
		return usagef("a path is empty: the current folder is .")
	case f.stdinFilename != "" && !stdin:
		return usagef("--stdin-filename names what comes from standard input: it needs the path -")
	case f.unsafe && !f.on():
		return usagef("--unsafe says which fixes are made: it needs --fix or --preview")
	case f.preview && len(f.formats) > 0:
		return usagef("--preview prints a diff, and --format a report: give one of them")
	case f.preview && f.summary:
		return usagef("--preview prints a diff, and --summary-only a report: give one of them")
	case f.fix && !f.preview && stdin:
		return usagef("standard input cannot be written: use --preview, or name the file")
	case f.on() && f.shard != "":
		return usagef("--shard lints a part of the models for a report: fix all of them in one run")
	}
	return nil
}

func (p *program) lint(ctx context.Context, args []string, f lintFlags) error {
	if err := f.refuse(args); err != nil {
		return err
	}
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	r, err := p.check(ctx, args, f)
	if err != nil || r == nil {
		return err
	}
	run, notices := r.report(), r.result.Notices
	if f.preview {
		outputs = nil
	} else if !f.fix {
		notices = append(notices, fixNotice(r.result)...)
	}
	run.NewOnly = f.base.given || f.changed || r.baselined > 0
	if err := p.write(outputs, run, f.reportFlags, notices); err != nil {
		return err
	}
	code := r.code
	if r.result.Fails() {
		code = max(code, Bad)
	}
	if r.result.Failed {
		code = max(code, Failure)
	}
	return done(code)
}
