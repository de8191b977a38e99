package analysis_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/source"
)

// read parses what is inside of definitions.
func read(t *testing.T, content string) *bpmn.Definitions {
	t.Helper()
	d, problems := bpmn.Parse(source.New("model.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
		xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn">`+
		content+`</definitions>`)), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	return d
}

var camunda = []string{bpmn.CamundaNamespace, bpmn.ActivitiNamespace}

func TestMeantExtensions(t *testing.T) {
	t.Parallel()
	tests := []struct{ element, attribute, meant string }{
		{"userTask", "camunda:asignee", "camunda:assignee"},
		{"userTask", "camunda:candidategroups", "camunda:candidateGroups"},
		{"userTask", "c:candidateGroup", "c:candidateGroups"},
		{"userTask", "camunda:dueDtae", "camunda:dueDate"},
		{"userTask", "activiti:async_before", "activiti:asyncBefore"},
		{"userTask", "camunda:asyncBeforeAfter", ""},
		{"userTask", "camunda:candidateXs", ""},
		{"userTask", "camunda:variableName2", ""},
		{"userTask", "camunda:skipExpression", ""},
		{"serviceTask", "camunda:topc", "camunda:topic"},
		{"serviceTask", "camunda:klass", "camunda:class"},
		{"serviceTask", "camunda:asignee", ""},
		{"callActivity", "camunda:calledElementVersoin", "camunda:calledElementVersion"},
		{"callActivity", "camunda:calledElementVersionTags", "camunda:calledElementVersionTag"},
		{"multiInstance", "camunda:colection", "camunda:collection"},
	}
	for _, tt := range tests {
		t.Run(tt.element+"/"+tt.attribute, func(t *testing.T) {
			t.Parallel()
			element := fmt.Sprintf(`<%s id="x" %s="y"/>`, tt.element, tt.attribute)
			if tt.element == "multiInstance" {
				element = fmt.Sprintf(`<userTask id="x"><multiInstanceLoopCharacteristics %s="y"/></userTask>`, tt.attribute)
			}
			found := analysis.UnreadExtensions(read(t, `<process id="p" isExecutable="true">`+element+`</process>`), camunda)
			if len(found) != 1 {
				t.Fatalf("%d extensions found, want one", len(found))
			}
			if got := found[0]; got.Name != tt.attribute || got.Meant != tt.meant || got.Known {
				t.Errorf("%s means %q, want %q (known: %v)", got.Name, got.Meant, tt.meant, got.Known)
			}
		})
	}
}

// TestUnreadExtensionsAreFoundAtTheirElement follows the place that is told back
// to the XML element.
func TestUnreadExtensionsAreFoundAtTheirElement(t *testing.T) {
	t.Parallel()
	d := read(t, `<process id="p" isExecutable="true"><userTask id="x" camunda:asignee="joe"><extensionElements>
		<camunda:inputOutput><camunda:inputParameter name="a"/><camunda:inputParamter name="b"/></camunda:inputOutput>
		<camunda:formData><camunda:formField id="f" lable="g"/></camunda:formData>
		</extensionElements></userTask></process>`)
	var got []string
	for _, x := range analysis.UnreadExtensions(d, camunda) {
		n := 0
		at := x.Owner.XML
		for e := range x.Owner.XML.Descendants() {
			if n++; n == x.Inside() {
				at = e
			}
		}
		if at != x.XML {
			t.Errorf("%s is told to be in %s", x.Name, at.Local)
		}
		got = append(got, x.Owner.ID+" "+x.XML.Local+" "+x.Name)
	}
	want := []string{"x userTask camunda:asignee", "x inputParamter camunda:inputParamter", "x formField lable"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("extensions (-want +got):\n%s", diff)
	}
}

// TestNamespacesThatAreNotRead leaves them to those who ask for one finding of
// the whole file.
func TestNamespacesThatAreNotRead(t *testing.T) {
	t.Parallel()
	d := read(t, `<process id="p" isExecutable="true"><userTask id="x" activiti:asignee="joe"/></process>`)
	if found := analysis.UnreadExtensions(d, []string{bpmn.OperatonNamespace, bpmn.CamundaNamespace}); len(found) > 0 {
		t.Errorf("%d extensions found in a namespace that the engine does not read", len(found))
	}
}
