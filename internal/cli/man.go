package cli

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (p *program) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the manual pages of all verbs to a folder",
		GroupID: groupSetUp,
		Long: `Write a manual page for each verb, bpmnlint.1, bpmnlint-lint.1, …, to a folder,
which is made if it is not there. The date in them is SOURCE_DATE_EPOCH, if it
is set.`,
		Example: `  bpmnlint man /usr/local/share/man/man1`,
		Args:    exactArgs(1, "DIR"),
		RunE: func(c *cobra.Command, args []string) error {
			dir := absolute(p.dir, args[0])
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			header := &doc.GenManHeader{Section: "1", Source: "bpmnlint " + version(), Manual: "bpmnlint"}
			withoutHistory(c.Root())
			return doc.GenManTree(c.Root(), header, dir)
		},
	}
}

// withoutHistory leaves out the section that says by what and when the pages
// were made: they are the same for the same program.
func withoutHistory(c *cobra.Command) {
	c.DisableAutoGenTag = true
	for _, sub := range c.Commands() {
		withoutHistory(sub)
	}
}
