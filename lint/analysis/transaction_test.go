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
func nodes(t testing.TB, content string) []*bpmn.FlowNode {
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
		"join that another branch has not come to": {
			task("a", `camunda:asyncBefore="true"`) + `<parallelGateway id="fork" /><userTask id="u" /><parallelGateway id="join" />` + task("b", "") +
				flows("a>fork", "fork>join", "fork>u", "u>join", "join>b"),
			[]string{"a(job): a", "u(wait): b"}},
		"join that all branches come to": {
			task("a", `camunda:asyncBefore="true"`) + `<parallelGateway id="fork" /><manualTask id="m" /><parallelGateway id="join" />` + task("b", "") +
				flows("a>fork", "fork>join", "fork>m", "m>join", "join>b"),
			[]string{"a(job): a b, a>b"}},
		"join behind branches that begin earlier": {
			`<parallelGateway id="fork" /><userTask id="u" /><userTask id="v" /><parallelGateway id="join" />` + task("b", "") +
				flows("fork>u", "fork>v", "u>join", "v>join", "join>b"),
			[]string{"u(wait): b"}},
		"branch that can go past a wait": {
			task("a", `camunda:asyncBefore="true"`) + `<parallelGateway id="fork" /><exclusiveGateway id="x" /><exclusiveGateway id="y" /><userTask id="u" /><parallelGateway id="join" />` + task("b", "") +
				flows("a>fork", "fork>join", "fork>x", "x>u", "x>y", "u>y", "y>join", "join>b"),
			[]string{"a(job): a b, a>b", "u(wait): b"}},
		"sub-process in which another branch waits": {
			`<userTask id="s" /><subProcess id="sub"><startEvent id="i" /><parallelGateway id="fork" /><userTask id="u" />` + task("a", "") +
				flows("i>fork", "fork>u", "fork>a") + `</subProcess>` + task("b", "") + strings.ReplaceAll(flows("s>sub", "sub>b"), `id="f`, `id="g`),
			[]string{"s(wait): a", "u(wait): b"}},
		"sub-process that is left by an error": {
			`<userTask id="s" /><subProcess id="sub"><startEvent id="i" />` + task("a", "") + `<endEvent id="e"><errorEventDefinition /></endEvent>` +
				flows("i>a", "a>e") + `</subProcess>` + task("b", "") + strings.ReplaceAll(flows("s>sub", "sub>b"), `id="f`, `id="g`),
			[]string{"s(wait): a"}},
		"sub-process in a sub-process": {
			`<userTask id="s" /><subProcess id="outer"><startEvent id="o" /><subProcess id="sub"><startEvent id="i" />` + task("a", "") +
				flows("i>a") + `</subProcess>` + strings.ReplaceAll(flows("o>sub"), `id="f`, `id="h`) + `</subProcess>` + task("b", "") +
				strings.ReplaceAll(flows("s>outer", "outer>b"), `id="f`, `id="g`),
			[]string{"s(wait): a b, a>b"}},
		"sub-process whose error is caught": {
			`<userTask id="s" /><subProcess id="sub"><startEvent id="i" />` + task("a", "") + `<endEvent id="e"><errorEventDefinition /></endEvent>` +
				flows("i>a", "a>e") + `</subProcess><boundaryEvent id="c" attachedToRef="sub"><errorEventDefinition /></boundaryEvent>` + task("b", "") + strings.ReplaceAll(flows("s>sub", "c>b"), `id="f`, `id="g`),
			[]string{"s(wait): a b, a>b"}},
		"link": {
			`<userTask id="u" />` + task("a", "") + `<intermediateThrowEvent id="there"><linkEventDefinition name="L" /></intermediateThrowEvent>` +
				`<intermediateCatchEvent id="here"><linkEventDefinition name="L" /></intermediateCatchEvent>` + task("b", "") + flows("u>a", "a>there", "here>b"),
			[]string{"u(wait): a b, a>b"}},
		"after a timer and after a user task": {
			`<userTask id="u" /><boundaryEvent id="t" attachedToRef="u"><timerEventDefinition /></boundaryEvent>` + task("a", "") + flows("t>a", "u>a"),
			[]string{"u(wait): a", "t(job): a"}},
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

// BenchmarkManyTransactions is about transactions with thousands of ways to
// go each.
func BenchmarkManyTransactions(b *testing.B) {
	var m strings.Builder
	m.WriteString(`<exclusiveGateway id="x" />`)
	var pairs []string
	for i := range 3000 {
		fmt.Fprintf(&m, `<userTask id="u%d" /><parallelGateway id="g%d" /><userTask id="v%d" /><userTask id="w%d" />%s`, i, i, i, i, task(fmt.Sprintf("t%d", i), ""))
		pairs = append(pairs, fmt.Sprintf("u%d>x", i), fmt.Sprintf("x>t%d", i), fmt.Sprintf("t%d>g%d", i, i), fmt.Sprintf("g%d>v%d", i, i), fmt.Sprintf("g%d>w%d", i, i))
	}
	all := nodes(b, m.String()+flows(pairs...))
	b.ReportAllocs()
	for b.Loop() {
		analysis.Transactions(all)
	}
}
