package edit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/source"
)

// BenchmarkRenameID renames every task of a model of 1,000, each in a draft of
// its own, as many findings do.
func BenchmarkRenameID(b *testing.B) {
	var s strings.Builder
	s.WriteString(head + `<process id="p">`)
	for i := range 1000 {
		fmt.Fprintf(&s, `<userTask id="Task_%d" name="Task" /><sequenceFlow id="f%d" sourceRef="Task_%d" targetRef="Task_%d" />`, i, i, i, (i+1)%1000)
	}
	s.WriteString(`</process></definitions>`)
	d, _ := bpmn.Parse(source.New("p.bpmn", []byte(s.String())), bpmn.Options{})
	b.ReportAllocs()
	for b.Loop() {
		m := edit.New(d)
		for n := range d.FlowNodes() {
			t := m.Draft()
			t.RenameID(n, "new_"+n.ID)
			if _, err := t.Fix("rename it", false); err != nil {
				b.Fatal(err)
			}
		}
	}
}
