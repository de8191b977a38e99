package report_test

import (
	"fmt"
	"os"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
)

func Example() {
	run := report.Run{
		Version: "1.2.3",
		Files:   2,
		Diagnostics: diag.List{{
			Rule: "default-flow-missing", Category: "flow", Severity: diag.Warning,
			Message: `exclusive gateway "Approve?" has no default flow`,
			File:    "order.bpmn",
			Range: source.Range{
				Start: source.Pos{Offset: 310, Line: 12, Column: 5},
				End:   source.Pos{Offset: 352, Line: 12, Column: 47},
			},
		}},
		Platforms: []report.Platform{{Name: "camunda-7.24", Source: "pom.xml", Files: 2}},
	}
	messages, err := report.Write(os.Stdout, "text", run, report.Options{})
	if err != nil {
		fmt.Println(err)
	}
	for _, m := range messages {
		fmt.Fprintln(os.Stderr, m)
	}
	// Output:
	// order.bpmn
	//   12:5  warning  exclusive gateway "Approve?" has no default flow  default-flow-missing
	//
	// 1 warning in 2 models (camunda-7.24 from pom.xml)
}
