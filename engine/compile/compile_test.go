package compile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

const (
	head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">`
	tail = `</definitions>`
)

// process wraps the content of a process that has a start event.
func process(content string) string {
	return head + `<process id="p" isExecutable="true"><startEvent id="s"/>` + content + `</process>` + tail
}

func read(t testing.TB, text string) *bpmn.Definitions {
	t.Helper()
	d, problems := bpmn.Parse(source.New("model.bpmn", []byte(text)), bpmn.Options{})
	if len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return d
}

// rows returns problems as "SPEC kind main: message".
func rows(r compile.Report) []string {
	out := []string{}
	for _, q := range r.Problems {
		out = append(out, fmt.Sprintf("%s %s %s: %s", q.Rule.Spec, q.Kind, q.Main, q.Message))
	}
	return out
}

// The expectations were verified with Camunda 7.24.
func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		model string
		want  []string
	}{
		"nothing to say":     {process(``), []string{}},
		"nothing executable": {head + `<process id="p"><serviceTask id="x"/></process>` + tail, []string{}},
		"no start event": {head + `<process id="p" isExecutable="true"/>` + tail,
			[]string{"PROC-01 error p: process must define a startEvent element"}},
		"two start events": {process(`<startEvent id="again"/>`),
			[]string{"PROC-03 error again: multiple none start events or timer start events not supported on process definition"}},
		"number where the parser reads words": {process(`<subProcess id="x" triggeredByEvent="0"><startEvent id="i"/></subProcess>`),
			[]string{"BREAK-01 exception : ENGINE-01009 Error while parsing process. Cannot invoke \"java.lang.Boolean.booleanValue()\" because \"isTriggeredByEvent\" is null."}},
		"number where the parser reads words, of a loop": {process(`<task id="x"><multiInstanceLoopCharacteristics isSequential="1"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>`),
			[]string{"BREAK-01 exception : ENGINE-01009 Error while parsing process. Cannot invoke \"java.lang.Boolean.booleanValue()\" because the return value of \"BpmnParse.parseBooleanAttribute(String, boolean)\" is null."}},
		"number for an interrupting error event": {process(`<subProcess id="x" triggeredByEvent="true"><startEvent id="i" isInterrupting="1"><errorEventDefinition/></startEvent></subProcess>`),
			[]string{"ESP-02 error i: error start event of event subprocess must be interrupting"}},
		"task that runs nothing": {process(`<serviceTask id="x"/>`),
			[]string{"SVC-01 error x: One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on serviceTask. If you are using a connector, make sure the connect process engine plugin is registered with the process engine."}},
		"message that is not there": {process(`<receiveTask id="r" messageRef="m"/><serviceTask id="behind"/>`),
			[]string{"MSG-02 error r: Invalid 'messageRef': no message with id 'm' found."}},
		"parser that stops loses what comes behind": {process(`<serviceTask id="before"/><serviceTask id="x" camunda:expression="${a.b(}"/>`),
			[]string{"SVC-01 error before: One of the attributes 'class', 'delegateExpression', 'type', or 'expression' is mandatory on serviceTask. If you are using a connector, make sure the connect process engine plugin is registered with the process engine."}},
		"expression that cannot be read": {process(`<serviceTask id="x" camunda:expression="${a.b(}"/>`),
			[]string{"FLOW-10 exception : ENGINE-01009 Error while parsing process. Error parsing '${a.b(}': syntax error at position 6, encountered '}', expected ')'."}},
		"function that is not there": {process(`<serviceTask id="x" camunda:expression="${S(a)}"/>`),
			[]string{"FLOW-11 exception : ENGINE-01009 Error while parsing process. Could not resolve function 'S'."}},
		"gateway": {process(`<exclusiveGateway id="g" default="b"/><endEvent id="e"/><sequenceFlow id="a" sourceRef="g" targetRef="e"/><sequenceFlow id="b" sourceRef="g" targetRef="e"><conditionExpression>${x}</conditionExpression></sequenceFlow>`),
			[]string{
				"XOR-03 error g: Exclusive Gateway 'g' has outgoing sequence flow 'b' which is the default flow but has a condition too.",
				"XOR-04 error g: Exclusive Gateway 'g' has outgoing sequence flow 'a' without condition which is not the default flow.",
			}},
		"time to live": {head + `<process id="p" isExecutable="true" camunda:historyTimeToLive="P1M"><startEvent id="s"/></process>` + tail,
			[]string{`PROC-06 error p: Cannot parse historyTimeToLive: For input string: "P1M": Cannot parse historyTimeToLive: For input string: "P1M"`}},
		"link to nowhere hides the flows behind it": {process(`<intermediateThrowEvent id="l"><linkEventDefinition name="page 2"/></intermediateThrowEvent><sequenceFlow id="f" sourceRef="s" targetRef="l"/><exclusiveGateway id="g"/><sequenceFlow id="h" sourceRef="g" targetRef="s"/>`),
			[]string{
				"LINK-03 error f: sequence flow points to link event source with name 'page 2' but no event target with that name exists. Most probably your link events are not configured correctly.",
				"XOR-01 error g: Exclusive Gateway 'g' has no outgoing sequence flows.",
			}},
		"schema": {process(`<parallelGateway id="g" default="f"/>`),
			[]string{"XML-08 error : cvc-complex-type.3.2.2: Attribute 'default' is not allowed to appear in element 'parallelGateway'."}},
		"multi-instance": {process(`<task id="x"><multiInstanceLoopCharacteristics/></task>`),
			[]string{"MI-01 error x#multiInstanceBody: Either loopCardinality or loopDataInputRef/activiti:collection must be set"}},
		"boundary event of another scope": {process(`<subProcess id="sub"><startEvent id="i"/><task id="x"/></subProcess><boundaryEvent id="b" attachedToRef="x"><timerEventDefinition><timeDate>${d}</timeDate></timerEventDefinition></boundaryEvent>`),
			[]string{"BND-02 error b: Invalid reference in boundary event. Make sure that the referenced activity is defined in the same scope as the boundary event"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := rows(compile.Check([]*bpmn.Definitions{read(t, test.model)}, compile.Options{StopAsEngine: true}))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestAllProblems sees to it that a user gets to know what the engine's parser
// does not get to.
func TestAllProblems(t *testing.T) {
	t.Parallel()
	d := read(t, process(`<receiveTask id="r" messageRef="m"/><serviceTask id="behind"/>`))
	var visible, hidden []string
	for _, q := range compile.Check([]*bpmn.Definitions{d}, compile.Options{}).Problems {
		switch {
		case q.Echo:
		case q.Hidden:
			hidden = append(hidden, q.Rule.Spec)
		default:
			visible = append(visible, q.Rule.Spec)
		}
	}
	if diff := cmp.Diff([]string{"MSG-02"}, visible); diff != "" {
		t.Errorf("visible: -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"SVC-01"}, hidden); diff != "" {
		t.Errorf("hidden: -want +got\n%s", diff)
	}
}

func TestTogether(t *testing.T) {
	t.Parallel()
	model := func(key string) *bpmn.Definitions {
		return read(t, head+`<message id="m" name="go"/><process id="`+key+`" isExecutable="true"><startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent></process>`+tail)
	}
	for name, test := range map[string]struct {
		files []*bpmn.Definitions
		want  string
	}{
		"one":          {[]*bpmn.Definitions{model("a")}, ""},
		"same key":     {[]*bpmn.Definitions{model("a"), model("a")}, "PROC-07"},
		"same message": {[]*bpmn.Definitions{model("a"), model("b")}, "PROC-08"},
	} {
		report := compile.Check(test.files, compile.Options{})
		var specs []string
		for _, q := range report.Problems {
			specs = append(specs, q.Rule.Spec)
		}
		if got := strings.Join(specs, " "); got != test.want || report.Refused() != (test.want != "") {
			t.Errorf("%s: %q, refused %t, want %q", name, got, report.Refused(), test.want)
		}
	}
}

// TestCatalog wants of each rule what a user needs, and of each short name in
// the code a rule.
func TestCatalog(t *testing.T) {
	t.Parallel()
	specs, slugs := map[string]bool{}, map[string]bool{}
	for _, r := range compile.Catalog() {
		if specs[r.Spec] || slugs[r.Slug] {
			t.Errorf("%s %s is there twice", r.Spec, r.Slug)
		}
		specs[r.Spec], slugs[r.Slug] = true, true
		if r.Title == "" || r.Severity == 0 || !strings.HasSuffix(r.Reason, ".") || !strings.HasSuffix(r.Remedy, ".") {
			t.Errorf("%s %s lacks title, severity, reason or remedy", r.Spec, r.Slug)
		}
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "catalog") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, word := range strings.Split(string(text), `"`) {
			if prefix, number, ok := strings.Cut(word, "-"); ok && len(number) == 2 && strings.ToUpper(prefix) == prefix && strings.Trim(number, "0123456789") == "" {
				used[word] = true
				if !specs[word] {
					t.Errorf("%s names %s, which is not in the catalog", name, word)
				}
			}
		}
	}
	for spec := range specs {
		if !used[spec] {
			t.Errorf("nothing reports %s", spec)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add(process(`<exclusiveGateway id="g"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/>`))
	f.Add(process(`<subProcess id="x" triggeredByEvent="true"><startEvent id="i"><compensateEventDefinition/></startEvent></subProcess><task id="y" isForCompensation="true"><multiInstanceLoopCharacteristics/></task>`))
	f.Add(process(`<adHocSubProcess id="x"><multiInstanceLoopCharacteristics/></adHocSubProcess><boundaryEvent id="b" attachedToRef="nope"><compensateEventDefinition/></boundaryEvent><association id="a" sourceRef="b" targetRef="x"/>`))
	f.Fuzz(func(t *testing.T, text string) {
		d, _ := bpmn.Parse(source.New("model.bpmn", []byte(text)), bpmn.Options{XML: xmltree.Options{MaxBytes: 1 << 16}})
		if d == nil {
			return
		}
		files := []*bpmn.Definitions{d}
		deployment, _ := compile.Compile(files, compile.Options{})
		all, seen := compile.Check(files, compile.Options{}), compile.Check(files, compile.Options{StopAsEngine: true})
		if all.Refused() != seen.Refused() {
			t.Errorf("refused: %t, as the engine sees it %t", all.Refused(), seen.Refused())
		}
		if (deployment == nil) != all.Refused() {
			t.Errorf("refused: %t, deployment %v", all.Refused(), deployment)
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	var model strings.Builder
	for i := range 200 {
		fmt.Fprintf(&model, `<serviceTask id="t%d" name="Task %[1]d" camunda:type="external" camunda:topic="topic-%[1]d"><incoming>f%[1]d</incoming></serviceTask><sequenceFlow id="f%[1]d" sourceRef="s" targetRef="t%[1]d"><conditionExpression xsi:type="tFormalExpression">${a == %[1]d}</conditionExpression></sequenceFlow>`, i)
	}
	text := process(model.String())
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			xmltree.Parse(source.New("model.bpmn", []byte(text)), xmltree.Options{})
		}
	})
	d := []*bpmn.Definitions{read(b, text)}
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			compile.Check(d, compile.Options{})
		}
	})
	b.Run("compile", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			compile.Compile(d, compile.Options{})
		}
	})
}
