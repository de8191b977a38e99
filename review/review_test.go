package review_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/report/changes"
	"github.com/bpmnlint/bpmnlint/review"
	"github.com/bpmnlint/bpmnlint/source"
)

func parse(t testing.TB, path, process string) *bpmn.Definitions {
	t.Helper()
	d, problems := bpmn.Parse(source.New(path, []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">`+process+`</definitions>`)), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

// model compares two versions of a process.
func model(t testing.TB, path, old, new string) review.Model {
	t.Helper()
	was, is := parse(t, path, old), parse(t, path, new)
	m := review.Model{Old: path, New: path, Changes: &changes.File{Old: path, New: path, Comparison: diff.Compare(was, is, diff.Options{})}}
	for _, c := range migration.Compare(program.Build(was, program.Options{}), program.Build(is, program.Options{}), migration.Options{}) {
		m.Processes = append(m.Processes, page.Process{Change: c, OldPath: path, NewPath: path})
	}
	return m
}

func task(id, name string) string {
	return fmt.Sprintf(`<process id="p" isExecutable="true"><userTask id="%s" name="%s" /></process>`, id, name)
}

func finding(file string, s diag.Severity, message string) diag.Diagnostic {
	return diag.Diagnostic{Rule: "generated-id", Category: "ids", Severity: s, Message: message, File: file}
}

func write(t testing.TB, r *review.Review, o review.Options) (text string, messages []string) {
	t.Helper()
	var b strings.Builder
	messages, err := review.WriteMarkdown(&b, r, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), messages
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	renamed := model(t, "a.bpmn", task("check", "Check"), task("check", "Look"))
	blocked := model(t, "a.bpmn", task("check", "Check"), task("review", "Review"))
	refused := review.Model{Old: "a.bpmn", New: "a.bpmn", Refused: diag.List{finding("a.bpmn", diag.Error, "no")}}
	unreadable := review.Model{Old: "a.bpmn", New: "a.bpmn"}
	with := func(m review.Model, list ...diag.Diagnostic) review.Model {
		m.Findings = list
		return m
	}
	warning := finding("a.bpmn", diag.Warning, "w")
	for _, x := range []struct {
		name string
		of   review.Review
		want string
	}{
		{"nothing", review.Review{}, "✅ No model changed"},
		{"decisions", review.Review{Decisions: []string{"a.dmn"}}, "✅ Only decisions changed, which are not looked at yet"},
		{"harmless", review.Review{Models: []review.Model{renamed}}, "✅ Ready: 1 model changed, and nothing speaks against it"},
		{"note", review.Review{Models: []review.Model{with(renamed, finding("a.bpmn", diag.Note, "n"))}}, "✅ Ready: 1 model changed, and nothing speaks against it"},
		{"warning", review.Review{Models: []review.Model{with(renamed, warning)}}, "⚠️ Ready after a look: 1 new warning"},
		{
			"a warning that fails", review.Review{Models: []review.Model{with(renamed, warning, warning)}, Fails: func(d *diag.Diagnostic) bool { return d.Severity >= diag.Warning }},
			"❌ Not ready: 2 new warnings",
		},
		{"elsewhere", review.Review{Elsewhere: diag.List{finding("b.bpmn", diag.Error, "e")}}, "❌ Not ready: 1 new error"},
		{"instances", review.Review{Models: []review.Model{blocked}}, "❌ Not ready: 1 process has instances that cannot be migrated safely"},
		{
			"instances that may stay", review.Review{Models: []review.Model{blocked}, Fails: func(*diag.Diagnostic) bool { return false }},
			"⚠️ Ready after a look: 1 process has instances that cannot be migrated safely",
		},
		{"refused", review.Review{Models: []review.Model{refused, renamed}}, "❌ Not ready: 1 model would not deploy"},
		{"unreadable", review.Review{Models: []review.Model{unreadable}}, "⚠️ Ready after a look: 1 model cannot be compared"},
		{"incomplete", review.Review{Models: []review.Model{renamed}, Incomplete: true}, "❌ Not everything could be checked"},
		{
			"incomplete and bad", review.Review{Models: []review.Model{with(renamed, warning)}, Incomplete: true},
			"❌ Not ready, and not everything could be checked: 1 new warning",
		},
	} {
		text, _ := write(t, &x.of, review.Options{})
		if got, _, _ := strings.Cut(text, "\n"); got != "## "+x.want {
			t.Errorf("%s: got %q, want %q", x.name, got, x.want)
		}
	}
}

// The worst model stands first, and what is unfolded is what needs a look.
func TestOrder(t *testing.T) {
	t.Parallel()
	r := review.Review{Models: []review.Model{
		model(t, "m/a.bpmn", task("check", "Check"), task("check", "Look")),
		model(t, "m/b.bpmn", task("check", "Check"), task("review", "Review")),
	}}
	text, _ := write(t, &r, review.Options{})
	for _, want := range []string{
		"Models below `m/`:",
		"| ❌ | `b.bpmn` | 2 changes: behavior | yes | none | blocked: instances cannot be migrated from 1 of 1 place |",
		"| ✅ | `a.bpmn` | 1 change: human work | yes | none | complete: instances can be migrated from the only place",
		"<details open><summary>❌ <code>m/b.bpmn</code>",
		"<details><summary>✅ <code>m/a.bpmn</code>",
	} {
		at := strings.Index(text, want)
		if at < 0 {
			t.Errorf("no %q in, or not in this order:\n%s", want, text)
			continue
		}
		text = text[at:]
	}
}

// Names from models are no markup, wherever they stand.
func TestNamesAreHarmless(t *testing.T) {
	t.Parallel()
	const evil = "\u202e&lt;img src=x&gt;&lt;/details&gt;@all [x](http://evil.example) | `c` #1"
	const plain = "\u202e<img src=x></details>@all [x](http://evil.example) | `c` #1"
	m := model(t, plain+".bpmn", task("check", "Check"), strings.Replace(task("review", evil), `id="p"`, `id="p" name="`+evil+`"`, 1))
	m.Findings = diag.List{finding(m.New, diag.Warning, plain)}
	m.Refused = diag.List{finding(m.New, diag.Error, plain)}
	m.Picture = review.Picture{Name: plain, Address: "pictures/" + plain + ".svg"}
	r := review.Review{
		Base: plain, Models: []review.Model{m}, Elsewhere: diag.List{finding(plain, diag.Note, plain)}, Decisions: []string{plain}, Notices: []string{plain},
		Platforms: []report.Platform{{Name: plain, Source: plain}}, Rules: []report.Rule{{ID: "generated-id", URL: "javascript:alert(1)"}},
	}
	text, _ := write(t, &r, review.Options{})
	// Code shows everything as it is.
	text = regexp.MustCompile("(?s)```diff\n.*?\n  ```\n").ReplaceAllString(text, "")
	text = regexp.MustCompile(`<summary>(. |⚠️ )<code>[^<]*</code>`).ReplaceAllString(text, "<summary>")
	text = regexp.MustCompile(`\]\(<pictures/[^>]*>\)`).ReplaceAllString(text, "")
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(text, -1) {
		switch tag {
		case "<details>", "<details open>", "</details>", "<summary>", "</summary>", "<code>", "</code>":
		default:
			t.Errorf("tag %s", tag)
		}
	}
	if n, m := strings.Count(text, "<details"), strings.Count(text, "</details>"); n != m {
		t.Errorf("%d parts begin, %d end", n, m)
	}
	for _, bad := range []string{"\u202e", " [x](http://evil", "javascript:", "](<x", "a> @all"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q in\n%s", bad, text)
		}
	}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "| ❌") && len(regexp.MustCompile(`(?:\\.|[^|\\])+`).FindAllString(strings.TrimSuffix(line, "\n"), -1)) != 7 {
			t.Errorf("a name breaks its cell: %s", line)
		}
	}
}

