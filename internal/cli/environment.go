package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// variables are the variables of the environment that stand for flags, where
// these are not given.
func variables() map[string]string {
	return map[string]string{
		"config":   "BPMNLINT_CONFIG",
		"preset":   "BPMNLINT_PRESET",
		"platform": "BPMNLINT_PLATFORM",
		"fail-on":  "BPMNLINT_FAIL_ON",
	}
}

// readEnvironment gives a verb's flags the values that the environment has for
// them. A flag that is given wins, and --no-config over BPMNLINT_CONFIG.
func (p *program) readEnvironment(c *cobra.Command) error {
	if c.Name() == "update" {
		return nil // its --config says what to update, not what holds
	}
	for flag, name := range variables() {
		value := os.Getenv(name)
		f := c.Flags().Lookup(flag)
		if value == "" || f == nil || f.Changed || flag == "config" && c.Flags().Changed("no-config") {
			continue
		}
		if err := f.Value.Set(value); err != nil {
			return usagef("%s: %v", name, err)
		}
		if p.environment == nil {
			p.environment = map[string]string{}
		}
		p.environment[flag] = name
	}
	return nil
}

// named names in a message the variable instead of the flag that it gave.
func (p *program) named(message string) string {
	for flag, name := range p.environment {
		if rest, ok := strings.CutPrefix(message, "--"+flag+":"); ok {
			return name + ":" + rest
		}
	}
	return message
}
