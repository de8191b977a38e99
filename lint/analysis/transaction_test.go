package analysis_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/source"
)

// nodes parses the content of an executable process.
func nodes(t *testing.T, content string) []*bpmn.FlowNode {
	t.Helper()
	d, problems := bpmn.Parse(source.New("test.bpmn", []byte(
		`<definitions xmlns="`+bpmn.ModelNamespace+`" xmlns:camunda="`+bpmn.CamundaNamespace+`"><process id="p" isExecutable="true">`+
			content+`</process></definitions>`)), bpmn.Options{})
	if len(problems) > 0 {
		t.Fatal(problems[0].Message)
	}
	var out []*bpmn.FlowNode
	for n := range d.FlowNodes() {
		out = append(out, n)
	}
	return out
}

func flows(pairs ...string) string {
	var b strings.Builder
	for i, p := range pairs {
		from, to, _ := strings.Cut(p, ">")
		fmt.Fprintf(&b, `<sequenceFlow id="f%d" sourceRef="%s" targetRef="%s" />`, i, from, to)
	}
	return b.String()
}

func task(id, attributes string) string {
	return fmt.Sprintf(`<serviceTask id="%s" camunda:class="a.B" %s />`, id, attributes)
}

func TestTransactions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content string
		want    []string // start(kind): effects, first>second
	}{
		"one after the other": {
			`<startEvent id="s" />` + task("a", "") + task("b", "") + flows("s>a", "a>b"), []string{"s(call): a b, a>b"}},
		"save point between": {
			`<startEvent id="s" />` + task("a", "") + task("b", `camunda:asyncBefore="true"`) + flows("s>a", "a>b"),
			[]string{"s(call): a", "b(job): b"}},
		"job behind": {
			`<startEvent id="s" />` + task("a", `camunda:asyncAfter="true"`) + task("b", "") + flows("s>a", "a>b"),
			[]string{"s(call): a", "a(job): b"}},
		"in a sub-process and behind it": {
			`<userTask id="u" /><subProcess id="sub"><startEvent id="i" />` + task("a", "") + `<endEvent id="e" />` + flows("i>a", "a>e") +
				`</subProcess>` + task("b", "") + strings.ReplaceAll(flows("u>sub", "sub>b"), `id="f`, `id="g`),
			[]string{"u(wait): a b, a>b"}},
		"branches of a choice": {
			`<userTask id="u" /><exclusiveGateway id="x" />` + task("a", "") + task("b", "") + flows("u>x", "x>a", "x>b"),
			[]string{"u(wait): a b"}},
		"branches side by side": {
			`<userTask id="u" /><parallelGateway id="x" />` + task("a", "") + task("b", "") + flows("u>x", "x>a", "x>b"),
			[]string{"u(wait): a b, a>b"}},
		"timer": {
			`<userTask id="u" /><boundaryEvent id="t" attachedToRef="u"><timerEventDefinition /></boundaryEvent>` + task("a", "") + flows("t>a"),
			[]string{"t(job): a"}},
		"loop": {
			`<userTask id="u" />` + task("a", "") + flows("u>a", "a>u"), []string{"u(wait): a"}},
		"external task": {
			`<startEvent id="s" /><serviceTask id="x" camunda:type="external" camunda:topic="x" />` + task("a", "") + flows("s>x", "x>a"),
			[]string{"x(wait): a"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, x := range analysis.Transactions(nodes(t, c.content)) {
				var ids []string
				for _, e := range x.Effects {
					ids = append(ids, e.ID)
				}
				line := fmt.Sprintf("%s(%s): %s", x.Start.ID, x.Kind, strings.Join(ids, " "))
				if x.Second != nil {
					line += ", " + x.First.ID + ">" + x.Second.ID
				}
				got = append(got, line)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestTerminations(t *testing.T) {
	t.Parallel()
	const terminate = `<endEvent id="end"><terminateEventDefinition /></endEvent>`
	const both = `<parallelGateway id="fork" /><userTask id="a" /><userTask id="b" />`
	for name, c := range map[string]struct{ content, want string }{
		"on one branch":         {both + terminate + flows("fork>a", "fork>b", "a>end"), "b"},
		"behind the join":       {both + `<parallelGateway id="join" />` + terminate + flows("fork>a", "fork>b", "a>join", "b>join", "join>end"), ""},
		"nothing to end":        {`<parallelGateway id="fork" /><userTask id="a" /><manualTask id="b" />` + terminate + flows("fork>a", "fork>b", "a>end"), ""},
		"choice":                {`<exclusiveGateway id="fork" /><userTask id="a" /><userTask id="b" />` + terminate + flows("fork>a", "fork>b", "a>end"), ""},
		"past the join":         {both + `<exclusiveGateway id="x" /><parallelGateway id="join" />` + terminate + flows("fork>a", "fork>b", "a>x", "x>join", "x>end", "b>join"), "b"},
		"split without gateway": {`<userTask id="fork" /><userTask id="a" /><userTask id="b" />` + terminate + flows("fork>a", "fork>b", "a>end"), "b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			for _, x := range analysis.Terminations(nodes(t, c.content)) {
				got += x.Work.ID
			}
			if got != c.want {
				t.Errorf("can end %q, want %q", got, c.want)
			}
		})
	}
}

// TestHostileModels ends in time: a search that grows with the square of the
// model would not.
func TestHostileModels(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	var pairs []string
	for i := range 3000 {
		fmt.Fprintf(&b, `<parallelGateway id="g%d" /><endEvent id="e%d"><terminateEventDefinition /></endEvent>%s`, i, i, task(fmt.Sprintf("t%d", i), ""))
		pairs = append(pairs, fmt.Sprintf("g%d>g%d", i, i+1), fmt.Sprintf("g%d>t%d", i, i), fmt.Sprintf("t%d>e%d", i, i))
	}
	all := nodes(t, b.String()+flows(pairs...))
	analysis.Transactions(all)
	analysis.Terminations(all)
	analysis.Rivals(all)
}
