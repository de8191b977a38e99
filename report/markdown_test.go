package report_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

// markdownRows returns the cells of the rows about findings. A row with
// another number of cells fails the test: a name has broken its cell.
func markdownRows(t *testing.T, text string) [][]string {
	t.Helper()
	var rows [][]string
	in := false
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "| Place | Severity | Finding | Rule |":
			in = true
		case line == "":
			in = false
		case in && line != "|--:|---|---|---|":
			cells := regexp.MustCompile(`(?:\\.|[^|\\])+`).FindAllString(line, -1)
			if len(cells) != 4 || !strings.HasPrefix(line, "| ") || !strings.HasSuffix(line, " |") {
				t.Errorf("%d cells: %q", len(cells), line)
			}
			rows = append(rows, cells)
		}
	}
	return rows
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Notices = []string{"decisions are not linted yet"}
	text, _ := write(t, "markdown", run, report.Options{})
	want := "## ❌ bpmnlint: 1 error, 1 warning, 1 note in 12 models\n\n" +
		"Platform: camunda-7.24 from pom.xml.\n\n- decisions are not linted yet\n\n" +
		"| Model | Errors | Warnings | Notes |\n|---|--:|--:|--:|\n" +
		"| `src/empty.bpmn` | 1 | 0 | 0 |\n| `src/Rechnung prüfen.bpmn` | 0 | 1 | 1 |\n\n" +
		"| Rule | Severity | Findings | Models |\n|---|---|--:|--:|\n" +
		"| xml-syntax | error | 1 | 1 |\n" +
		"| [default-flow-missing](<https://example.org/default-flow-missing>) | warning | 1 | 1 |\n" +
		"| generated-id | note | 1 | 1 |\n\n" +
		"<details open><summary><code>src/empty.bpmn</code>: 1 error</summary>\n\n" +
		"| Place | Severity | Finding | Rule |\n|--:|---|---|---|\n" +
		"| 1:1 | error | the file is empty | xml-syntax |\n\n</details>\n\n" +
		"<details open><summary><code>src/Rechnung prüfen.bpmn</code>: 1 warning, 1 note</summary>\n\n" +
		"| Place | Severity | Finding | Rule |\n|--:|---|---|---|\n" +
		"| 12:5 | warning | exclusive gateway \"Approve?\" has no default flow | [default-flow-missing](<https://example.org/default-flow-missing>) |\n" +
		"| 140:11 | note | user task \"Prüfen\" has a generated id | generated-id |\n\n</details>\n\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMarkdownHeading(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		run  report.Run
		want string
	}{
		{"clean", report.Run{Files: 3}, "## ✅ bpmnlint: no problems in 3 models\n\n"},
		{"incomplete", report.Run{Files: 3, Incomplete: true}, "## ❌ bpmnlint: no problems found in 3 models\n\nNot everything could be checked; findings may be missing.\n\n"},
		{"verdict", report.Run{Files: 1, Verdict: "camunda-7.24 would deploy this"}, "## ✅ bpmnlint: no problems in 1 model\n\n**camunda-7.24 would deploy this**\n\n"},
		{
			"warnings", report.Run{Files: 1, Diagnostics: diag.List{{Rule: "r", Severity: diag.Warning, Message: "m"}}},
			"## ⚠️ bpmnlint: 1 warning in 1 model\n\n",
		},
		{
			"warnings fail",
			report.Run{Files: 1, Fails: func(*diag.Diagnostic) bool { return true }, Diagnostics: diag.List{{Rule: "r", Severity: diag.Warning, Message: "m"}}},
			"## ❌ bpmnlint: 1 warning in 1 model\n\n",
		},
	}
	for _, test := range tests {
		if text, _ := write(t, "markdown", test.run, report.Options{}); !strings.HasPrefix(text, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, text, test.want)
		}
	}
}

func TestMarkdownEscapes(t *testing.T) {
	t.Parallel()
	tests := []struct{ message, want string }{
		{`task Gateway_0ye8she_ is _odd_`, `task Gateway_0ye8she\_ is \_odd\_`},
		{`<script>a && b</script>`, `&lt;script&gt;a &amp;&amp; b&lt;/script&gt;`},
		{"a|b `c` *d* \\e", "a\\|b \\`c\\` \\*d\\* \\\\e"},
		{`[x](y) ![z](http://e.example)`, `\[x\](y) !\[z\](http:\//e.example)`},
		{`@all me@example.org #12 #{x} !7`, "@\u200Ball me@example.org #\u200B12 #{x} !\u200B7"},
		{`www.evil.example ${x} ~y~`, `www\.evil.example \${x} \~y\~`},
		{`# no heading`, `\# no heading`},
	}
	for _, test := range tests {
		run := report.Run{Diagnostics: diag.List{{Rule: "r", Severity: diag.Note, File: "a.bpmn", Message: test.message}}}
		text, _ := write(t, "markdown", run, report.Options{})
		if want := "| 1:1 | note | " + test.want + " | r |\n"; !strings.Contains(text, want) {
			t.Errorf("%q: no %q in %q", test.message, want, text)
		}
	}
}

func TestMarkdownOfHostileNames(t *testing.T) {
	t.Parallel()
	text, _ := write(t, "markdown", hostile(), report.Options{})
	if tag := regexp.MustCompile(`</?[a-zA-Z!][^>]*>`).FindAllString(text, -1); len(tag) > 0 {
		for _, x := range tag {
			switch x {
			case "<details>", "<details open>", "</details>", "<summary>", "</summary>", "<code>", "</code>":
			default:
				t.Errorf("tag %s", x)
			}
		}
	}
	if strings.Contains(text, "](<javascript") {
		t.Error("an address that is none of the web became a link")
	}
}

// A job summary has room for 1 MiB, and what is left out is told.
func TestMarkdownFitsAJobSummary(t *testing.T) {
	t.Parallel()
	run := flood(4000, 5)
	for i := range run.Diagnostics {
		run.Diagnostics[i].Message += strings.Repeat(" very long", 40)
	}
	run.Notices = make([]string, 1000)
	text, messages := write(t, "markdown", run, report.Options{})
	rows := markdownRows(t, text)
	errors, listed := 0, 0
	for i := range run.Diagnostics {
		if run.Diagnostics[i].Severity == diag.Error {
			errors++
		}
	}
	for _, r := range rows {
		if strings.TrimSpace(r[1]) == "error" {
			listed++
		}
	}
	if len(text) > 1<<20 || len(text) < 700<<10 || !utf8.ValidString(text) {
		t.Errorf("%d bytes", len(text))
	}
	if listed != min(errors, len(rows)) {
		t.Errorf("%d rows, %d of %d errors among them", len(rows), listed, errors)
	}
	if len(messages) != 1 || !strings.Contains(text, "findings are not listed here: ") {
		t.Errorf("messages %q, end %q", messages, text[len(text)-200:])
	}
}
