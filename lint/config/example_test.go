package config_test

import (
	"fmt"
	"os"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

func Example() {
	dir, err := os.Getwd()
	if err != nil {
		fmt.Println(err)
		return
	}
	loader, err := config.NewLoader(config.Options{
		Rules:     []config.Rule{{Slug: "default-flow-missing", Category: "flow", Severity: diag.Warning}},
		Workspace: workspace.New(workspace.Places{Dir: dir}),
		None:      true,
		Preset:    "strict",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(loader.For("orders.bpmn").Severity("default-flow-missing"))
	// Output: warning
}
