package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

// long is a finding with a German name, an emoji, a tab, a line break, an
// escape sequence and a change of direction.
func long() report.Run {
	return report.Run{
		Files: 1,
		Diagnostics: diag.List{
			{
				Rule: "retry-repeats-effect", Severity: diag.Warning, File: "z.bpmn", Range: at(7, 3, 4),
				Message: "service task \"Vertragsverlängerungsbestätigungsschreiben 😀 an die Kundin\tversenden\nund ablegen\" shares a transaction with \"Charge \x1b[31mcard\u202e\"",
				Help:    "Put asyncBefore on it.",
			},
			{Rule: "no-script", Severity: diag.Note, File: "z.bpmn", Range: at(1007, 13, 4), Message: `script task "日本語"`},
		},
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	clean := func(change func(*report.Run)) report.Run {
		run := report.Run{Files: 12, Platforms: []report.Platform{{Name: "camunda-7.24", Source: "pom.xml", Files: 12}}}
		change(&run)
		return run
	}
	tests := []struct {
		name string
		run  report.Run
		opts report.Options
		want string
	}{
		{
			name: "grouped by file and aligned",
			run:  sample(),
			want: `src/empty.bpmn
  1:1  error  the file is empty  xml-syntax

src/Rechnung prüfen.bpmn
   12:5   warning  exclusive gateway "Approve?" has no default flow  default-flow-missing
  140:11  note     user task "Prüfen" has a generated id             generated-id

1 error, 1 warning, 1 note in 12 models (camunda-7.24 from pom.xml)
`,
		},
		{
			name: "verbose shows related places, help and fixes",
			run:  sample(),
			opts: report.Options{Verbose: true},
			want: `src/empty.bpmn
  1:1  error  the file is empty  xml-syntax

src/Rechnung prüfen.bpmn
   12:5   warning  exclusive gateway "Approve?" has no default flow  default-flow-missing
                   see 20:5 the join [1]
                   see src/other.bpmn:3:1 process "Ship"
                   help: Mark one flow as default.
                   page: https://example.org/default-flow-missing
                   fix: remove the condition
                   fix: guess
  140:11  note     user task "Prüfen" has a generated id             generated-id
                   help: Rename it.

1 error, 1 warning, 1 note in 12 models (camunda-7.24 from pom.xml)
`,
		},
		{
			name: "a long message moves no column and is not broken without a width",
			run:  long(),
			want: `z.bpmn
     7:3   warning  service task "Vertragsverlängerungsbestätigungsschreiben 😀 an die Kundin versenden und ablegen" shares a transaction with "Charge \x1b[31mcard\u202e"  retry-repeats-effect
  1007:13  note     script task "日本語"  no-script

1 warning, 1 note in 1 model
`,
		},
		{
			name: "wrapped to 80 cells",
			run:  long(),
			opts: report.Options{Width: 80, Verbose: true},
			want: `z.bpmn
     7:3   warning  service task                            retry-repeats-effect
                    "Vertragsverlängerungsbestätigungsschreiben
                    😀 an die Kundin versenden und
                    ablegen" shares a transaction with
                    "Charge \x1b[31mcard\u202e"
                    help: Put asyncBefore on it.
  1007:13  note     script task "日本語"                    no-script

1 warning, 1 note in 1 model
`,
		},
		{
			name: "wrapped to 160 cells",
			run:  long(),
			opts: report.Options{Width: 160},
			want: `z.bpmn
     7:3   warning  service task "Vertragsverlängerungsbestätigungsschreiben 😀 an die Kundin versenden und ablegen" shares a transaction   retry-repeats-effect
                    with "Charge \x1b[31mcard\u202e"
  1007:13  note     script task "日本語"                                                                                                    no-script

1 warning, 1 note in 1 model
`,
		},
		{
			name: "color",
			run:  report.Run{Files: 1, Diagnostics: sample().Diagnostics[:1]},
			opts: report.Options{Color: true},
			want: "\x1b[4msrc/empty.bpmn\x1b[0m\n" +
				"  \x1b[2m1:1\x1b[0m  \x1b[31merror\x1b[0m  the file is empty  \x1b[2mxml-syntax\x1b[0m\n\n" +
				"\x1b[1m\x1b[31m1 error\x1b[0m in 1 model\n",
		},
		{
			name: "clean",
			run:  clean(func(*report.Run) {}),
			want: "no problems in 12 models (camunda-7.24 from pom.xml)\n",
		},
		{
			name: "several platforms",
			run: clean(func(r *report.Run) {
				r.Platforms = []report.Platform{{Name: "camunda-7.24", Source: "pom.xml", Files: 9}, {Name: "operaton-1.0", Files: 3}}
			}),
			want: "no problems in 12 models (9 camunda-7.24 from pom.xml, 3 operaton-1.0)\n",
		},
		{
			name: "incomplete is not called clean",
			run:  clean(func(r *report.Run) { r.Incomplete = true }),
			want: "no problems found in 12 models (camunda-7.24 from pom.xml); not everything could be checked\n",
		},
		{
			name: "no models",
			run:  report.Run{},
			want: "no models were linted\n",
		},
		{
			name: "a finding about the whole run",
			run: report.Run{Files: 3, Diagnostics: diag.List{
				{Rule: "history-time-to-live", Severity: diag.Warning, Message: "none of 3 processes has a history time to live"},
			}},
			want: "whole run\n  1:1  warning  none of 3 processes has a history time to live  history-time-to-live\n\n1 warning in 3 models\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, messages := write(t, "text", test.run, test.opts)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if messages != nil {
				t.Errorf("messages %q", messages)
			}
		})
	}
}

