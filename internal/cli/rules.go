package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/rules"
)

func (p *program) rulesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "rules",
		Short:   "List, write and test rules",
		GroupID: groupSetUp,
		Example: `  bpmnlint rules list
  bpmnlint rules new naming/user-task-verb
  bpmnlint rules test lint/rules`,
	}
	onlyVerbs(c)
	c.AddCommand(p.rulesListCommand(), p.rulesNewCommand(), p.rulesTestCommand(), p.rulesInputCommand(), p.rulesSchemaCommand())
	return c
}

// catalog is all rules that a run in a folder knows.
type catalog struct {
	builtIn []rules.Rule
	own     []rules.Rule
	ownDirs []string // absolute paths of the folders that own come from
	loader  *config.Loader
	ws      *workspace.Workspace
	users   *lint.UserRules
}

// catalogOf returns the rules for the working directory: the built-in ones and
// those in the folders that its configuration or policies name.
func (p *program) catalogOf(dir string, policies []string) (*catalog, error) {
	c, err := p.catalogFor(dir, configFlags{policies: policies})
	if err != nil {
		return nil, err
	}
	// A configuration holds for the models in a folder, whatever their names.
	resolved := c.loader.For(filepath.Join(dir, "model.bpmn"))
	if err := p.printConfigProblems(c.loader.Problems()); err != nil {
		return nil, err
	}
	c.ownDirs = resolved.Policies
	for _, d := range resolved.Policies {
		f, err := c.users.Folder(d)
		if err != nil {
			return nil, err
		}
		for _, r := range f.Rules {
			c.own = append(c.own, r.Rule)
		}
	}
	return c, nil
}

// all returns all rules, sorted by category and slug.
func (c *catalog) all() []rules.Rule {
	all := slices.Concat(c.builtIn, c.own)
	slices.SortStableFunc(all, func(a, b rules.Rule) int {
		return cmp.Or(strings.Compare(a.Category, b.Category), strings.Compare(a.ID, b.ID))
	})
	return all
}

// printConfigProblems prints the faults of configurations; one that is an
// error ends the run.
func (p *program) printConfigProblems(problems diag.List) error {
	for _, d := range problems {
		fmt.Fprintf(p.Err, "%s%s: %s\n", placeOf(d), d.Severity, d.Message)
		if d.Help != "" {
			fmt.Fprintf(p.Err, "    %s\n", d.Help)
		}
	}
	if problems.Worst() == diag.Error {
		return &exit{code: Usage}
	}
	return nil
}

// placeOf returns file, line and column of a problem to begin a line with, as
// far as they are known.
func placeOf(d diag.Diagnostic) string {
	switch {
	case d.File == "":
		return ""
	case d.Range.Start.Line == 0:
		return d.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", d.File, d.Range.Start.Line, d.Range.Start.Column)
}

func (p *program) rulesListCommand() *cobra.Command {
	var format string
	var policies []string
	c := &cobra.Command{
		Use:   "list",
		Short: "List all rules: the built-in ones and those of the configuration",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			if format != "text" && format != "json" {
				return usagef("unknown format %q: text or json", format)
			}
			dir, err := p.workingDirectory()
			if err != nil {
				return err
			}
			c, err := p.catalogOf(dir, policies)
			if err != nil {
				return err
			}
			if format == "json" {
				return writeJSON(p.Out, describe(c))
			}
			rows := make([][]string, 0, len(c.builtIn)+len(c.own))
			for _, r := range c.all() {
				severity := r.Recommended
				if r.Strict != r.Recommended {
					severity += " (strict: " + r.Strict + ")"
				}
				rows = append(rows, []string{r.ID, r.Category, severity, string(r.Fix), r.Title})
			}
			return report.Table(p.Out, []string{"rule", "category", "severity", "fix", "title"}, rows)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "`NAME`: text or json")
	c.Flags().StringSliceVar(&policies, "policies", nil, "folder `DIR` with rules of your own, can be repeated")
	return c
}

// listedRule is a rule in the JSON of rules list.
type listedRule struct {
	Rule        string                  `json:"rule"`
	Category    string                  `json:"category"`
	Title       string                  `json:"title"`
	Severity    string                  `json:"severity"`
	Recommended string                  `json:"recommended"`
	Strict      string                  `json:"strict"`
	Fix         rules.Fixable           `json:"fix"`
	Aliases     []string                `json:"aliases,omitempty"`
	Options     map[string]rules.Option `json:"options,omitempty"`
	// Path is the module of a rule of the user's own.
	Path string `json:"path,omitempty"`
}

func describe(c *catalog) []listedRule {
	own := map[string]bool{}
	for _, r := range c.own {
		own[r.ID] = true
	}
	list := make([]listedRule, 0, len(c.builtIn)+len(c.own))
	for _, r := range c.all() {
		x := listedRule{
			Rule: r.ID, Category: r.Category, Title: r.Title, Severity: r.Severity,
			Recommended: r.Recommended, Strict: r.Strict, Fix: r.Fix, Aliases: r.Aliases, Options: r.Options,
		}
		if own[r.ID] {
			x.Path = r.Path
		}
		list = append(list, x)
	}
	return list
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (p *program) rulesSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON schema of the facts that rules get",
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return writeJSON(p.Out, facts.Schema()) },
	}
}

func (p *program) rulesInputCommand() *cobra.Command {
	var policies []string
	var platform string
	c := &cobra.Command{
		Use:   "input FILE",
		Short: "Print the facts that rules get for a model, as JSON",
		Long: `Print the input document that rules get for a model, as JSON. - stands for
standard input. A field that does not apply, is false or empty is absent.`,
		Args: exactArgs(1, "FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := p.workingDirectory()
			if err != nil {
				return err
			}
			catalog, err := p.catalogOf(dir, policies)
			if err != nil {
				return err
			}
			found, err := workspace.Find(c.Context(), args, workspace.Options{Dir: dir})
			if err != nil {
				return err
			}
			if code := p.printProblems(found.Problems); code != OK {
				return &exit{code: code}
			}
			if len(found.Files) != 1 {
				return usagef("%s: %d files; name one", args[0], len(found.Files))
			}
			file := found.Files[0]
			data, problems, err := lint.Input(file, lint.Options{
				Rules: catalog.builtIn, Config: catalog.loader, UserRules: catalog.users,
				Workspace: catalog.ws, Platform: platform, Read: p.reader(),
			})
			if err != nil {
				return err
			}
			for _, d := range problems {
				fmt.Fprintf(p.Err, "%s%s: %s\n", placeOf(d), d.Severity, d.Message)
			}
			if data == nil {
				if slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Rule == "unreadable-file" }) {
					return &exit{code: Failure}
				}
				return &exit{code: Bad}
			}
			_, err = p.Out.Write(data)
			return err
		},
	}
	c.Flags().StringVar(&platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	c.Flags().StringSliceVar(&policies, "policies", nil, "folder `DIR` with rules of your own, can be repeated")
	return c
}
