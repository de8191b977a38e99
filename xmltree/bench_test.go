package xmltree_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// model returns a process with n service tasks in a row, each with what a
// modeler writes for it, diagram included.
func model(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.20.0">
  <bpmn:process id="fulfilment" name="Order fulfilment" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" name="Order placed">
      <bpmn:outgoing>flow_0</bpmn:outgoing>
    </bpmn:startEvent>
`)
	for i := range n {
		fmt.Fprintf(&b, `    <bpmn:serviceTask id="Activity_%[1]d" name="Check stock of item %[1]d" camunda:asyncBefore="true" camunda:type="external" camunda:topic="check-stock">
      <bpmn:extensionElements>
        <camunda:inputOutput>
          <camunda:inputParameter name="item">${order.items[%[1]d]}</camunda:inputParameter>
        </camunda:inputOutput>
      </bpmn:extensionElements>
      <bpmn:incoming>flow_%[1]d</bpmn:incoming>
      <bpmn:outgoing>flow_%[2]d</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="flow_%[2]d" sourceRef="Activity_%[1]d" targetRef="Activity_%[2]d">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${amount &gt; %[1]d &amp;&amp; approved}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
`, i, i+1)
	}
	b.WriteString("  </bpmn:process>\n  <bpmndi:BPMNDiagram id=\"BPMNDiagram_1\">\n    <bpmndi:BPMNPlane id=\"BPMNPlane_1\" bpmnElement=\"fulfilment\">\n")
	for i := range n {
		fmt.Fprintf(&b, `      <bpmndi:BPMNShape id="Activity_%[1]d_di" bpmnElement="Activity_%[1]d">
        <dc:Bounds x="%[3]d" y="80" width="100" height="80" />
        <bpmndi:BPMNLabel />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="flow_%[2]d_di" bpmnElement="flow_%[2]d">
        <di:waypoint x="%[3]d" y="120" />
        <di:waypoint x="%[4]d" y="120" />
      </bpmndi:BPMNEdge>
`, i, i+1, 150*i, 150*i+50)
	}
	b.WriteString("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n</bpmn:definitions>\n")
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	for _, n := range []int{3, 16, 32} {
		data := model(n)
		b.Run(fmt.Sprintf("%dKB", len(data)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, problems := xmltree.Parse(source.New("a.bpmn", data), xmltree.Options{}); len(problems) > 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}

// BenchmarkRawTokens is what encoding/xml takes for the same models, the lower
// bound for Parse.
func BenchmarkRawTokens(b *testing.B) {
	for _, n := range []int{3, 16, 32} {
		data := model(n)
		b.Run(fmt.Sprintf("%dKB", len(data)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				dec := xml.NewDecoder(bytes.NewReader(data))
				for {
					_, err := dec.RawToken()
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
