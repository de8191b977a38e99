package bpmn_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
)

func FuzzParse(f *testing.F) {
	f.Add(chain(1))
	f.Add([]byte(`<definitions ` + namespaces + `><process id="p"><subProcess id="s"><subProcess id="s"><task id="t"/></subProcess>` +
		`<boundaryEvent attachedToRef="s"><eventDefinitionRef>d</eventDefinitionRef></boundaryEvent></subProcess>` +
		`<sequenceFlow id="f" sourceRef="s" targetRef="s"/></process><timerEventDefinition id="d"/></definitions>`))
	f.Add([]byte(`<definitions ` + namespaces + `><process><userTask><extensionElements><c:taskListener><timerEventDefinition/></c:taskListener>` +
		`<c:connector><c:inputOutput><c:inputParameter><c:script/></c:inputParameter></c:inputOutput></c:connector></extensionElements></userTask></process></definitions>`))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		defs, problems := bpmn.Parse(source.New("fuzz.bpmn", data), bpmn.Options{})
		if defs == nil {
			if len(problems) == 0 {
				t.Fatal("neither a model nor a problem")
			}
			return
		}
		checkInvariants(t, defs)
		for _, n := range defs.Elements {
			n.Base().Label()
		}
		for n := range defs.FlowNodes() {
			defs.Shape(n.ID)
		}
	})
}
