package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
)

// upgradeFlags are the flags of upgrade.
type upgradeFlags struct {
	reportFlags
	from, to, config string
	noConfig         bool
	workers          int
}

func (p *program) upgradeCommand() *cobra.Command {
	var f upgradeFlags
	c := &cobra.Command{
		Use:     "upgrade --to PLATFORM [PATH…]",
		Short:   "Tell what a newer engine or a fork does differently with models",
		GroupID: groupCheck,
		Long: `Tell what happens to models when their engine is replaced: what stops
deploying, what fails or changes without a word, and what can be rewritten with
certainty. What the old engine refuses too is left out.

The old engine is --from; else what the configuration or the build file says of
a model; else the oldest one that is known, camunda-7.13.

Exit code: 0 nothing stops working, 1 something does or a file is no model, 2
wrong usage or configuration, 3 a file that cannot be read.`,
		Example: `  bpmnlint upgrade --to camunda-7.24
  bpmnlint upgrade --from camunda-7.19 --to operaton-1.0 src/main/resources`,
		RunE: func(c *cobra.Command, args []string) error { return p.upgrade(c.Context(), args, f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.to, "to", "", "the new engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringVar(&f.from, "from", "", "the old engine, such as `camunda-7.19`")
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE`, for all models")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	f.reportFlags.add(flags, "changes")
	flags.IntVarP(&f.workers, "jobs", "j", 0, "number of files in work at a time `N`; all processors if 0")
	c.MarkFlagsMutuallyExclusive("config", "no-config")
	return c
}

func (p *program) upgrade(ctx context.Context, args []string, f upgradeFlags) error {
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	if f.to == "" {
		return usagef("upgrade needs --to: the engine to upgrade to, such as camunda-7.24 or operaton-1.0")
	}
	to, err := engineNamed("--to", f.to)
	if err != nil {
		return err
	}
	var from platform.Platform
	if f.from != "" {
		if from, err = engineNamed("--from", f.from); err != nil {
			return err
		}
	}
	s, err := p.find(ctx, args, workspace.Options{})
	if err != nil {
		return err
	}
	if len(s.models) == 0 {
		return p.nothingToLint(s.code, s.decisions)
	}
	if err := p.configure(s, config.Options{File: f.config, None: f.noConfig}); err != nil {
		return err
	}
	answer, err := lint.CheckUpgrade(ctx, s.models, lint.Options{
		Rules: s.rules, Config: s.loader, Workspace: s.ws, Read: s.read, Workers: f.workers,
	}, from, to)
	if err != nil {
		return err
	}
	run := newReport(s, s.models)
	run.Config = "upgrade"
	run.Diagnostics, run.Verdict, run.Incomplete = answer.Diagnostics, upgradeVerdict(answer, len(s.models), to), answer.Failed
	run.Platforms = []report.Platform{{Name: to.String(), Source: "flag", Files: len(s.models)}}
	run.Rules = allReportRules(lint.UpgradeRules())
	var notices []string
	if answer.Foreign > 0 {
		notices = append(notices, fmt.Sprintf("%s for Camunda 8, of which an upgrade to %s says nothing", countOf(answer.Foreign, "model is", "models are"), to))
	}
	if !to.Verified() {
		notices = append(notices, fmt.Sprintf("not verified on %s: what is not known of it is taken to be as in camunda-7.24", to))
	}
	f.verbose = true
	if err := p.write(outputs, run, f.reportFlags, notices); err != nil {
		return err
	}
	code := s.code
	if answer.Refused+answer.Unreadable > 0 {
		code = max(code, Bad)
	}
	if answer.Failed {
		code = max(code, Failure)
	}
	return done(code)
}

// engineNamed reads the name of an engine of a flag.
func engineNamed(flag, name string) (platform.Platform, error) {
	p, err := platform.Parse(name)
	if err != nil {
		return p, usagef("%s: %v", flag, err)
	}
	if p.IsCamunda8() {
		return p, usagef("%s: Camunda 8 does not run these models; name a version of Camunda 7, Operaton or CIB seven", flag)
	}
	return p, nil
}

func upgradeVerdict(u *lint.Upgrade, files int, to platform.Platform) string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 model "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d models %s", n, many))
		}
	}
	add(u.Unreadable, "cannot be read", "cannot be read")
	add(u.Refused, "stops deploying or working", "stop deploying or working")
	add(u.Silent, "changes without a word", "change without a word")
	add(u.Fixable, "can be rewritten with certainty", "can be rewritten with certainty")
	if len(parts) == 0 {
		return fmt.Sprintf("upgrade to %s: nothing stops working in %s", to, count(files, "model"))
	}
	return fmt.Sprintf("upgrade to %s: of %s, %s", to, count(files, "model"), strings.Join(parts, ", "))
}
