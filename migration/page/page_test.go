package page_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

// release compares two versions with a task each, under names that would steer
// what shows them.
func release(t *testing.T, old, new string) page.Release {
	t.Helper()
	build := func(id string) []*program.Process {
		d, problems := bpmn.Parse(source.New("a|b.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="p" name="&lt;b>@all | [x](http://evil)" isExecutable="true"><userTask id="`+id+`" name="`+"\u202e"+`a | b *c*" /></process>
</definitions>`)), bpmn.Options{})
		if d == nil {
			t.Fatal(problems)
		}
		return program.Build(d, program.Options{})
	}
	r := page.Release{Version: "1.2.3"}
	for _, c := range migration.Compare(build(old), build(new), migration.Options{}) {
		r.Processes = append(r.Processes, page.Process{Change: c, OldPath: "a|b.bpmn", NewPath: "a|b.bpmn"})
	}
	return r
}

func text(t *testing.T, write func(b *strings.Builder) error) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Names from models steer neither a terminal nor a viewer of Markdown.
func TestNamesAreHarmless(t *testing.T) {
	t.Parallel()
	r := release(t, "check", "review")
	plain := text(t, func(b *strings.Builder) error { return page.WriteText(b, r, page.TextOptions{Help: true}) })
	if strings.Contains(plain, "\u202e") {
		t.Errorf("the direction of writing changes in\n%s", plain)
	}
	marked := text(t, func(b *strings.Builder) error { return page.WriteMarkdown(b, r) })
	for _, bad := range []string{"\u202e", "<b>", "[x](", " *c"} {
		if strings.Contains(marked, bad) {
			t.Errorf("%q is in\n%s", bad, marked)
		}
	}
	for line := range strings.SplitSeq(marked, "\n") {
		if strings.HasPrefix(line, "| user task") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") != 3 {
			t.Errorf("a name makes a cell of its own: %s", line)
		}
	}
}

// So it is with what a rehearsal tells.
func TestRehearsedNamesAreHarmless(t *testing.T) {
	t.Parallel()
	r := release(t, "check", "check")
	p := &r.Processes[0]
	d := p.Forward.Finding("rehearsal-stuck", program.None, program.Root, "is where it ends")
	d.Element.ID = "a|b <b>"
	p.Findings = append(p.Findings, d)
	p.Rehearsal = &rehearsal.Result{
		States: 2, Good: 1, Incomplete: []string{"more"},
		Findings: []rehearsal.Finding{{Diagnostic: d, States: 1, Before: []string{"# start"}, After: []string{"message \u202e<b>[x](http://evil)"}}},
	}
	plain := text(t, func(b *strings.Builder) error { return page.WriteText(b, r, page.TextOptions{}) })
	if strings.Contains(plain, "\u202e") || !strings.Contains(plain, "blocked: in the rehearsal") || !strings.Contains(plain, "not complete: more") {
		t.Error(plain)
	}
	marked := text(t, func(b *strings.Builder) error { return page.WriteMarkdown(b, r) })
	for _, bad := range []string{"\u202e", "<b>", "[x]("} {
		if strings.Contains(marked, bad) {
			t.Errorf("%q is in\n%s", bad, marked)
		}
	}
}

// Nothing is called complete while a place is left out.
func TestBlockedIsNeverComplete(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		new      string
		complete bool
	}{{"check", true}, {"review", false}} {
		r := release(t, "check", x.new)
		all := text(t, func(b *strings.Builder) error { return page.WriteText(b, r, page.TextOptions{}) }) +
			text(t, func(b *strings.Builder) error { return page.WriteMarkdown(b, r) })
		if got := strings.Contains(all, "complete"); got != x.complete {
			t.Errorf("to %s: complete is said: %t\n%s", x.new, got, all)
		}
		var decoded struct {
			Version   string
			Processes []struct{ Complete bool }
		}
		out := text(t, func(b *strings.Builder) error { return page.WriteJSON(b, r) })
		if err := json.Unmarshal([]byte(out), &decoded); err != nil {
			t.Fatal(err)
		}
		if decoded.Version != "1.2.3" || decoded.Processes[0].Complete != x.complete {
			t.Errorf("JSON to %s: %+v", x.new, decoded)
		}
	}
}

// Of what is alike some are listed, and what to do is told once; errors and
// --all leave nothing out.
func TestFindingsThatAreAlike(t *testing.T) {
	t.Parallel()
	build := func(group string) []*program.Process {
		var x strings.Builder
		x.WriteString(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t"><process id="p" isExecutable="true">`)
		for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
			x.WriteString(`<userTask id="` + id + `" camunda:candidateGroups="` + group + `" />`)
		}
		x.WriteString(`</process></definitions>`)
		d, problems := bpmn.Parse(source.New("m.bpmn", []byte(x.String())), bpmn.Options{})
		if d == nil {
			t.Fatal(problems)
		}
		return program.Build(d, program.Options{})
	}
	var r page.Release
	for _, c := range migration.Compare(build("x"), build("y"), migration.Options{}) {
		r.Processes = append(r.Processes, page.Process{Change: c, OldPath: "m.bpmn", NewPath: "m.bpmn"})
	}
	const rule, more, help = "[task-settings-kept]", "… and 2 more of task-settings-kept; --all lists them", "Change open tasks where it matters."
	for _, c := range []struct {
		options           page.TextOptions
		rules, more, help int
	}{
		{page.TextOptions{}, 5, 1, 0}, {page.TextOptions{Help: true}, 5, 1, 1}, {page.TextOptions{All: true, Help: true}, 7, 0, 1},
	} {
		got := text(t, func(b *strings.Builder) error { return page.WriteText(b, r, c.options) })
		if strings.Count(got, rule) != c.rules || strings.Count(got, more) != c.more || strings.Count(got, help) != c.help {
			t.Errorf("%+v:\n%s", c.options, got)
		}
	}
	if got := text(t, func(b *strings.Builder) error { return page.WriteMarkdown(b, r) }); strings.Count(got, "`task-settings-kept`") != 7 || strings.Count(got, help) != 1 {
		t.Errorf("Markdown:\n%s", got)
	}
}
