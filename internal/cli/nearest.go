package cli

import (
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// nearest returns the candidate that a misspelt name probably means, or
// nothing.
func nearest(name string, candidates []string) string {
	best, distance := "", len(name)/3+2
	for _, c := range candidates {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(c))
		if d < distance {
			best, distance = c, d
		}
	}
	return best
}

func unknownVerb(c *cobra.Command, name string) error {
	var names []string
	for _, x := range c.Commands() {
		if x.IsAvailableCommand() {
			names = append(names, x.Name())
		}
	}
	if n := nearest(name, names); n != "" {
		return usagef("unknown verb %q; did you mean %q?\nRun '%s --help' for all verbs.", name, n, c.CommandPath())
	}
	if c.HasParent() {
		return usagef("unknown verb %q\nRun '%s --help' for all verbs.", name, c.CommandPath())
	}
	return usagef("unknown verb %q, and there is no such file.\nRun '%s --help' for all verbs.", name, c.CommandPath())
}

// nearestFlag returns a hint for a misspelt flag.
func nearestFlag(c *cobra.Command, err error) string {
	_, name, ok := strings.Cut(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if n := nearest(name, names); n != "" {
		return "; did you mean --" + n + "?"
	}
	return ""
}
