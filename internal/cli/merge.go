package cli

import (
	"bytes"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/report"
)

func (p *program) mergeCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:     "merge REPORT…",
		Short:   "Join the reports of parts of a run, JSON or SARIF",
		GroupID: groupSetUp,
		Long: `Join reports that lint --shard wrote, all of them JSON or all of them SARIF, to
one that is as if all models had been linted in one run. All parts must be there.`,
		Example: `  bpmnlint lint --shard 1/4 --format sarif=1.sarif
  bpmnlint merge -o bpmnlint.sarif 1.sarif 2.sarif 3.sarif 4.sarif`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("merge needs the reports to join: bpmnlint merge 1.json 2.json")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return p.merge(args, output) },
	}
	c.Flags().StringVarP(&output, "output", "o", "-", "write to `FILE`; - is standard output")
	return c
}

func (p *program) merge(names []string, output string) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	var docs []report.Document
	for _, name := range names {
		data, err := os.ReadFile(absolute(dir, name))
		if err != nil {
			return &exit{Failure, fmt.Sprintf("%s: %s", name, cause(err))}
		}
		docs = append(docs, report.Document{Name: name, Data: data})
	}
	var out bytes.Buffer
	if err := report.Merge(&out, docs); err != nil {
		return usagef("%v", err)
	}
	if output == "-" {
		_, err = out.WriteTo(p.Out)
		return err
	}
	if err := rewrite.Whole(absolute(dir, output), out.Bytes()); err != nil {
		return &exit{Failure, fmt.Sprintf("%s: %s", output, cause(err))}
	}
	return nil
}