// big has many models, each with much to say.
func big(t testing.TB, n int) *review.Review {
	t.Helper()
	r := &review.Review{Base: "main"}
	for i := range n {
		path := fmt.Sprintf("models/%04d.bpmn", i)
		m := model(t, path, task("check", "Check"), task("review", strings.Repeat("Review ", 20)))
		for range 30 {
			m.Findings = append(m.Findings, finding(path, diag.Warning, strings.Repeat("long ", 30)))
		}
		if i%10 == 0 {
			m.Refused = diag.List{finding(path, diag.Error, "refused")}
		}
		r.Models = append(r.Models, m)
	}
	for range 200 {
		r.Notices = append(r.Notices, strings.Repeat("notice ", 50))
	}
	return r
}

// The page is never too long, says what it leaves out, and leaves out last what
// blocks.
func TestLength(t *testing.T) {
	t.Parallel()
	r := big(t, 60)
	whole, messages := write(t, r, review.Options{})
	if len(messages) > 0 || strings.Contains(whole, "eft out") {
		t.Errorf("without a limit: %q", messages)
	}
	same, messages := write(t, r, review.Options{MaxBytes: len(whole) + 1000})
	if len(messages) > 0 || strings.Count(same, "<details") != strings.Count(whole, "<details") {
		t.Errorf("with room for all: %q", messages)
	}
	for limit := 4096; limit < len(whole); limit += limit/3 + 17 {
		text, messages := write(t, r, review.Options{MaxBytes: limit})
		if len(text) > limit {
			t.Errorf("%d bytes of %d", len(text), limit)
		}
		if len(messages) != 1 || !strings.Contains(text, "eft out") {
			t.Errorf("%d bytes: messages %q", limit, messages)
		}
		if n, m := strings.Count(text, "<details"), strings.Count(text, "</details>"); n != m {
			t.Errorf("%d bytes: %d parts begin, %d end", limit, n, m)
		}
		refused := strings.Count(text, "#### The engine would not deploy it")
		if refused < 6 && strings.Contains(text, "#### New findings") {
			t.Errorf("%d bytes: new findings, and only %d of 6 refusals", limit, refused)
		}
	}
}

// A page that cannot hold its verdict is refused rather than cut.
func TestTooShort(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if _, err := review.WriteMarkdown(&b, big(t, 1), review.Options{MaxBytes: 20}); err == nil {
		t.Errorf("got %q", b.String())
	}
}

func TestPictures(t *testing.T) {
	t.Parallel()
	for _, x := range []struct{ address, want string }{
		{"pictures/a b#1.svg", "[![Both versions, with what changed marked](<pictures/a%20b%231.svg>)](<pictures/a%20b%231.svg>)\n"},
		{"https://ci.example/run/1", "[Both versions, with what changed marked](<https://ci.example/run/1>): a\\|b.svg\n"},
	} {
		m := model(t, "a.bpmn", task("check", "Check"), task("check", "Look"))
		m.Picture = review.Picture{Name: "a|b.svg", Address: x.address}
		if text, _ := write(t, &review.Review{Models: []review.Model{m}}, review.Options{}); !strings.Contains(text, x.want) {
			t.Errorf("no %q in\n%s", x.want, text)
		}
	}
}

func BenchmarkWriteMarkdown(b *testing.B) {
	r := big(b, 100)
	b.ReportAllocs()
	for b.Loop() {
		var out strings.Builder
		if _, err := review.WriteMarkdown(&out, r, review.Options{MaxBytes: 65_536}); err != nil {
			b.Fatal(err)
		}
	}
}
