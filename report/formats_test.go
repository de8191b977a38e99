package report_test

import (
	"encoding/json"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

// hostileNames are what people and attackers put into names, ids and files.
var hostileNames = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]>`, `</details>`, `</style><script>`,
	"a\nb\r\nc\td", "\x1b[31mred\x1b[0m", "left\u202eright", "nul\x00bell\x07", "\xff\xfe not UTF-8", "soft\u00adhyphen",
	"::error::injected", "a,b:c%0A%25", "##[stop-commands]x", "%", "100 %, 50 %: x",
	"a|b", "`code`", `\|`, "[link](javascript:alert(1))", "![x](http://evil.example/x.png)", "@all and #12", "http://evil.example", "www.evil.example",
	"*bold* _it_ ~~gone~~ $x$", "# heading", "&lt;&#x27;&amp;", "{{.Version}}", "${jndi:x}", "'quoted'", "", " ",
	"日本語 😀", strings.Repeat("long ", 300),
}

// hostile is a run whose findings say those names in all places.
func hostile() report.Run {
	run := report.Run{Version: "1.0\n", Files: 3, Verdict: "<b>refused</b>\n::error::x", Root: "/r", Dir: "/r"}
	for i, name := range hostileNames {
		d := diag.Diagnostic{
			Rule: "rule" + name, Category: "category" + name, Severity: diag.Severity(1 + i%3), Message: "user task " + name + " is odd",
			Help: "Mend " + name + ".", File: "models/" + strings.ReplaceAll(name, "/", "_") + ".bpmn", Range: at(i+1, 2, 3),
			Element: diag.Element{ID: name, Type: "userTask", Name: name},
			Related: []diag.Related{{File: "other" + name, Range: at(1, 1, 1), Message: "the other " + name}},
			Fixes:   []diag.Fix{{Title: "rename " + name, Safe: true}},
		}
		run.Diagnostics = append(run.Diagnostics, d)
		run.Rules = append(run.Rules, report.Rule{ID: d.Rule, Category: d.Category, Title: name, Description: name, Help: name, URL: "javascript:alert(1)"})
		run.Notices = append(run.Notices, name)
		run.Platforms = append(run.Platforms, report.Platform{Name: name, Source: name, Files: 1})
	}
	// One about the whole run, and one without a rule.
	run.Diagnostics = append(diag.List{{Rule: "message-never-caught", Severity: diag.Note, Message: "about all files"}}, run.Diagnostics...)
	run.Diagnostics = append(run.Diagnostics, diag.Diagnostic{File: "z.bpmn", Message: "no rule"})
	return run
}

// counting tells how many findings a report has.
var counting = map[string]func(t *testing.T, text string) int{
	"text": func(_ *testing.T, text string) int {
		return len(regexp.MustCompile(`(?m)^ +\d+:\d+ +(error|warning|note) `).FindAllString(text, -1))
	},
	"json": func(t *testing.T, text string) int {
		return len(decode[struct{ Findings []any }](t, text).Findings)
	},
	"sarif": func(t *testing.T, text string) int {
		return len(decode[sarifLog](t, text).Runs[0].Results)
	},
	"junit": func(t *testing.T, text string) int {
		n := 0
		for _, s := range decodeXML[junitReport](t, text).Suites {
			for _, c := range s.Cases {
				if c.Failure != nil || c.Skipped != nil {
					n++
				}
			}
		}
		return n
	},
	"checkstyle": func(t *testing.T, text string) int {
		n := 0
		for _, f := range decodeXML[checkstyleReport](t, text).Files {
			n += len(f.Errors)
		}
		return n
	},
	"github":   func(t *testing.T, text string) int { return len(githubCommands(t, text)) },
	"gitlab":   func(t *testing.T, text string) int { return len(decode[[]any](t, text)) },
	"markdown": func(t *testing.T, text string) int { return len(markdownRows(t, text)) },
	"html":     func(t *testing.T, text string) int { return len(htmlFindings(t, text)) },
}

// Each format has all findings, whatever they say.
func TestFormatsHaveTheSameFindings(t *testing.T) {
	t.Parallel()
	runs := map[string]report.Run{"none": {Files: 3}, "sample": sample(), "hostile": hostile(), "many": flood(60, 8)}
	for name, run := range runs {
		for _, f := range report.Formats() {
			t.Run(name+"/"+f.Name, func(t *testing.T) {
				t.Parallel()
				text, messages := write(t, f.Name, run, report.Options{All: true, Annotations: -1})
				if got, want := counting[f.Name](t, text), len(run.Diagnostics); got != want {
					t.Errorf("%d findings, want %d:\n%.3000s", got, want, text)
				}
				if messages != nil {
					t.Errorf("messages %q", messages)
				}
			})
		}
	}
}

// No format lets a name steer a terminal or turn the direction of writing.
// JSON escapes are the reader's business, and so is what is within them.
func TestFormatsAreSafeToPrint(t *testing.T) {
	t.Parallel()
	for _, f := range report.Formats() {
		text, _ := write(t, f.Name, hostile(), report.Options{All: true, Annotations: -1, Verbose: true})
		forbidden := "\x00\x07\x1b\x7f\u0085"
		if f.Name != "json" && f.Name != "sarif" && f.Name != "gitlab" && f.Name != "checkstyle" && f.Name != "junit" {
			forbidden += "\u202e"
		}
		if i := strings.IndexAny(text, forbidden); i >= 0 {
			t.Errorf("%s: %q", f.Name, text[max(0, i-40):min(len(text), i+40)])
		}
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	for _, f := range report.Formats() {
		text, err := writeOr(f.Name, sample(), report.Options{Summary: true})
		if (err == nil) != f.Summary {
			t.Errorf("%s: %v", f.Name, err)
		}
		if strings.Contains(text, "no default flow") {
			t.Errorf("%s: a summary lists findings:\n%s", f.Name, text)
		}
	}
	text, _ := write(t, "text", sample(), report.Options{Summary: true})
	want := `  category  errors  warnings  notes  models
  input          1         0      0       1
  flow           0         1      0       1
  ids            0         0      1       1

  findings  models  severity  rule
         1       1  error     xml-syntax
         1       1  warning   default-flow-missing
         1       1  note      generated-id

