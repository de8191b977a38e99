package migration_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
)

// chain is a process of tasks with boundary timers, one behind the other; every
// tenth task has another id in each version.
func chain(b *testing.B, tasks int, version string) *program.Process {
	b.Helper()
	var x strings.Builder
	x.WriteString(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s"/>`)
	before := "s"
	for i := range tasks {
		id := fmt.Sprintf("t%d", i)
		if i%10 == 0 {
			id += "v" + version
		}
		fmt.Fprintf(&x, `<sequenceFlow id="f%d" sourceRef="%s" targetRef="%s"/><userTask id="%[3]s" name="Task %[1]d"/>
<boundaryEvent id="b%[1]d" attachedToRef="%[3]s"><timerEventDefinition><timeDuration>P%[4]sD</timeDuration></timerEventDefinition></boundaryEvent>`, i, before, id, version)
		before = id
	}
	x.WriteString(`</process></definitions>`)
	d, problems := bpmn.Parse(source.New("p.bpmn", []byte(x.String())), bpmn.Options{})
	if d == nil {
		b.Fatal(problems)
	}
	return program.Build(d, program.Options{})[0]
}

// BenchmarkCompare reviews a pair of 500 elements both ways, suggestions
// included.
func BenchmarkCompare(b *testing.B) {
	old, new := chain(b, 166, "1"), chain(b, 166, "2")
	b.ReportAllocs()
	for b.Loop() {
		if c := migration.Compare([]*program.Process{old}, []*program.Process{new}, migration.Options{}); len(c[0].Forward.Suggestions) == 0 {
			b.Fatal("no suggestions")
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	p := migration.Pair{Source: chain(b, 166, "1"), Target: chain(b, 166, "2")}
	b.ReportAllocs()
	for b.Loop() {
		instructions, _ := migration.Generate(p, false)
		if !migration.Validate(p, engine.Plan{Instructions: instructions}).Accepted() {
			b.Fatal("refused")
		}
	}
}
