package workspace_test

import (
	"context"
	"fmt"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

func ExampleFind() {
	found, err := workspace.Find(context.Background(), []string{"orders.bpmn", "-"}, workspace.Options{StdinFilename: "invoice.bpmn"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range found.Files {
		fmt.Println(f.Path, f.Stdin)
	}
	for _, p := range found.Problems {
		fmt.Println(p)
	}
	// Output:
	// invoice.bpmn true
	// orders.bpmn: no such file or folder
}
