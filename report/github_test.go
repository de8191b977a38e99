package report_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

type githubCommand struct {
	name, data string
	properties map[string]string
}

// githubCommands reads a log as GitHub's runner does. A line that is no command
// fails the test.
func githubCommands(t *testing.T, text string) []githubCommand {
	t.Helper()
	line := regexp.MustCompile(`^::(error|warning|notice) ([^:]*)::(.*)$`)
	data := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%")
	property := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	var list []githubCommand
	for l := range strings.Lines(text) {
		m := line.FindStringSubmatch(strings.TrimSuffix(l, "\n"))
		if m == nil {
			t.Fatalf("no command: %q", l)
		}
		c := githubCommand{name: m[1], data: data.Replace(m[3]), properties: make(map[string]string)}
		for p := range strings.SplitSeq(m[2], ",") {
			name, value, ok := strings.Cut(p, "=")
			if !ok || value == "" || c.properties[name] != "" {
				t.Errorf("property %q of %q", p, l)
			}
			c.properties[name] = property.Replace(value)
		}
		list = append(list, c)
	}
	return list
}

func TestGitHub(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Diagnostics[0], run.Diagnostics[2] = run.Diagnostics[2], run.Diagnostics[0]
	run.Diagnostics[1].File = "a,b: 100 %.bpmn"
	run.Diagnostics[1].Range.End.Line++
	text, _ := write(t, "github", run, report.Options{})
	want := `::error file=service/src/empty.bpmn,line=1,endLine=1,col=1,endColumn=1,title=xml-syntax::the file is empty
::warning file=service/a%2Cb%3A 100 %25.bpmn,line=12,endLine=13,title=default-flow-missing::exclusive gateway "Approve?" has no default flow%0AMark one flow as default.%0Ahttps://example.org/default-flow-missing
::notice file=service/src/Rechnung prüfen.bpmn,line=140,endLine=140,col=11,endColumn=71,title=generated-id::user task "Prüfen" has a generated id%0ARename it.
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestGitHubEscapes(t *testing.T) {
	t.Parallel()
	text, _ := write(t, "github", hostile(), report.Options{Annotations: -1})
	for _, c := range githubCommands(t, text) {
		if strings.Contains(c.data, "100 %, 50 %") && c.properties["title"] != "rule100 %, 50 %: x" {
			t.Errorf("command %+v", c)
		}
		if strings.Contains(c.data, "%0A%25") && c.properties["file"] != "models/a,b:c%0A%25.bpmn" {
			t.Errorf("command %+v", c)
		}
	}
}

func TestGitHubCaps(t *testing.T) {
	t.Parallel()
	run := func(errors, warnings, notes int) report.Run {
		var run report.Run
		for s, n := range map[diag.Severity]int{diag.Error: errors, diag.Warning: warnings, diag.Note: notes} {
			for range n {
				run.Diagnostics = append(run.Diagnostics, diag.Diagnostic{Rule: "r", Severity: s, Message: "m", File: "a.bpmn"})
			}
		}
		return run
	}
	tests := []struct {
		errors, warnings, notes, limit int
		want                           string // commands, and what the last one says
	}{
		{10, 10, 10, 0, "10 error 10 warning 10 notice: m"},
		{11, 0, 3, 0, "10 error 4 notice: 1 more finding is not annotated: 1 error"},
		{12, 20, 30, 0, "10 error 10 warning 10 notice: 33 more findings are not annotated: 2 errors, 10 warnings, 21 notes"},
		{3, 0, 0, 1, "1 error 1 notice: 2 more findings are not annotated: 2 errors"},
		{12, 20, 30, -1, "12 error 20 warning 30 notice: m"},
		{0, 0, 0, 0, ""},
	}
	for _, test := range tests {
		text, _ := write(t, "github", run(test.errors, test.warnings, test.notes), report.Options{Annotations: test.limit})
		got, last := "", ""
		n := 0
		for i, c := range githubCommands(t, text) {
			if i > 0 && c.name != last {
				got += fmt.Sprintf("%d %s ", n, last)
				n = 0
			}
			n, last = n+1, c.name
		}
		if n > 0 {
			_, data, _ := strings.Cut(strings.TrimSuffix(text[strings.LastIndex(text, "::"):], "\n"), "::")
			got += fmt.Sprintf("%d %s: %s", n, last, data)
		}
		if got != test.want {
			t.Errorf("%+v: got %q", test, got)
		}
	}
}
