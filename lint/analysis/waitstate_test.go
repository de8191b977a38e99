package analysis_test

import (
	"slices"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/google/go-cmp/cmp"
)

func TestIsWaitState(t *testing.T) {
	t.Parallel()
	// Ids begin with w where a token can rest.
	const model = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="http://camunda.org/schema/1.0/bpmn">
	<process id="p">
		<startEvent id="start" /><startEvent id="wStart" c:asyncBefore="true" />
		<userTask id="wUser" /><receiveTask id="wReceive" /><callActivity id="wCall" /><eventBasedGateway id="wEvents" />
		<manualTask id="manual" /><scriptTask id="script" /><scriptTask id="wScript" c:asyncAfter="true" />
		<serviceTask id="class" c:class="x" /><serviceTask id="wExternal" c:type="external" c:topic="t" />
		<serviceTask id="wInner" c:class="x"><multiInstanceLoopCharacteristics c:asyncBefore="true" /></serviceTask>
		<boundaryEvent id="wTimer" attachedToRef="class"><timerEventDefinition /></boundaryEvent>
		<boundaryEvent id="compensation" attachedToRef="class"><compensateEventDefinition /></boundaryEvent>
		<intermediateCatchEvent id="link"><linkEventDefinition name="a" /></intermediateCatchEvent>
		<intermediateCatchEvent id="wCatch"><messageEventDefinition /></intermediateCatchEvent>
		<intermediateThrowEvent id="throw"><messageEventDefinition c:class="x" /></intermediateThrowEvent>
		<intermediateThrowEvent id="wThrow"><messageEventDefinition c:type="external" c:topic="t" /></intermediateThrowEvent>
		<exclusiveGateway id="either" /><parallelGateway id="fork" /><parallelGateway id="wJoin" /><inclusiveGateway id="wMerge" />
		<endEvent id="end" />
		<sequenceFlow id="f1" sourceRef="either" targetRef="fork" />
		<sequenceFlow id="f2" sourceRef="fork" targetRef="wJoin" /><sequenceFlow id="f3" sourceRef="fork" targetRef="wJoin" />
		<sequenceFlow id="f4" sourceRef="fork" targetRef="wMerge" /><sequenceFlow id="f5" sourceRef="fork" targetRef="wMerge" />
		<sequenceFlow id="f6" sourceRef="wJoin" targetRef="either" /><sequenceFlow id="f7" sourceRef="wMerge" targetRef="either" />
	</process></definitions>`
	d, _ := bpmn.Parse(source.New("model.bpmn", []byte(model)), bpmn.Options{})
	var want, got []string
	for _, n := range d.Processes[0].FlowNodes {
		if n.ID[0] == 'w' {
			want = append(want, n.ID)
		}
		if analysis.IsWaitState(n) {
			got = append(got, n.ID)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("wait states (-want +got):\n%s", d)
	}
}
