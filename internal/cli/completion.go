package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/report"
)

// flagValues are the values that the shell offers for flags. A flag means the
// same for all verbs that have it.
func flagValues() map[string]func() []string {
	return map[string]func() []string{
		"color":             func() []string { return []string{"auto", "always", "never"} },
		"preset":            config.Presets,
		"plugins":           func() []string { return []string{"connect", "spin", "mail"} },
		"only":              ruleNames,
		"fail-on":           thresholds,
		"migration-fail-on": thresholds,
		"format": func() []string {
			var names []string
			for _, f := range report.Formats() {
				names = append(names, f.Name+"\t"+f.Title)
			}
			return names
		},
	}
}

func thresholds() []string {
	return []string{diag.Error.String(), diag.Warning.String(), diag.Note.String(), "never"}
}

// ruleNames returns the slugs of the built-in rules and their categories.
func ruleNames() []string {
	all, err := lint.Rules()
	if err != nil {
		return nil
	}
	var names []string
	for _, r := range all {
		names = append(names, r.ID, r.Category)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// offerValues lets the shell complete values of flags, and the rule to explain.
func offerValues(c *cobra.Command) {
	for name, values := range flagValues() {
		if c.Flags().Lookup(name) == nil && c.PersistentFlags().Lookup(name) == nil {
			continue
		}
		// The one error there is tells of a flag that is not there, or of two
		// functions for one flag.
		_ = c.RegisterFlagCompletionFunc(name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return values(), cobra.ShellCompDirectiveNoFileComp
		})
	}
	if c.Name() == "explain" {
		c.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return ruleNames(), cobra.ShellCompDirectiveNoFileComp
		}
	}
	for _, sub := range c.Commands() {
		offerValues(sub)
	}
}
