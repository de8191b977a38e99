package bpmn_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
)

func ExampleParse() {
	f := source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <process id="order">
    <userTask id="check" name="Check order" camunda:assignee="clerk" />
    <endEvent id="done" />
    <sequenceFlow id="flow" sourceRef="check" targetRef="done" />
  </process>
</definitions>`))
	defs, problems := bpmn.Parse(f, bpmn.Options{})
	if defs == nil {
		fmt.Println(problems)
		return
	}
	for n := range defs.FlowNodes() {
		fmt.Println(n.Label(), "at line", f.Pos(n.Span().Start).Line)
		if n.UserTask != nil {
			fmt.Println("  assigned to", n.UserTask.Assignee.Text())
		}
		for _, flow := range n.Outgoing {
			fmt.Println("  then", flow.Target.Label())
		}
	}
	// Output:
	// user task "Check order" at line 4
	//   assigned to clerk
	//   then end event done
	// end event done at line 5
}
