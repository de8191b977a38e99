package cli

import (
	"github.com/spf13/cobra"
)

func (p *program) rulesCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "rules",
		Short:   "List, write and test rules",
		GroupID: groupSetUp,
	}
	return c
}

func (p *program) explainCommand() *cobra.Command {
	return &cobra.Command{Use: "explain RULE", Short: "Explain a rule", GroupID: groupSetUp}
}