1 error, 1 warning, 1 note in 12 models (camunda-7.24 from pom.xml)
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestJSONSummary(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Verdict, run.Incomplete = "refused", true
	text, _ := write(t, "json", run, report.Options{Summary: true})
	want := `{"version":"1.2.3","verdict":"refused","incomplete":true,"files":12,"filesWithFindings":2,` +
		`"findings":{"total":3,"error":1,"warning":1,"note":1},"platforms":[{"name":"camunda-7.24","source":"pom.xml","files":12}],` +
		`"categories":[{"category":"input","total":1,"error":1,"warning":0,"note":0,"files":1},` +
		`{"category":"flow","total":1,"error":0,"warning":1,"note":0,"files":1},` +
		`{"category":"ids","total":1,"error":0,"warning":0,"note":1,"files":1}],` +
		`"rules":[{"rule":"xml-syntax","category":"input","total":1,"error":1,"warning":0,"note":0,"files":1},` +
		`{"rule":"default-flow-missing","category":"flow","total":1,"error":0,"warning":1,"note":0,"files":1},` +
		`{"rule":"generated-id","category":"ids","total":1,"error":0,"warning":0,"note":1,"files":1}]}` + "\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, run := range []report.Run{run, {}, hostile(), flood(20, 5)} {
		text, _ := write(t, "json", run, report.Options{Summary: true})
		validate(t, "../docs/report-summary.schema.json", text)
	}
	if err := check(t, "../docs/report-summary.schema.json", `{"version":""}`); err == nil {
		t.Error("the schema accepts anything")
	}
}

func writeOr(format string, run report.Run, opts report.Options) (string, error) {
	var b strings.Builder
	_, err := report.Write(&b, format, run, opts)
	return b.String(), err
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func decodeXML[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := xml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v:\n%.2000s", err, text)
	}
	return v
}

// shown is what a name is on a line of a report.
func shown(s string) string {
	text, _ := writeOr("github", report.Run{Diagnostics: diag.List{{Severity: diag.Error, Message: "x" + s}}}, report.Options{})
	_, data, _ := strings.Cut(strings.TrimSuffix(text, "\n"), "title=unknown-rule::x")
	return strings.ReplaceAll(data, "%25", "%")
}
