package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/survey"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
)

func (p *program) initCommand() *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:     "init",
		Short:   "Write a configuration that fits this repository",
		GroupID: groupSetUp,
		Long: `Look at the models, build files and engine settings below this folder, write
.bpmnlint.yaml with what was learned and where from, and show the most important
findings. Nothing is asked, and no other file is touched.

Exit code: 0 the file was written, whatever the findings; 2 there is one already,
or no model.`,
		Example: `  bpmnlint init
  bpmnlint -C services/order init --force`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return p.init(c.Context(), force) },
	}
	c.Flags().BoolVar(&force, "force", false, "replace the configuration that is there")
	return c
}

func (p *program) init(ctx context.Context, force bool) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	names := config.FileNames()
	target := filepath.Join(dir, names[0])
	for _, name := range names[:2] {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil && !force {
			return usagef("%s is there already: --force replaces it", name)
		} else if err == nil && name != names[0] {
			return usagef("%s is there already: remove it, or rename it to %s", name, names[0])
		}
	}
	found, err := workspace.Find(ctx, nil, workspace.Options{Dir: dir})
	if err != nil {
		return err
	}
	models, decisions := split(found.Files)
	if len(models) == 0 {
		code := p.printProblems(found.Problems)
		return &exit{max(code, Usage), "no model was found below this folder; nothing was written"}
	}
	ws := workspace.New(workspace.Places{Dir: dir})
	learned, err := survey.Run(ctx, survey.Options{Dir: dir, Models: models, Workspace: ws})
	if err != nil {
		return err
	}
	text := initialConfig(learned, len(models))
	if err := rewrite.Whole(target, []byte(text)); err != nil {
		return fmt.Errorf("write %s: %s", names[0], cause(err))
	}
	if p.quiet {
		return nil
	}
	fmt.Fprintf(p.Out, "%s was written.\n\n", names[0])
	if _, err := os.Lstat(filepath.Join(dir, names[2])); err == nil {
		fmt.Fprintf(p.Out, "%s is not read any more: move what you want of it, or remove %s.\n\n", names[2], names[0])
	}
	p.printLearned(learned, len(models), len(decisions))
	result, err := p.lintWith(ctx, dir, models)
	if err != nil {
		return err
	}
	p.printImportant(result)
	fmt.Fprint(p.Out, nextSteps)
	return nil
}

// lintWith lints models with the configuration that holds for them now.
func (p *program) lintWith(ctx context.Context, dir string, models []workspace.File) (*lint.Result, error) {
	c, err := p.catalogFor(dir, configFlags{})
	if err != nil {
		return nil, err
	}
	if models, err = p.configured(c.loader, models); err != nil {
		return nil, err
	}
	bar := p.newProgress(len(models))
	defer bar.end()
	whole := isWhole(c.ws, dir, nil)
	return lint.Run(ctx, models, lint.Options{
		Rules: c.builtIn, Config: c.loader, UserRules: c.users, Workspace: c.ws, Read: p.reader(), Whole: whole, Progress: bar.update,
		Context: func(ctx context.Context) []workspace.File { return rest(ctx, c.ws, models, whole) },
	})
}

func (p *program) printLearned(s *survey.Survey, models, decisions int) {
	var rows [][2]string
	add := func(what, format string, args ...any) {
		rows = append(rows, [2]string{what, fmt.Sprintf(format, args...)})
	}
	add("models", "%d", models)
	if decisions > 0 {
		add("decisions", "%d, which are not linted yet", decisions)
	}
	for i, x := range s.Platforms {
		if i == 5 {
			add("", "… and %s", plural(len(s.Platforms)-i, "other engine or build file"))
			break
		}
		add(once(i, "engine"), "%s for %s, %s", x.Name, plural(x.Models, "model"), sourceOf(x.Source))
	}
	n := 0
	for _, e := range s.Engines {
		if f := timeToLiveOf(e); f.Value != "" {
			add(once(n, "history"), "%s, from %s", timeToLiveText(f.Value), f.Source)
			n++
		}
	}
	if n == 0 {
		add("history", "nothing says what the engine does with a process without a time to live")
	}
	n = 0
	for _, e := range s.Engines {
		for _, f := range e.Plugins {
			add(once(n, "plug-ins"), "%s, from %s", f.Value, f.Source)
			n++
		}
	}
	for i, c := range byPattern(s.Conventions) {
		add(once(i, "ids"), "%s for %s, as %d of %d are, such as %s", c.Pattern, c.Type, c.Keep, c.Of, c.Example)
	}
	fmt.Fprintln(p.Out, "Learned:")
	for _, r := range rows {
		fmt.Fprintf(p.Out, "  %-9s %s\n", r[0], report.Printable(r[1]))
	}
	fmt.Fprintln(p.Out)
}

// byPattern joins the conventions of types whose ids are made alike.
func byPattern(all []survey.Convention) []survey.Convention {
	var out []survey.Convention
	for _, c := range all {
		i := slices.IndexFunc(out, func(o survey.Convention) bool { return o.Pattern == c.Pattern })
		if i < 0 {
			out = append(out, c)
			continue
		}
		o := &out[i]
		o.Type += ", " + c.Type
		o.Keep, o.Of = o.Keep+c.Keep, o.Of+c.Of
		if len(c.Example) > len(o.Example) {
			o.Example = c.Example
		}
	}
	return out
}

func once(i int, word string) string {
	if i > 0 {
		return ""
	}
	return word
}

func plural(n int, word string) string {
	switch {
	case n == 1:
		return "1 " + word
	case strings.HasSuffix(word, "build file"):
		return fmt.Sprintf("%d other engines or build files", n)
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// sourceOf says where a platform comes from.
func sourceOf(source string) string {
	if source == "" {
		return "by what the models say, or assumed"
	}
	return "from " + source
}

// timeToLiveOf returns what a module's engine does about a history time to
// live that a model lacks, as engine.history-time-to-live has it.
func timeToLiveOf(e survey.Engine) survey.Fact {
	f := e.TimeToLive
	if f.Value == "" {
		f = e.Enforced
		switch f.Value {
		case "true":
			f.Value = string(config.TimeToLiveEnforced)
		case "false":
			f.Value = string(config.TimeToLiveNotEnforced)
		}
	}
	return f
}

func timeToLiveText(value string) string {
	switch config.TimeToLive(value) {
	case config.TimeToLiveEnforced:
		return "the engine refuses a process without a time to live"
	case config.TimeToLiveNotEnforced:
		return "the engine takes a process without a time to live"
	}
	return "the engine gives a process without a time to live " + value
}

const nextSteps = `
Next:
  bpmnlint lint                all findings
  bpmnlint explain RULE        why a rule says so, and what to do
  bpmnlint baseline write      accept what there is today: only what is new counts
  bpmnlint config show MODEL   what holds for a model, and where it comes from
`

// severities are those of findings, the worst first.
func severities() []diag.Severity { return []diag.Severity{diag.Error, diag.Warning, diag.Note} }
