package program_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// Example follows a token from the start of a process to where it waits.
func Example() {
	f := source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://example.com">
  <process id="order" isExecutable="true">
    <startEvent id="placed" />
    <sequenceFlow id="first" sourceRef="placed" targetRef="charge" />
    <serviceTask id="charge" camunda:class="com.example.Charge" />
    <sequenceFlow id="then" sourceRef="charge" targetRef="check" />
    <userTask id="check" camunda:assignee="${clerk}" />
    <boundaryEvent id="late" attachedToRef="check">
      <timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition>
    </boundaryEvent>
  </process>
</definitions>`))
	defs, _ := bpmn.Parse(f, bpmn.Options{})
	process := program.Build(defs, program.Options{})[0]

	at := process.Activities[program.Root].Initial
	for {
		a := &process.Activities[at]
		fmt.Println(a.ID, "is", a.Behavior)
		if a.Behavior == program.UserTaskBehavior || len(a.Outgoing) == 0 {
			break
		}
		at = process.Flows[a.Outgoing[0]].Target
	}
	check := &process.Activities[at]
	fmt.Println("assigned to", check.UserTask.Assignee.Text)
	for _, t := range check.Declarations.Timers {
		fmt.Println(process.Activities[t.Activity].ID, "after", t.Value.Text)
	}
	// Output:
	// placed is none start
	// charge is class
	// check is user task
	// assigned to ${clerk}
	// late after P2D
}
