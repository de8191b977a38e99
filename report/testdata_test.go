package report_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
)

// at returns the range of n characters from a line and column on.
func at(line, column, n int) source.Range {
	return source.Range{
		Start: source.Pos{Offset: line*100 + column, Line: line, Column: column},
		End:   source.Pos{Offset: line*100 + column + n, Line: line, Column: column + n},
	}
}

// sample is a run with something of everything.
func sample() report.Run {
	return report.Run{
		Version: "1.2.3",
		Files:   12,
		Root:    "/repo",
		Dir:     "/repo/service",
		Platforms: []report.Platform{
			{Name: "camunda-7.24", Source: "pom.xml", Files: 12},
		},
		Rules: []report.Rule{
			{
				ID: "default-flow-missing", Category: "flow", Title: "split without a way out",
				Description: "A split none of whose conditions holds fails at run time.",
				Help:        "Mark one flow as default.", Markdown: "# default-flow-missing\n", Severity: diag.Warning,
				Precision: "very-high", Tags: []string{"gateway"}, URL: "https://example.org/default-flow-missing", Since: "0.1.0",
			},
			{ID: "no-script", Category: "implementation", Title: "script", Severity: diag.Note},
		},
		Diagnostics: diag.List{
			{
				Rule: "xml-syntax", Category: "input", Severity: diag.Error,
				Message: "the file is empty", File: "src/empty.bpmn",
			},
			{
				Rule: "default-flow-missing", Category: "flow", Severity: diag.Warning,
				Message: `exclusive gateway "Approve?" has no default flow`,
				Help:    "Mark one flow as default.",
				File:    "src/Rechnung prüfen.bpmn", Range: at(12, 5, 40),
				Element:     diag.Element{ID: "approve", Type: "exclusiveGateway", Name: "Approve?"},
				Fingerprint: "0123456789abcdef",
				Related: []diag.Related{
					{File: "src/Rechnung prüfen.bpmn", Range: at(20, 5, 10), Message: "the join [1]", Element: diag.Element{ID: "join", Type: "exclusiveGateway"}},
					{File: "src/other.bpmn", Range: at(3, 1, 4), Element: diag.Element{ID: "p", Type: "process", Name: "Ship"}},
				},
				Fixes: []diag.Fix{
					{Title: "remove the condition", Safe: true, Edits: []source.Edit{{Start: 10, End: 20}, {Start: 30, End: 30, New: "x"}}},
					{Title: "guess", Edits: []source.Edit{{Start: 1, End: 2, New: "y"}}},
				},
			},
			{
				Rule: "generated-id", Category: "ids", Severity: diag.Note,
				Message: `user task "Prüfen" has a generated id`, Help: "Rename it.",
				File: "src/Rechnung prüfen.bpmn", Range: at(140, 11, 60),
				Element: diag.Element{ID: "Activity_0abc123", Type: "userTask", Name: "Prüfen"},
			},
		},
	}
}

// flood returns a run over many files with a number of findings in each.
func flood(files, each int) report.Run {
	run := report.Run{Version: "1.2.3", Files: files, Platforms: []report.Platform{{Name: "camunda-7.24", Source: "pom.xml", Files: files}}}
	rules := []string{"default-flow-missing", "generated-id", "signal-one-to-one", "retry-repeats-effect", "no-bpmndi"}
	for i := range files {
		for j := range each {
			run.Diagnostics = append(run.Diagnostics, diag.Diagnostic{
				Rule: rules[j%len(rules)], Category: "flow", Severity: diag.Severity(1 + (i+j)%3),
				Message: fmt.Sprintf("exclusive gateway %q has no default flow", fmt.Sprintf("Prüfen %d", j)),
				Help:    "Mark one of the flows as default, or make the conditions cover all values.",
				File:    fmt.Sprintf("service-%04d/src/main/resources/process.bpmn", i),
				Range:   at(j+1, j+1, 80), Fingerprint: fmt.Sprintf("%08x%08x", i, j),
				Element: diag.Element{ID: fmt.Sprintf("gateway_%d", j), Type: "exclusiveGateway", Name: fmt.Sprintf("Prüfen %d", j)},
			})
		}
	}
	return run
}

// write returns a report and its messages.
func write(t testing.TB, format string, run report.Run, opts report.Options) (string, []string) {
	t.Helper()
	var b bytes.Buffer
	messages, err := report.Write(&b, format, run, opts)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), messages
}
