package engine_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/source"
)

// ExampleEngine_Migrate moves an instance to a version in which its task has
// another id: refused without an instruction, carried on with one.
func ExampleEngine_Migrate() {
	version := func(task string) *compile.Deployment {
		text := strings.ReplaceAll(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://example.com">
  <process id="order" isExecutable="true">
    <startEvent id="placed" />
    <sequenceFlow id="then" sourceRef="placed" targetRef="TASK" />
    <userTask id="TASK" />
  </process>
</definitions>`, "TASK", task)
		model, _ := bpmn.Parse(source.New("order.bpmn", []byte(text)), bpmn.Options{})
		deployment, _ := compile.Compile([]*bpmn.Definitions{model}, compile.Options{})
		return deployment
	}
	e := engine.New(engine.Options{})
	before, err := e.Deploy(engine.Deploy{Deployment: version("check")})
	if err != nil {
		fmt.Println(err)
	}
	order, err := e.StartInstance(engine.StartInstance{Key: "order"})
	if err != nil {
		fmt.Println(err)
	}
	after, err := e.Deploy(engine.Deploy{Deployment: version("review")})
	if err != nil {
		fmt.Println(err)
	}

	c := engine.Migrate{Plan: engine.Plan{Source: before[0].ID, Target: after[0].ID}, Instances: []engine.ID{order}}
	var refused *engine.Refusal
	if errors.As(e.Migrate(c), &refused) {
		fmt.Println(refused.Report.Activities[0].Scope, refused.Report.Activities[0].Failures)
	}
	c.Plan.Instructions = []engine.Instruction{{Source: "check", Target: "review"}}
	if err := e.Migrate(c); err != nil {
		fmt.Println(err)
	}
	for _, t := range e.Tasks(order) {
		fmt.Println("waits for", t.Key)
	}
	// Output:
	// check [There is no migration instruction for this instance's activity]
	// waits for review
}
