package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"
)

// noArgs, exactArgs and somePath check the number of arguments.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no argument: %q", c.CommandPath(), args[0])
	}
	return nil
}

func exactArgs(n int, names string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("usage: %s %s\nRun '%[1]s --help' for its flags.", c.CommandPath(), names)
		}
		return nil
	}
}

func somePath(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("%s needs a PATH: a file, a folder or a pattern\nRun '%[1]s --help' for examples.", c.CommandPath())
	}
	return nil
}

// onlyVerbs makes a command that does nothing but have verbs: without one there
// is help, and for another one the nearest.
func onlyVerbs(c *cobra.Command) {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		return unknownVerb(c, args[0])
	}
}

// absolute returns a path that the command line names as seen from a folder.
func absolute(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}