func TestTextCap(t *testing.T) {
	t.Parallel()
	run := flood(10, 60) // 600 findings, 20 of each severity in each file
	got, _ := write(t, "text", run, report.Options{})
	for s, want := range map[string]int{"error": 200, "warning": 0, "note": 0} {
		if n := strings.Count(got, "  "+s+"  exclusive"); n != want {
			t.Errorf("%d findings are shown as %s, want %d", n, s, want)
		}
	}
	want := `  … 40 more in this file

… and 400 more (200 warnings, 200 notes); --all shows them

  findings  models  severity  rule
       120      10  error     default-flow-missing
       120      10  error     generated-id
       120      10  error     no-bpmndi
       120      10  error     retry-repeats-effect
       120      10  error     signal-one-to-one

200 errors, 200 warnings, 200 notes in 10 models (camunda-7.24 from pom.xml)
`
	if !strings.HasSuffix(got, want) {
		t.Errorf("ends with\n%s\nwant\n%s", got[max(0, len(got)-len(want)):], want)
	}
	all, _ := write(t, "text", run, report.Options{All: true})
	if n := strings.Count(all, "has no default flow"); n != 600 {
		t.Errorf("%d findings with All, want 600", n)
	}
	if strings.Contains(all, "--all") {
		t.Error("a complete report mentions --all")
	}
}

// One file full of warnings neither hides the other files' nor any error.
func TestTextCapOfOneFile(t *testing.T) {
	t.Parallel()
	var run report.Run
	add := func(file string, s diag.Severity, n int) {
		for i := range n {
			run.Diagnostics = append(run.Diagnostics, diag.Diagnostic{Rule: "r", Severity: s, Message: s.String() + " here", File: file, Range: at(i+1, 1, 1)})
		}
	}
	add("a.bpmn", diag.Warning, 190)
	add("a.bpmn", diag.Error, 60)
	add("b.bpmn", diag.Note, 30)
	add("c.bpmn", diag.Warning, 20)
	got, _ := write(t, "text", run, report.Options{})
	for text, want := range map[string]int{"error here": 60, "warning here": 20, "note here": 30} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%q %d times, want %d", text, n, want)
		}
	}
	if !strings.Contains(got, "… and 190 more (190 warnings); --all shows them\n") {
		t.Errorf("does not say what is missing:\n%s", got[len(got)-300:])
	}
}

func TestTextEscapes(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"a\nb\r\n\tc", "a b c"},
		{"\x1b]0;title\x07", `\x1b]0;title\x07`},
		{"del\x7f csi\u009b31m", `del\x7f csi\x9b31m`},
		{"\u202egnp.exe\u202c", `\u202egnp.exe\u202c`},
		{"\u2066iso\u2069 \u200emark\u200f", `\u2066iso\u2069 \u200emark\u200f`},
		{"zero\u200bwidth\ufeff", `zero\u200bwidth\ufeff`},
		{"bad\xffbyte", `bad\xffbyte`},
		{"Vertrags\u00adverlängerung", "Vertragsverlängerung"},
		{"👩\u200d🚀 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f می\u200cخواهم", "👩\u200d🚀 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f می\u200cخواهم"},
		{"line\u2028separator", "line separator"},
	}
	for _, test := range tests {
		run := report.Run{Files: 1, Diagnostics: diag.List{{
			Rule: "r", Severity: diag.Note, File: test.in + ".bpmn", Message: "x " + test.in + " y", Help: test.in,
			Range: at(1, 1, 1),
		}}}
		got, _ := write(t, "text", run, report.Options{Verbose: true})
		for _, want := range []string{test.want + ".bpmn\n", "x " + test.want + " y  r\n", "help: " + test.want + "\n"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q: no %q in %q", test.in, want, got)
			}
		}
	}
}
