package changes_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/report/changes"
	"github.com/bpmnlint/bpmnlint/source"
)

func read(tb testing.TB, content string) *bpmn.Definitions {
	tb.Helper()
	d, problems := bpmn.Parse(source.New("m.bpmn", []byte(
		`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="p">`+content+`</process></definitions>`)), bpmn.Options{})
	if d == nil {
		tb.Fatal(problems)
	}
	return d
}

func write(tb testing.TB, format, old, new string, o changes.Options) string {
	tb.Helper()
	var b bytes.Buffer
	file := changes.File{Old: "m.bpmn", New: "m.bpmn", Comparison: diff.Compare(read(tb, old), read(tb, new), diff.Options{})}
	if _, err := changes.Write(&b, format, []changes.File{file}, o); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// hostile is a name that means something to terminals, Markdown and HTML.
const hostile = `**b** &lt;img src=x> @all [l](http://e) ` + "```" + ` &#x202E;`

func TestHostileNames(t *testing.T) {
	t.Parallel()
	old := `<scriptTask id="a" name="` + hostile + `"><script>one ` + "```" + `
two</script></scriptTask>`
	new := strings.Replace(old, "two", "2", 1)
	for _, format := range []string{"text", "markdown"} {
		out := write(t, format, old, new, changes.Options{})
		if strings.Contains(out, "\u202e") {
			t.Errorf("%s changes the direction of writing:\n%s", format, out)
		}
		if format != "markdown" {
			continue
		}
		for _, syntax := range []string{" **b** <", "<img", "[l](", "@all"} {
			if strings.Contains(out, syntax) {
				t.Errorf("markdown has %q:\n%s", syntax, out)
			}
		}
		if !strings.Contains(out, "````diff\n") {
			t.Errorf("the block can be ended by its content:\n%s", out)
		}
	}
}

func TestTextShowsLines(t *testing.T) {
	t.Parallel()
	script := `<scriptTask id="a" name="S"><script>a
%s
c</script></scriptTask>`
	got := write(t, "text", fmt.Sprintf(script, "b"), fmt.Sprintf(script, "x"), changes.Options{Color: true})
	want := "\x1b[1mm.bpmn\x1b[0m\n" +
		"  \x1b[36mbehavior\x1b[0m\n" +
		"    \x1b[33m~\x1b[0m script task \"S\": script changed\n" +
		"        script:\n" +
		"          @@ -1,3 +1,3 @@\n" +
		"           a\n" +
		"        \x1b[31m  -b\x1b[0m\n" +
		"        \x1b[32m  +x\x1b[0m\n" +
		"           c\n" +
		"      \x1b[2mAnother script runs here.\x1b[0m\n" +
		"  1 change: 1 behavior\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Lists are never null, and nothing is missing where nothing changed.
func TestJSON(t *testing.T) {
	t.Parallel()
	var report struct {
		Changes *int
		Files   []struct {
			Changes []struct {
				Old, New       *struct{ ID string }
				Details        []struct{ Old, New *string }
				Covers         []struct{ Of, Old, New string }
				By, Confidence string
			}
		}
	}
	decode := func(text string) {
		t.Helper()
		if strings.Contains(text, `": null`) && !strings.Contains(text, `"old": null`) && !strings.Contains(text, `"new": null`) {
			t.Errorf("null:\n%s", text)
		}
		if err := json.Unmarshal([]byte(text), &report); err != nil {
			t.Fatal(err)
		}
	}
	decode(write(t, "json", "", "", changes.Options{}))
	if report.Changes == nil || *report.Changes != 0 || len(report.Files) != 1 || report.Files[0].Changes == nil {
		t.Errorf("nothing changed: %+v", report)
	}
	decode(write(t, "json", `<task id="a" name="A" /><task id="b" name="B" />`, `<task id="c" name="A" />`, changes.Options{}))
	all := report.Files[0].Changes
	if len(all) != 2 || all[0].By != "name" || all[0].Confidence != "medium" || all[0].Covers[0].Of != "attribute" || *all[0].Details[0].Old != "a" {
		t.Errorf("renamed: %+v", all)
	}
	if len(all) == 2 && (all[1].Old.ID != "b" || all[1].New != nil || all[1].Details == nil) {
		t.Errorf("removed: %+v", all[1])
	}
}
