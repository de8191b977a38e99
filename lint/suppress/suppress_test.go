package suppress_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/suppress"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value  string
		names  []string
		reason string
	}{
		{"a -- because", []string{"a"}, "because"},
		{"a,b , c--because -- and more", []string{"a", "b", "c"}, "because -- and more"},
		{"a b\n\tc", []string{"a", "b", "c"}, ""},
		{"camunda/avoid-lanes --  ", []string{"camunda/avoid-lanes"}, ""},
		{"history-time-to-live -- TTL", []string{"history-time-to-live"}, "TTL"},
		{" , ", nil, ""},
		{"", nil, ""},
	} {
		names, reason := suppress.Parse(c.value)
		if d := cmp.Diff(c.names, names); d != "" && len(names)+len(c.names) > 0 || reason != c.reason {
			t.Errorf("Parse(%q) = %q, %q", c.value, names, reason)
		}
	}
}

const pool = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI">
  <collaboration id="all">
    <participant id="shop" name="Läden" processRef="order">
      <extensionElements><c:properties><c:property name="bpmnlint:ignore" value="a -- why" /></c:properties></extensionElements>
    </participant>
  </collaboration>
  <process id="order">
    <task id="check"><extensionElements>
      <c:formData><c:formField id="x"><c:properties><c:property id="bpmnlint:ignore" name="bpmnlint:ignore" value="a" /></c:properties></c:formField></c:formData>
    </extensionElements></task>
    <task id="pay"><extensionElements><c:properties><c:property name="other" value="x" /><c:property name=" bpmnlint:ignore " /></c:properties></extensionElements></task>
  </process>
  <process id="bill"><task id="send" /></process>
  <di:BPMNDiagram><di:BPMNPlane bpmnElement="all">
    <di:BPMNShape id="check_di" bpmnElement="check" />
    <di:BPMNShape id="send_di" bpmnElement="send" />
  </di:BPMNPlane></di:BPMNDiagram>
</definitions>`

// rules knows the rule a, which is always judged.
type rules struct{}

func (rules) Matches(name string, d *diag.Diagnostic) bool { return name == d.Rule }
func (rules) Known(name string) bool                       { return name == "a" }
func (rules) Nearest(string) string                        { return "" }
func (rules) Judged(string, *suppress.Suppression) bool    { return true }

// silenced returns the ids of the elements at which a finding of rule a is
// silenced by the suppressions of a model.
func silenced(t *testing.T, data []byte) []string {
	t.Helper()
	d, problems := bpmn.Parse(source.New("m.bpmn", data), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	all := suppress.InModel(d, func(*xmltree.Element) string { return "" })
	var out []string
	for _, n := range d.Elements {
		e := n.Base()
		if e.ID == "" {
			continue
		}
		list := diag.List{{Rule: "a", File: "m.bpmn", Range: d.File.Range(e.XML.Tag)}}
		if _, n, _ := suppress.Apply(list, all, rules{}, time.Time{}); n == 1 {
			out = append(out, e.ID)
		}
	}
	return out
}

// A suppression on a pool holds for its process and what shows it, in any
// encoding; one in a form field is none.
func TestPool(t *testing.T) {
	t.Parallel()
	want := []string{"shop", "order", "check", "x", "pay", "check_di"}
	if d := cmp.Diff(want, silenced(t, []byte(pool))); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	wide := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(`<?xml version="1.0" encoding="UTF-16"?>` + pool)) {
		wide = append(wide, byte(u>>8), byte(u))
	}
	if d := cmp.Diff(want, silenced(t, wide)); d != "" {
		t.Errorf("UTF-16: -want +got:\n%s", d)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, 3, 1, 23, 59, 0, 0, time.UTC)
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	everywhere := func(*diag.Diagnostic) bool { return true }
	for _, c := range []struct {
		name string
		s    suppress.Suppression
		n    int
		want string
	}{
		{"as it should be", suppress.Suppression{Names: []string{"a"}, Reason: "r", Covers: everywhere}, 1, ""},
		{"on its last day", suppress.Suppression{Names: []string{"a"}, Reason: "r", Expires: day(1), Covers: everywhere}, 1, ""},
		{"a day later", suppress.Suppression{Names: []string{"a"}, Reason: "r", Expires: day(0), Covers: everywhere}, 0,
			"suppression-expired: suppression of a expired after 2026-02-28"},
		{"without reason", suppress.Suppression{Names: []string{"a"}, Covers: everywhere}, 1,
			"suppression-without-reason: suppression of a has no reason"},
		{"one name unknown", suppress.Suppression{Names: []string{"b", "a"}, Reason: "r", Covers: everywhere}, 1,
			`suppression-unknown-rule: suppression names the unknown rule "b"`},
		{"elsewhere", suppress.Suppression{Names: []string{"a"}, Reason: "r", Element: diag.Element{ID: "x"}, File: "other.bpmn"}, 0,
			"suppression-unused: suppression of a on x silences nothing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			list := diag.List{{Rule: "a", File: "m.bpmn"}, {Rule: "c", File: "m.bpmn"}}
			kept, n, faults := suppress.Apply(list, []*suppress.Suppression{&c.s}, rules{}, today)
			var got []string
			for _, f := range faults {
				got = append(got, string(f.Kind)+": "+f.Message)
			}
			if n != c.n || len(kept) != 2-c.n || strings.Join(got, "\n") != c.want {
				t.Errorf("%d silenced, faults %q", n, got)
			}
		})
	}
}
