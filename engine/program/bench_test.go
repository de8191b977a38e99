package program_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// chain returns a model as a modeler writes it, but for the diagram: n service
// tasks, each followed by a gateway that leads to a user task with a timer.
func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `
    <serviceTask id="charge_%[1]d" name="Charge card" camunda:type="external" camunda:topic="charge-card" camunda:asyncBefore="true">
      <extensionElements>
        <camunda:inputOutput>
          <camunda:inputParameter name="amount">${order.amount}</camunda:inputParameter>
          <camunda:outputParameter name="receipt">${receipt}</camunda:outputParameter>
        </camunda:inputOutput>
        <camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>
      </extensionElements>
      <incoming>to_%[1]d</incoming>
      <outgoing>charged_%[1]d</outgoing>
    </serviceTask>
    <sequenceFlow id="charged_%[1]d" sourceRef="charge_%[1]d" targetRef="ok_%[1]d" />
    <exclusiveGateway id="ok_%[1]d" name="Charged?" default="no_%[1]d">
      <incoming>charged_%[1]d</incoming>
      <outgoing>yes_%[1]d</outgoing>
      <outgoing>no_%[1]d</outgoing>
    </exclusiveGateway>
    <sequenceFlow id="yes_%[1]d" name="yes" sourceRef="ok_%[1]d" targetRef="check_%[1]d">
      <conditionExpression xsi:type="tFormalExpression">${charged}</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="no_%[1]d" sourceRef="ok_%[1]d" targetRef="failed_%[1]d" />
    <userTask id="check_%[1]d" name="Check order" camunda:candidateGroups="clerks">
      <incoming>yes_%[1]d</incoming>
      <outgoing>to_%[2]d</outgoing>
    </userTask>
    <boundaryEvent id="late_%[1]d" name="2 days" attachedToRef="check_%[1]d" cancelActivity="false">
      <timerEventDefinition id="timer_%[1]d">
        <timeDuration xsi:type="tFormalExpression">P2D</timeDuration>
      </timerEventDefinition>
    </boundaryEvent>
    <endEvent id="failed_%[1]d" name="Failed"><incoming>no_%[1]d</incoming></endEvent>
    <sequenceFlow id="to_%[2]d" sourceRef="check_%[1]d" targetRef="charge_%[2]d" />`, i, i+1)
	}
	fmt.Fprintf(&b, `<sequenceFlow id="to_0" sourceRef="s" targetRef="charge_0" /><endEvent id="charge_%d" />`, n)
	return inProcess(b.String())
}

// BenchmarkBuild stands beside what it costs to read the same model.
func BenchmarkBuild(b *testing.B) {
	text := []byte(chain(8))
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			bpmn.Parse(source.New("model.bpmn", text), bpmn.Options{})
		}
	})
	d := parse(b, string(text))
	b.Run("build", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			program.Build(d, program.Options{})
		}
	})
}
