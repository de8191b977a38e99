package edit_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/source"
)

func Example() {
	data := []byte(`<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>
  <process id="claim">
    <userTask   id="Activity_0abc123" name='Check' />
    <sequenceFlow id="again" sourceRef="Activity_0abc123" targetRef="Activity_0abc123"/>
  </process>
</definitions>
`)
	d, _ := bpmn.Parse(source.New("claim.bpmn", data), bpmn.Options{})
	draft := edit.New(d).Draft()
	draft.RenameID(d.ByID("Activity_0abc123"), "check")
	fix, err := draft.Fix("rename it to check", false)
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := source.Apply(data, fix.Edits)
	fmt.Printf("%s%v\n", after, err)
	// Output:
	// <definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>
	//   <process id="claim">
	//     <userTask   id="check" name='Check' />
	//     <sequenceFlow id="again" sourceRef="check" targetRef="check"/>
	//   </process>
	// </definitions>
	// <nil>
}
