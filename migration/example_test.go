package migration_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
)

// Example asks what a release does to instances that wait.
func Example() {
	build := func(task string) *program.Process {
		d, _ := bpmn.Parse(source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="order" isExecutable="true">
    <startEvent id="placed" /><sequenceFlow id="f" sourceRef="placed" targetRef="pay" />
    <userTask id="pay" name="Pay" /><sequenceFlow id="g" sourceRef="pay" targetRef="`+task+`" />
    <userTask id="`+task+`" name="Check" />
  </process>
</definitions>`)), bpmn.Options{})
		return program.Build(d, program.Options{})[0]
	}
	pair := migration.Pair{Source: build("check"), Target: build("review")}
	instructions, _ := migration.Generate(pair, false)
	report := migration.Review(pair, engine.Plan{Instructions: instructions})
	for _, p := range report.Places {
		fmt.Println(migration.Label(pair.Source, p.Activity), p.Outcome)
	}
	for _, s := range report.Suggestions {
		fmt.Println("perhaps", s.Instruction.Source, "→", s.Instruction.Target, "because:", s.Reason)
	}
	// Output:
	// user task "Pay" migrates
	// user task "Check" refused
	// perhaps check → review because: same type and name, between the same elements
}
