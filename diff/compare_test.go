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

// parse reads root elements of a model.
func parse(tb testing.TB, content string) *bpmn.Definitions {
	tb.Helper()
	d, problems := bpmn.Parse(source.New("m.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">`+content+`</definitions>`)), bpmn.Options{})
	if d == nil {
		tb.Fatal(problems)
	}
	return d
}

// process puts content into a process.
func process(content string) string { return `<process id="p">` + content + `</process>` }

const line = `<startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="a" /><userTask id="a" name="Check" /><sequenceFlow id="g" sourceRef="a" targetRef="e" /><endEvent id="e" />`

func TestCompare(t *testing.T) {
	t.Parallel()
	task := func(attrs, content string) string {
		return process(`<userTask id="a" name="Check" ` + attrs + `>` + content + `</userTask>`)
	}
	service := func(attrs, extensions string) string {
		return process(`<serviceTask id="a" name="Pay" ` + attrs + `><extensionElements>` + extensions + `</extensionElements></serviceTask>`)
	}
	timer := func(content string) string {
		return process(`<intermediateCatchEvent id="c" name="Wait"><timerEventDefinition id="t">` + content + `</timerEventDefinition></intermediateCatchEvent>`)
	}
	flow := func(content string) string {
		return process(`<exclusiveGateway id="x" name="Ok?" /><task id="a" name="A" /><sequenceFlow id="f" name="yes" sourceRef="x" targetRef="a">` + content + `</sequenceFlow>`)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", process(line), process(line), ""},
		{
			"assignment", task(`camunda:assignee="ann" camunda:candidateGroups="sales"`, ""), task(`camunda:candidateGroups="it"`, ""),
			`human-work assignment modified: user task "Check": assignment changed: candidateGroups, assignee`,
		},
		{"description", task("", "<documentation>a</documentation>"), task("", "<documentation>b</documentation>"), `human-work description modified: user task "Check": documentation changed from "a" to "b"`},
		{
			"form", task("", `<extensionElements><camunda:formData><camunda:formField id="x" type="long" /></camunda:formData></extensionElements>`), task("", ""),
			`human-work form-field modified: user task "Check": form field "x" removed: "type=long"`,
		},
		{"async and topic", service(`camunda:type="external" camunda:topic="a"`, ""), service(`camunda:type="external" camunda:topic="b" camunda:asyncBefore="true"`, ""), `contract topic modified: service task "Pay": topic changed from "a" to "b"
operations async modified: service task "Pay": asyncBefore added: "true"`},
		{
			"mapping", service("", `<camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput>`),
			service("", `<camunda:inputOutput><camunda:inputParameter name="a">2</camunda:inputParameter></camunda:inputOutput>`),
			`data mapping modified: service task "Pay": input parameter "a" changed from "1" to "2"`,
		},
		{
			"order of listeners", service("", `<camunda:executionListener event="start" class="A" /><camunda:executionListener event="start" class="B" />`),
			service("", `<camunda:executionListener event="start" class="B" /><camunda:executionListener event="start" class="A" />`),
			`behavior listener modified: service task "Pay": order of execution listeners changed`,
		},
		{"retries", service("", ""), service("", `<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>`), `operations retry modified: service task "Pay": failed job retry time cycle added: "R3/PT1M"`},
		{"namespace", service(`activiti:class="A"`, ""), service(`camunda:class="A"`, ""), `behavior namespace modified: model: namespace changed from "http://activiti.org/bpmn" to "http://camunda.org/schema/1.0/bpmn"`},
		{"what holds anyway", service("", ""), service(`camunda:asyncBefore="false"`, ""), `cosmetic spelling modified: service task "Pay": asyncBefore added: "false"`},
		{"timer", timer("<timeDuration>PT1H</timeDuration>"), timer("<timeDate>2030-01-01T00:00:00Z</timeDate>"), `behavior timer modified: timer intermediate catch event "Wait": timer changed: time date, time duration`},
		{"event", timer(""), strings.ReplaceAll(timer(""), "timerE", "signalE"), `behavior event retyped: timer intermediate catch event "Wait" becomes signal intermediate catch event "Wait"`},
		{"condition", flow(`<conditionExpression xsi:type="tFormalExpression">${a}</conditionExpression>`), flow(`<conditionExpression xsi:type="tFormalExpression">${b}</conditionExpression>`), `behavior condition modified: sequence flow "yes": condition changed from "${a}" to "${b}"`},
		{"type", process(`<userTask id="a" name="Check" />`), process(`<receiveTask id="a" name="Check" />`), `behavior type retyped: user task "Check" becomes receive task "Check"`},
		{
			"inserted", process(line), process(strings.Replace(line, `targetRef="e" />`, `targetRef="b" /><scriptTask id="b" name="B" /><sequenceFlow id="h" sourceRef="b" targetRef="e" />`, 1)),
			`behavior flow rewired: sequence flow from user task "Check" leads to script task "B" instead of end event e
behavior element added: script task "B" is added between user task "Check" and end event e`,
		},
		{"an id with what refers to it", process(line), strings.ReplaceAll(process(line), `"a"`, `"check"`), `contract activity-id renamed: user task "Check" has the id check instead of a`},
		{
			"scope", process(`<subProcess id="u" name="U"><userTask id="a" name="Check" /></subProcess>`), process(`<subProcess id="u" name="U" /><userTask id="a" name="Check" />`),
			`behavior scope moved: user task "Check" is moved from sub-process "U" to process p`,
		},
		{"attached", process(`<task id="a" /><task id="b" /><boundaryEvent id="t" attachedToRef="a" />`), process(`<task id="a" /><task id="b" /><boundaryEvent id="t" attachedToRef="b" />`), `behavior attached moved: boundary event t is moved from task a to task b`},
		{
			"lane", process(`<laneSet><lane id="l" name="L"><flowNodeRef>a</flowNodeRef></lane><lane id="m" name="M" /></laneSet><task id="a" />`),
			process(`<laneSet><lane id="l" name="L" /><lane id="m" name="M"><flowNodeRef>a</flowNodeRef></lane></laneSet><task id="a" />`),
			`cosmetic lane moved: task a is moved from lane "L" to lane "M"`,
		},
		{
			"order of flows", process(`<exclusiveGateway id="x" /><task id="a" /><task id="b" /><sequenceFlow id="f" sourceRef="x" targetRef="a" /><sequenceFlow id="g" sourceRef="x" targetRef="b" />`),
			process(`<exclusiveGateway id="x" /><task id="b" /><task id="a" /><sequenceFlow id="g" sourceRef="x" targetRef="b" /><sequenceFlow id="f" sourceRef="x" targetRef="a" />`),
			`behavior flow-order modified: exclusive gateway x tries its outgoing flows in another order`,
		},
		{
			"content comes and goes with its scope", process(""), process(`<subProcess id="u" name="U"><startEvent id="s" /><task id="a" /><sequenceFlow id="f" sourceRef="s" targetRef="a" /></subProcess>`),
			`behavior element added: sub-process "U" is added, with 2 elements in it`,
		},
		{"message", `<message id="m" name="paid" />`, `<message id="m" name="settled" />`, `contract message-name modified: message "settled": name changed from "paid" to "settled"`},
		{"key", `<process id="order" name="O" />`, `<process id="orders" name="O" />`, `contract key renamed: process "O" has the id orders instead of order`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			comparison := diff.Compare(parse(t, c.old), parse(t, c.new), diff.Options{})
			var got []string
			for _, x := range comparison.Changes {
				got = append(got, fmt.Sprintf("%s %s %s: %s", x.Class, x.Aspect, x.Kind, x.Message))
			}
			if d := cmp.Diff(c.want, strings.Join(got, "\n")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			for _, problem := range uncovered(comparison) {
				t.Error(problem)
			}
		})
	}
}

// Layout is counted, and listed only on demand.
func TestCompareLayout(t *testing.T) {
	t.Parallel()
	draw := func(x int, id string) *bpmn.Definitions {
		return parse(t, process(`<task id="a" name="A" />`)+fmt.Sprintf(
			`<di:BPMNDiagram id="%[2]s_d"><di:BPMNPlane bpmnElement="p"><di:BPMNShape id="%[2]s" bpmnElement="a"><dc:Bounds x="%[1]d" y="0" width="10" height="10" /></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>`, x, id))
	}
	if c := diff.Compare(draw(0, "x"), draw(0, "y"), diff.Options{Layout: true}); c.Drawn != 0 || len(c.Changes) != 0 {
		t.Errorf("another id of a shape: %d, %v", c.Drawn, c.Changes)
	}
	if c := diff.Compare(draw(0, "x"), draw(5, "x"), diff.Options{}); c.Drawn != 1 || len(c.Changes) != 0 {
		t.Errorf("moved: %d, %v", c.Drawn, c.Changes)
	}
	c := diff.Compare(draw(0, "x"), draw(5, "x"), diff.Options{Layout: true})
	if len(c.Changes) != 1 || c.Changes[0].Aspect != "layout" || c.Changes[0].Message != `task "A": layout changed` {
		t.Errorf("moved: %+v", c.Changes)
	}
}

// How a file is written is no difference.
func TestCompareSpelling(t *testing.T) {
	t.Parallel()
	old := `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><process id="p" name="a &amp; b"><task id="a" /><association sourceRef="a" targetRef="b" /><association sourceRef="a" targetRef="c" /><sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tFormalExpression">${x &lt; 1}</conditionExpression></sequenceFlow></process></definitions>`
	new := `<?xml version="1.0"?><!-- anew --><b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
  <b:process name="a &#38; b" id="p">
    <b:sequenceFlow targetRef="a" sourceRef="a" id="f">
      <b:conditionExpression i:type="b:tFormalExpression">
        <![CDATA[${x < 1}]]>
      </b:conditionExpression>
    </b:sequenceFlow>
    <b:association targetRef="c" sourceRef="a"/>
    <b:association targetRef="b" sourceRef="a"/>
    <b:task id="a"></b:task>
  </b:process>
</b:definitions>`
	read := func(text string) *bpmn.Definitions {
		d, problems := bpmn.Parse(source.New("m.bpmn", []byte(text)), bpmn.Options{})
		if d == nil {
			t.Fatal(problems)
		}
		return d
	}
	for _, c := range diff.Compare(read(old), read(new), diff.Options{Layout: true}).Changes {
		t.Error(c.Message)
	}
}

// A file that is not there has nothing.
func TestCompareEmpty(t *testing.T) {
	t.Parallel()
	d := parse(t, process(line)+`<message id="m" name="M" />`)
	if c := diff.Compare(diff.Empty(), d, diff.Options{}); len(c.Changes) != 2 || c.Changes[0].Message != "process p is added, with 3 elements in it" {
		t.Errorf("added: %+v", c.Changes)
	}
	if c := diff.Compare(d, diff.Empty(), diff.Options{}); len(c.Changes) != 2 || c.Changes[0].Kind != diff.Removed {
		t.Errorf("removed: %+v", c.Changes)
	}
}

// Long texts are shown as differences.
func TestCompareText(t *testing.T) {
	t.Parallel()
	script := func(text string) *bpmn.Definitions {
		return parse(t, process(`<scriptTask id="a"><script>`+text+`</script></scriptTask>`))
	}
	c := diff.Compare(script("a = 1\nb = 2\nc = 3"), script("a = 1\nb = 4\nc = 3"), diff.Options{})
	if want := "@@ -1,3 +1,3 @@\n a = 1\n-b = 2\n+b = 4\n c = 3\n"; len(c.Changes) != 1 || c.Changes[0].Details[0].Text != want {
		t.Errorf("lines: %+v", c.Changes)
	}
	long := strings.Repeat("word ", 30)
	c = diff.Compare(script(long+"one"), script(long+"two"), diff.Options{})
	if want := long + "[-one-]{+two+}"; len(c.Changes) != 1 || strings.ReplaceAll(c.Changes[0].Details[0].Text, " [", "[") != strings.ReplaceAll(want, " [", "[") && c.Changes[0].Details[0].Text != strings.TrimSpace(long)+"[- one-]{+ two+}" {
		t.Errorf("words: %+v", c.Changes)
	}
}

// large returns a model of n tasks in a row.
func large(n int, group string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<userTask id="t%d" name="Task %[1]d" camunda:candidateGroups="%s"><incoming>f%[1]d</incoming><outgoing>f%[3]d</outgoing></userTask><sequenceFlow id="f%[3]d" sourceRef="t%[1]d" targetRef="t%[3]d" />`, i, group, i+1)
	}
	return process(b.String())
}

func BenchmarkCompare(b *testing.B) {
	old, new := parse(b, large(250, "sales")), parse(b, large(250, "support"))
	b.ReportAllocs()
	for b.Loop() {
		if c := diff.Compare(old, new, diff.Options{}); len(c.Changes) != 250 {
			b.Fatalf("%d changes", len(c.Changes))
		}
	}
}

func BenchmarkCompareSame(b *testing.B) {
	old, new := parse(b, large(250, "sales")), parse(b, large(250, "sales"))
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(old, new, diff.Options{})
	}
}

func FuzzCompare(f *testing.F) {
	f.Add(process(line), large(3, "x"))
	f.Add(`<process id="p"><laneSet><lane><flowNodeRef>a</flowNodeRef></lane></laneSet><task id="a" /></process>`, process(line))
	f.Add(process(`<subProcess id="a"><task id="b" /></subProcess>`), process(`<subProcess id="b"><task id="a" /></subProcess>`))
	f.Fuzz(func(t *testing.T, a, b string) {
		read := func(content string) *bpmn.Definitions {
			d, _ := bpmn.Parse(source.New("m.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">`+content+`</definitions>`)), bpmn.Options{})
			return d
		}
		old, new := read(a), read(b)
		if old == nil || new == nil {
			return
		}
		if same := diff.Compare(old, old, diff.Options{Layout: true}); len(same.Changes) > 0 {
			t.Errorf("a model differs from itself: %+v", same.Changes)
		}
		for _, x := range diff.Compare(old, new, diff.Options{Layout: true}).Changes {
			if x.Message == "" || strings.Contains(x.Message, "\n") || len(x.Covers) == 0 || x.Effect == "" {
				t.Errorf("incomplete: %+v", x)
			}
		}
	})
}
