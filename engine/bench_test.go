package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/source"
)

const header = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://example.com">`

// compiled returns the deployment of models.
func compiled(tb testing.TB, bodies ...string) *compile.Deployment {
	tb.Helper()
	var files []*bpmn.Definitions
	for i, body := range bodies {
		d, problems := bpmn.Parse(source.New(fmt.Sprintf("model%d.bpmn", i), []byte(header+body+"</definitions>")), bpmn.Options{})
		if len(problems) > 0 {
			tb.Fatal(problems)
		}
		files = append(files, d)
	}
	deployment, problems := compile.Compile(files, compile.Options{})
	if deployment == nil {
		tb.Fatal(problems)
	}
	return deployment
}

// straight is a process of n service tasks, one behind the other.
func straight(n int) string {
	var b strings.Builder
	b.WriteString(`<process id="straight" isExecutable="true"><startEvent id="s"/>`)
	from := "s"
	for i := range n {
		fmt.Fprintf(&b, `<serviceTask id="t%d" camunda:class="com.example.Work"/><sequenceFlow id="f%d" sourceRef="%s" targetRef="t%d"/>`, i, i, from, i)
		from = fmt.Sprintf("t%d", i)
	}
	fmt.Fprintf(&b, `<endEvent id="e"/><sequenceFlow id="fe" sourceRef="%s" targetRef="e"/></process>`, from)
	return b.String()
}

// split is a process that splits into n branches and joins them.
func split(n int) string {
	var b strings.Builder
	b.WriteString(`<process id="split" isExecutable="true"><startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/><endEvent id="e"/>
<sequenceFlow id="a" sourceRef="s" targetRef="f"/><sequenceFlow id="z" sourceRef="j" targetRef="e"/>`)
	for i := range n {
		fmt.Fprintf(&b, `<serviceTask id="t%d" camunda:class="com.example.Work"/><sequenceFlow id="in%d" sourceRef="f" targetRef="t%d"/><sequenceFlow id="out%d" sourceRef="t%d" targetRef="j"/>`, i, i, i, i, i)
	}
	b.WriteString(`</process>`)
	return b.String()
}

const waiting = `<process id="waiting" isExecutable="true"><startEvent id="s"/><userTask id="u"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/></process>`

func noop(*engine.Context) error { return nil }

func options(level engine.TraceLevel) engine.Options {
	return engine.Options{Trace: level, Behaviors: engine.Behaviors{Classes: map[string]engine.Behavior{"com.example.Work": noop}}}
}

func BenchmarkStart(b *testing.B) {
	for _, c := range []struct {
		name, key, model string
		level            engine.TraceLevel
		retained         int
	}{
		{"straight", "straight", straight(10), engine.NoTrace, 0},
		{"straight trace", "straight", straight(10), engine.FullTrace, 0},
		{"straight retained", "straight", straight(10), engine.NoTrace, 100_000},
		{"split", "split", split(5), engine.NoTrace, 0},
		{"split trace", "split", split(5), engine.FullTrace, 0},
		{"waiting", "waiting", waiting, engine.NoTrace, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			e := engine.New(options(c.level))
			if _, err := e.Deploy(engine.Deploy{Deployment: compiled(b, c.model, strings.ReplaceAll(waiting, "waiting", "other"))}); err != nil {
				b.Fatal(err)
			}
			for range c.retained {
				if _, err := e.StartInstance(engine.StartInstance{Key: "other"}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e.StartInstance(engine.StartInstance{Key: c.key}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "instances/s")
		})
	}
}

func BenchmarkCompleteTask(b *testing.B) {
	e := engine.New(options(engine.NoTrace))
	if _, err := e.Deploy(engine.Deploy{Deployment: compiled(b, `<process id="loop" isExecutable="true"><startEvent id="s"/><userTask id="u"/>
<sequenceFlow id="f" sourceRef="s" targetRef="u"/><sequenceFlow id="again" sourceRef="u" targetRef="u"/></process>`)}); err != nil {
		b.Fatal(err)
	}
	if _, err := e.StartInstance(engine.StartInstance{Key: "loop"}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := e.CompleteTask(engine.CompleteTask{Task: e.Tasks(0)[0].ID}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFork(b *testing.B) {
	e := engine.New(options(engine.FullTrace))
	if _, err := e.Deploy(engine.Deploy{Deployment: compiled(b, waiting)}); err != nil {
		b.Fatal(err)
	}
	if _, err := e.StartInstance(engine.StartInstance{Key: "waiting"}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		e.Fork()
	}
}
