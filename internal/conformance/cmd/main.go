// Command cmd compares our answers with recorded ones:
//
//	go run ./internal/conformance/cmd KIND ARGS
//
// It prints every disagreement, grouped by cause, and ends with the line
// "agree N of M". It exits with 0 whatever the figures, and with 2 where it
// could not ask.
package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/bpmnlint/bpmnlint/internal/conformance"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	kinds := conformance.Kinds()
	i := -1
	if len(args) > 0 {
		i = slices.IndexFunc(kinds, func(k conformance.Kind) bool { return k.Name == args[0] })
	}
	if i < 0 {
		usage := "usage: KIND ARGS, one of"
		for _, k := range kinds {
			usage += fmt.Sprintf("\n    %s %s", k.Name, k.Args)
		}
		return fmt.Errorf("%s", usage)
	}
	result, err := kinds[i].Run(context.Background(), args[1:])
	if err != nil {
		return err
	}
	return result.Write(os.Stdout)
}
