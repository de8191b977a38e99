package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/source"
)

// model returns a model of a process with the given content; shapes maps ids to
// the left edge of their shapes.
func model(t *testing.T, process, content string, shapes map[string]int) *bpmn.Definitions {
	t.Helper()
	var di strings.Builder
	for id, x := range shapes {
		fmt.Fprintf(&di, `<di:BPMNShape bpmnElement="%s"><dc:Bounds x="%d" y="0" width="10" height="10" /></di:BPMNShape>`, id, x)
	}
	text := fmt.Sprintf(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
  <process id="%s">%s</process>
  <di:BPMNDiagram><di:BPMNPlane bpmnElement="%[1]s">%[3]s</di:BPMNPlane></di:BPMNDiagram>
</definitions>`, process, content, &di)
	d, problems := bpmn.Parse(source.New("m.bpmn", []byte(text)), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

func names(nodes []bpmn.Node) []string {
	var out []string
	for _, n := range nodes {
		out = append(out, n.Base().ID)
	}
	return out
}

func TestMatch(t *testing.T) {
	t.Parallel()
	const flow = `<sequenceFlow id="%[1]s" sourceRef="%[2]s" targetRef="%[3]s" />`
	arrow := func(id, from, to string) string { return fmt.Sprintf(flow, id, from, to) }
	for _, c := range []struct {
		name               string
		old, new           string
		oldPlaces, newOnes map[string]int
		want               []string // "old new reason", but for the process
		added, removed     []string
	}{
		{
			name: "by id, whatever else changes",
			old:  `<userTask id="a" name="Check" /><startEvent id="s" />`,
			new:  `<startEvent id="s" name="Ordered" /><serviceTask id="a" name="Pay" />`,
			want: []string{"s s id", "a a id"},
		},
		{
			name: "an id that went to something else",
			old:  `<userTask id="a" name="Check" />`, new: `<exclusiveGateway id="a" name="Check" />`,
			added: []string{"a"}, removed: []string{"a"},
		},
		{
			name: "by place", oldPlaces: map[string]int{"a": 0, "b": 100}, newOnes: map[string]int{"x": 100, "y": 0},
			old:  `<task id="a" /><task id="b" />`,
			new:  `<task id="x" /><task id="y" />`,
			want: []string{"b x place", "a y place"},
		},
		{
			name: "moved and renumbered, but known by name", oldPlaces: map[string]int{"a": 0}, newOnes: map[string]int{"x": 50},
			old: `<task id="a" name="Check" />`, new: `<task id="x" name="Check" />`,
			want: []string{"a x name"},
		},
		{
			name: "by flow",
			old:  `<startEvent id="s" /><task id="a" /><endEvent id="e" />` + arrow("f", "s", "a") + arrow("g", "a", "e"),
			new:  `<startEvent id="s" /><task id="x" /><endEvent id="e" />` + arrow("h", "s", "x") + arrow("i", "x", "e"),
			want: []string{"s s id", "a x flow", "e e id", "f h flow", "g i flow"},
		},
		{
			name:  "two that could be the same are neither",
			old:   `<task id="a" name="Check" /><task id="b" name="Check" />`,
			new:   `<task id="x" name="Check" />`,
			added: []string{"x"}, removed: []string{"a", "b"},
		},
		{
			name: "only in the same scope",
			old:  `<subProcess id="u" name="U"><task id="a" name="Check" /></subProcess>`,
			new:  `<subProcess id="v" name="U"><task id="b" name="Check" /></subProcess><task id="c" name="Check" />`,
			want: []string{"u v name", "a b name"}, added: []string{"c"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, new := model(t, "p", c.old, c.oldPlaces), model(t, "p", c.new, c.newOnes)
			m := diff.Match(old, new)
			var got []string
			for _, p := range m.Pairs {
				if m.Old(p.New) != p.Old || m.New(p.Old) != p.New {
					t.Errorf("%s: the two ways differ", p.New.Base().ID)
				}
				if p.New.Base().Type != bpmn.ProcessType {
					reason := map[diff.Reason]string{diff.ByID: "id", diff.ByPlace: "place", diff.ByFlow: "flow", diff.ByName: "name"}[p.By]
					got = append(got, p.Old.Base().ID+" "+p.New.Base().ID+" "+reason)
				}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("pairs (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.added, names(m.Added)); d != "" {
				t.Errorf("added (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.removed, names(m.Removed)); d != "" {
				t.Errorf("removed (-want +got):\n%s", d)
			}
		})
	}
}

// The only process of a file is the same, whatever its id.
func TestMatchProcess(t *testing.T) {
	t.Parallel()
	m := diff.Match(model(t, "order", `<task id="a" />`, nil), model(t, "orders", `<task id="a" />`, nil))
	if len(m.Pairs) != 2 || m.Pairs[0].Old.Base().ID != "order" || m.Pairs[0].By != diff.ByName {
		t.Errorf("got %v", m.Pairs)
	}
}

// A long chain of new ids without names takes no quadratic time.
func TestMatchChain(t *testing.T) {
	t.Parallel()
	chain := func(prefix string) string {
		var b strings.Builder
		for i := range 5000 {
			fmt.Fprintf(&b, `<task id="%s%d" /><sequenceFlow id="%[1]sf%[2]d" sourceRef="%[1]s%[2]d" targetRef="%[1]s%d" />`, prefix, i, i+1)
		}
		return b.String()
	}
	m := diff.Match(model(t, "p", chain("a"), nil), model(t, "p", chain("b"), nil))
	if len(m.Pairs)+len(m.Added) != 10001 {
		t.Errorf("%d pairs, %d added", len(m.Pairs), len(m.Added))
	}
}

func BenchmarkMatch(b *testing.B) {
	var content strings.Builder
	for i := range 500 {
		fmt.Fprintf(&content, `<task id="t%d" name="Task %[1]d" />`, i)
	}
	text := `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">` + content.String() + `</process></definitions>`
	old, _ := bpmn.Parse(source.New("m.bpmn", []byte(text)), bpmn.Options{})
	new, _ := bpmn.Parse(source.New("m.bpmn", []byte(strings.ReplaceAll(text, `id="t`, `id="u`))), bpmn.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if m := diff.Match(old, new); len(m.Pairs) != 501 {
			b.Fatal(len(m.Pairs))
		}
	}
}
