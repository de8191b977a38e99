package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn/schema"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

const head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="t">`

func validate(text string) []string {
	doc, _ := xmltree.Parse(source.New("m.bpmn", []byte(text)), xmltree.Options{})
	out := []string{}
	for _, p := range schema.Validate(doc) {
		key, _, _ := strings.Cut(p.Message, ":")
		out = append(out, fmt.Sprintf("%s %s", key, p.Element.Local))
	}
	return out
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		content string
		want    []string
	}{
		"valid":                        {`<process id="p" isExecutable="true"><startEvent id="s"><outgoing>f</outgoing></startEvent><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/></process>`, []string{}},
		"extensions are not looked at": {`<process id="p" c:any="1"><extensionElements><c:field nonsense="x"><c:deeper/></c:field></extensionElements></process>`, []string{}},
		"BPMN within an extension is": {`<process id="p"><extensionElements><c:listener><timerEventDefinition nonsense="x"/></c:listener></extensionElements></process>`,
			[]string{"cvc-complex-type.3.2.2 timerEventDefinition"}},
		"child out of place, reported once": {`<process id="p"><task id="a"/><extensionElements/><documentation/></process>`,
			[]string{"cvc-complex-type.2.4.a extensionElements"}},
		"choice": {`<process id="p"><startEvent id="s"><timerEventDefinition><timeDate>a</timeDate><timeCycle>b</timeCycle></timerEventDefinition></startEvent></process>`,
			[]string{"cvc-complex-type.2.4.d timeCycle"}},
		"incomplete": {`<process id="p"><startEvent id="s"><conditionalEventDefinition/></startEvent></process>`,
			[]string{"cvc-complex-type.2.4.b conditionalEventDefinition"}},
		"missing attributes": {`<process id="p"><sequenceFlow id="f"/></process>`,
			[]string{"cvc-complex-type.4 sequenceFlow", "cvc-complex-type.4 sequenceFlow"}},
		"ids": {`<process id="p"><task id="a"/><task id="a"/><task id="1"/></process>`,
			[]string{"cvc-id.2 task", "cvc-attribute.3 task", "cvc-datatype-valid.1.2.1 task", "cvc-attribute.3 task"}},
		"reference to nothing, at the end": {`<process id="p"><sequenceFlow id="f" sourceRef="a" targetRef="b"/><task id="a"/></process>`,
			[]string{"cvc-id.1 sequenceFlow"}},
		"values": {`<process id="p" isExecutable="yes" processType="Secret"/>`,
			[]string{"cvc-datatype-valid.1.2.1 process", "cvc-attribute.3 process", "cvc-enumeration-valid process", "cvc-attribute.3 process"}},
		"text where there can be none": {`<process id="p">hello</process>`, []string{"cvc-complex-type.2.3 process"}},
		"content of a value": {`<process id="p"><task id="a"><incoming>a b</incoming></task></process>`,
			[]string{"cvc-datatype-valid.1.2.1 incoming", "cvc-type.3.1.3 incoming"}},
		"undeclared prefix": {`<process id="p"><receiveTask id="a" messageRef="x:m"/></process>`,
			[]string{"UndeclaredPrefix receiveTask", "cvc-attribute.3 receiveTask"}},
		"xsi:type": {`<process id="p"><sequenceFlow id="f" sourceRef="a" targetRef="a"><conditionExpression xsi:type="tNothing"/></sequenceFlow><task id="a"/></process>`,
			[]string{"cvc-elt.4.2 conditionExpression"}},
		"diagram": {`<process id="p"/><di:BPMNDiagram><di:BPMNPlane><di:BPMNShape><dc:Bounds x="1" y="2" width="3" height="wide"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>`,
			[]string{"cvc-datatype-valid.1.2.1 Bounds", "cvc-attribute.3 Bounds"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, validate(head+test.content+"</definitions>")); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if got := validate(`<note/>`); len(got) != 1 || got[0] != "cvc-elt.1.a note" {
		t.Errorf("another root: %q", got)
	}
}

func FuzzValidate(f *testing.F) {
	f.Add(head + `<process id="p"><task id="a"/></process></definitions>`)
	f.Add(head + `<process id="p"><userTask id="a"><humanPerformer><resourceRef>a</resourceRef></humanPerformer></userTask></process></definitions>`)
	f.Fuzz(func(t *testing.T, text string) {
		doc, _ := xmltree.Parse(source.New("m.bpmn", []byte(text)), xmltree.Options{MaxBytes: 1 << 16})
		for _, p := range schema.Validate(doc) {
			if p.Sentence == "" || p.Position < 0 || p.Position > len(text)*4 {
				t.Errorf("%+v", p)
			}
		}
	})
}
