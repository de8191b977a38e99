package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
)

// deployFlags are the flags of deploy-check.
type deployFlags struct {
	reportFlags
	platform, config  string
	noConfig, enforce bool
	plugins           []string
	workers           int
}

func (p *program) deployCheckCommand() *cobra.Command {
	var f deployFlags
	c := &cobra.Command{
		Use:     "deploy-check PATH…",
		Short:   "Tell whether an engine would deploy models together",
		GroupID: groupCheck,
		Long: `Tell whether an engine would deploy models as one deployment: the verdict
first, then the problems in the engine's own words.

A PATH is a file, a folder (searched recursively), a pattern with ** or - for
standard input. No engine plug-in is taken to be there that neither --plugins
nor the configuration names. What the engine needs at run time, such as classes
and called processes, is not looked at, as it is not by the engine.

Exit code: 0 the engine would deploy them, 1 it would refuse them, 2 wrong usage
or configuration, 3 a file that cannot be read.`,
		Example: `  bpmnlint deploy-check src/main/resources
  bpmnlint deploy-check --platform operaton-1.0 order.bpmn shipping.bpmn
  bpmnlint deploy-check --plugins connect,spin --enforce-ttl processes`,
		Args: somePath,
		RunE: func(c *cobra.Command, args []string) error {
			return p.deployCheck(c.Context(), args, f, c.Flags().Changed)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringSliceVar(&f.plugins, "plugins", nil, "engine plug-ins that are installed: `connect`, spin, mail, or none")
	flags.BoolVar(&f.enforce, "enforce-ttl", false, "the engine refuses models without a history time to live")
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE`, for all models")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	f.reportFlags.add(flags, "problems")
	flags.BoolVar(&f.verbose, "verbose", false, "print help with each problem in text")
	flags.IntVarP(&f.workers, "jobs", "j", 0, "number of files in work at a time `N`; all processors if 0")
	c.MarkFlagsMutuallyExclusive("config", "no-config")
	return c
}

func (p *program) deployCheck(ctx context.Context, args []string, f deployFlags, given func(string) bool) error {
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	override, err := f.engine(given)
	if err != nil {
		return err
	}
	s, err := p.find(ctx, args, workspace.Options{})
	if err != nil {
		return err
	}
	if len(s.models) == 0 {
		return p.nothingToLint(max(s.code, Usage), s.decisions)
	}
	if err := p.configure(s, config.Options{File: f.config, None: f.noConfig, Platform: f.platform}); err != nil {
		return err
	}
	answer, err := lint.DeployCheck(ctx, s.models, lint.Options{
		Rules: s.rules, Config: s.loader, Workspace: s.ws, Platform: f.platform, Read: s.read, Workers: f.workers,
	}, override)
	if err != nil {
		return err
	}
	run := newReport(s, s.models)
	run.Config = "deploy-check"
	run.Diagnostics, run.Verdict, run.Incomplete = answer.Diagnostics, verdict(answer), answer.Failed
	run.Platforms = []report.Platform{{Name: answer.Platform.String(), Source: answer.Source, Files: len(s.models)}}
	run.Rules = allReportRules(lint.DeployRules())
	if err := p.write(outputs, run, f.reportFlags, p.deployNotices(answer, len(s.decisions))); err != nil {
		return err
	}
	code := s.code
	if answer.Refused {
		code = max(code, Bad)
	}
	if answer.Failed {
		code = max(code, Failure)
	}
	return done(code)
}

// engine returns what the flags say of the engine.
func (f deployFlags) engine(given func(string) bool) (func(*compile.Options), error) {
	var named platform.Platform
	if f.platform != "" {
		var err error
		if named, err = engineNamed("--platform", f.platform); err != nil {
			return nil, err
		}
	}
	var plugins compile.Plugins
	for _, name := range f.plugins {
		switch name {
		case "connect":
			plugins.Connect = true
		case "spin":
			plugins.Spin = true
		case "mail", "none":
		default:
			return nil, usagef("--plugins: unknown engine plug-in %q: connect, spin, mail or none", name)
		}
	}
	return func(o *compile.Options) {
		if f.platform != "" {
			o.Platform = named
		}
		if given("plugins") {
			o.Plugins = plugins
		}
		if given("enforce-ttl") {
			o.EnforceHistoryTimeToLive = f.enforce
		}
	}, nil
}

// verdict says in one line whether the files deploy.
func verdict(a *lint.Deployment) string {
	errors := a.Diagnostics.Count(diag.Error)
	switch {
	case a.Refused && errors == 1:
		return fmt.Sprintf("%s would refuse this deployment: 1 problem", a.Platform)
	case a.Refused:
		return fmt.Sprintf("%s would refuse this deployment: %d problems", a.Platform, errors)
	case a.Processes == 0:
		return fmt.Sprintf("%s would deploy this, but no process is executable: nothing could be started", a.Platform)
	case a.Processes == 1:
		return fmt.Sprintf("%s would deploy this: 1 process", a.Platform)
	}
	return fmt.Sprintf("%s would deploy this: %d processes", a.Platform, a.Processes)
}

func (p *program) deployNotices(a *lint.Deployment, decisions int) []string {
	var out []string
	if !a.Platform.Verified() {
		out = append(out, fmt.Sprintf("not verified on %s: what is not known of it is taken to be as in camunda-7.24", a.Platform))
	}
	if decisions > 0 {
		out = append(out, strings.Replace(decisionsNotice(decisions), "linted", "judged", 1))
	}
	return out
}
