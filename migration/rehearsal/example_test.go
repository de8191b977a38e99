package rehearsal_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

// A step that now comes before the approval is not run by instances that wait
// for it.
func ExampleRehearse() {
	version := func(steps string) *program.Process {
		d, _ := bpmn.Parse(source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="example">
  <process id="order" isExecutable="true">
    <startEvent id="start" /> <userTask id="approve" /> <serviceTask id="reserve" camunda:class="Reserve" /> `+steps+`
  </process>
</definitions>`)), bpmn.Options{})
		return program.Build(d, program.Options{})[0]
	}
	old := version(`<sequenceFlow id="f1" sourceRef="start" targetRef="approve" /> <sequenceFlow id="f2" sourceRef="approve" targetRef="reserve" />`)
	new := version(`<sequenceFlow id="f1" sourceRef="start" targetRef="reserve" /> <sequenceFlow id="f2" sourceRef="reserve" targetRef="approve" />`)
	change := migration.Compare([]*program.Process{old}, []*program.Process{new}, migration.Options{})[0]
	result, err := rehearsal.Rehearse(change.Forward, rehearsal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range result.Findings {
		fmt.Println(f.Diagnostic.Message)
		fmt.Println(f.Path())
	}
	// Output:
	// service task reserve is never run by instances that are migrated with a token at user task approve: it lies ahead of them in the old version, and behind them in the new one
	// start; migrate
}
