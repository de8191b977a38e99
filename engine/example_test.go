package engine_test

import (
	"fmt"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/source"
)

// Example runs a process until it waits, and lets a timer pass.
func Example() {
	f := source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://example.com">
  <process id="order" isExecutable="true">
    <startEvent id="placed" />
    <sequenceFlow id="first" sourceRef="placed" targetRef="charge" />
    <serviceTask id="charge" camunda:class="com.example.Charge" />
    <sequenceFlow id="then" sourceRef="charge" targetRef="check" />
    <userTask id="check" />
    <boundaryEvent id="late" attachedToRef="check">
      <timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition>
    </boundaryEvent>
    <sequenceFlow id="else" sourceRef="late" targetRef="remind" />
    <userTask id="remind" />
  </process>
</definitions>`))
	model, _ := bpmn.Parse(f, bpmn.Options{})
	deployment, _ := compile.Compile([]*bpmn.Definitions{model}, compile.Options{})
	e := engine.New(engine.Options{Behaviors: engine.Behaviors{Classes: map[string]engine.Behavior{
		"com.example.Charge": func(c *engine.Context) error {
			c.SetVariable("charged", true)
			return nil
		},
	}}})
	if _, err := e.Deploy(engine.Deploy{Deployment: deployment}); err != nil {
		fmt.Println(err)
	}
	order, err := e.StartInstance(engine.StartInstance{Key: "order"})
	if err != nil {
		fmt.Println(err)
	}
	for _, t := range e.Tasks(order) {
		fmt.Println("waits for", t.Key)
	}
	if err := e.Advance(engine.Advance{To: e.Now().Add(48 * time.Hour)}); err != nil {
		fmt.Println(err)
	}
	for _, a := range e.HistoricActivities(order) {
		fmt.Println(a.Activity, "canceled:", a.Canceled, "ended:", a.Ended != nil)
	}
	charged, _ := e.Variable(order, "charged")
	fmt.Println("charged:", charged)
	// Output:
	// waits for check
	// placed canceled: false ended: true
	// charge canceled: false ended: true
	// check canceled: true ended: true
	// late canceled: false ended: true
	// remind canceled: false ended: false
	// charged: true
}
