package bpmn_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// chainHead begins the model that chain returns.
const chainHead = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://example.com/orders">
  <bpmn:process id="orders" name="Orders" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" name="Order placed">
      <bpmn:outgoing>to_0</bpmn:outgoing>
    </bpmn:startEvent>
`

// chainStep is one round of it; its arguments are the round's number and the
// next one's.
const chainStep = `    <bpmn:serviceTask id="charge_%[1]d" name="Charge card" camunda:type="external" camunda:topic="charge-card" camunda:asyncBefore="true">
      <bpmn:extensionElements>
        <camunda:inputOutput>
          <camunda:inputParameter name="amount">${order.amount}</camunda:inputParameter>
          <camunda:outputParameter name="receipt">${receipt}</camunda:outputParameter>
        </camunda:inputOutput>
        <camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>
      </bpmn:extensionElements>
      <bpmn:incoming>to_%[1]d</bpmn:incoming>
      <bpmn:outgoing>charged_%[1]d</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:exclusiveGateway id="ok_%[1]d" name="Charged?" default="no_%[1]d">
      <bpmn:incoming>charged_%[1]d</bpmn:incoming>
      <bpmn:outgoing>yes_%[1]d</bpmn:outgoing>
      <bpmn:outgoing>no_%[1]d</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:userTask id="check_%[1]d" name="Check order" camunda:candidateGroups="clerks">
      <bpmn:incoming>yes_%[1]d</bpmn:incoming>
      <bpmn:outgoing>to_%[2]d</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="late_%[1]d" name="2 days" attachedToRef="check_%[1]d" cancelActivity="false">
      <bpmn:timerEventDefinition id="timer_%[1]d">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P2D</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="failed_%[1]d" name="Failed">
      <bpmn:incoming>no_%[1]d</bpmn:incoming>
    </bpmn:endEvent>
`

// chain returns a model as a modeler writes it: n service tasks, each followed
// by a gateway that leads to a user task with a timer, and the diagram.
func chain(n int) []byte {
	var b, di strings.Builder
	b.WriteString(chainHead)
	shape := func(id string, i int) {
		fmt.Fprintf(&di, `      <bpmndi:BPMNShape id="%s_di" bpmnElement="%s">
        <dc:Bounds x="%d" y="180" width="100" height="80" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="%d" y="200" width="60" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
`, id, id, 150*i, 150*i)
	}
	flow := func(id, from, to, condition string) {
		if condition == "" {
			fmt.Fprintf(&b, "    <bpmn:sequenceFlow id=%q sourceRef=%q targetRef=%q />\n", id, from, to)
		} else {
			fmt.Fprintf(&b, `    <bpmn:sequenceFlow id=%q name="yes" sourceRef=%q targetRef=%q>
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${%s}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
`, id, from, to, condition)
		}
		fmt.Fprintf(&di, `      <bpmndi:BPMNEdge id="%s_di" bpmnElement="%s">
        <di:waypoint x="215" y="220" />
        <di:waypoint x="270" y="220" />
        <di:waypoint x="270" y="340" />
      </bpmndi:BPMNEdge>
`, id, id)
	}
	shape("start", 0)
	from := "start"
	for i := range n {
		fmt.Fprintf(&b, chainStep, i, i+1)
		for _, id := range []string{"charge", "ok", "check", "late", "failed"} {
			shape(fmt.Sprintf("%s_%d", id, i), i)
		}
		flow(fmt.Sprintf("to_%d", i), from, fmt.Sprintf("charge_%d", i), "")
		flow(fmt.Sprintf("charged_%d", i), fmt.Sprintf("charge_%d", i), fmt.Sprintf("ok_%d", i), "")
		flow(fmt.Sprintf("yes_%d", i), fmt.Sprintf("ok_%d", i), fmt.Sprintf("check_%d", i), "charged")
		flow(fmt.Sprintf("no_%d", i), fmt.Sprintf("ok_%d", i), fmt.Sprintf("failed_%d", i), "")
		from = fmt.Sprintf("check_%d", i)
	}
	b.WriteString("    <bpmn:endEvent id=\"end\" />\n")
	shape("end", n)
	flow(fmt.Sprintf("to_%d", n), from, "end", "")
	b.WriteString("  </bpmn:process>\n  <bpmndi:BPMNDiagram id=\"diagram\">\n    <bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"orders\">\n")
	b.WriteString(di.String())
	b.WriteString("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	data := chain(4)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if defs, problems := bpmn.Parse(source.New("orders.bpmn", data), bpmn.Options{}); defs == nil || problems != nil {
			b.Fatal(problems)
		}
	}
}

// BenchmarkXML is what of BenchmarkParse is spent on XML.
func BenchmarkXML(b *testing.B) {
	data := chain(4)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := xmltree.Parse(source.New("orders.bpmn", data), xmltree.Options{}); problems != nil {
			b.Fatal(problems)
		}
	}
}

func BenchmarkFromDocument(b *testing.B) {
	data := chain(4)
	doc, _ := xmltree.Parse(source.New("orders.bpmn", data), xmltree.Options{})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if defs, problems := bpmn.FromDocument(doc); defs == nil || problems != nil {
			b.Fatal(problems)
		}
	}
}
