package bpmn_test

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

func collect[T any](seq iter.Seq[T]) []T { return slices.Collect(seq) }

func dumpNodes[T bpmn.Node](nodes []T) string {
	var ids []string
	for _, n := range nodes {
		ids = append(ids, n.Base().ID)
	}
	return strings.Join(ids, " ")
}

func TestEvent(t *testing.T) {
	t.Parallel()
	const root = `<message id="m" name="M"/><signal id="s" name="S"/><error id="e" errorCode="E"/><escalation id="x" escalationCode="X"/>`
	for name, c := range map[string]struct{ xml, event, definition string }{
		"none start": {`<startEvent id="n" c:initiator="i" c:formKey="k"/>`, `Form={Key=k} IsInterrupting=true Initiator=i`, ``},
		"a start event's form fields": {
			`<startEvent id="n"><extensionElements><c:formData><c:formField id="f"/></c:formData></extensionElements></startEvent>`,
			`Form={Fields=[{}]} IsInterrupting=true`, ``,
		},
		"message": {
			`<startEvent id="n"><messageEventDefinition id="d" messageRef="m"/></startEvent>`,
			`IsInterrupting=true`, `Ref=m Message=#m`,
		},
		"qualified reference": {
			`<intermediateCatchEvent id="n"><signalEventDefinition id="d" signalRef=" tns:s&#10;"/></intermediateCatchEvent>`,
			``, `Ref=tns:s Signal=#s`,
		},
		"signal that throws": {
			`<intermediateThrowEvent id="n"><signalEventDefinition id="d" signalRef="s" c:async="true"><extensionElements><c:in source="a" target="b"/></extensionElements></signalEventDefinition></intermediateThrowEvent>`,
			``, `Ref=s Signal=#s In=[{Source=a Target=b}] Async=true`,
		},
		"message that throws": {
			`<endEvent id="n" c:class="No"><messageEventDefinition id="d" c:class="A"><extensionElements><c:field name="f"/></extensionElements></messageEventDefinition></endEvent>`,
			`Implementation={Class=A Fields=[{Name=f}]}`, `Implementation={Class=A Fields=[{Name=f}]}`,
		},
		"message by connector": {
			`<intermediateThrowEvent id="n"><messageEventDefinition id="d"><extensionElements><c:connector/></extensionElements></messageEventDefinition></intermediateThrowEvent>`,
			`Implementation={Connector={}}`, `Implementation={Connector={}}`,
		},
		"message that throws nothing": {
			`<intermediateThrowEvent id="n"><messageEventDefinition id="d"/></intermediateThrowEvent>`, ``, ``,
		},
		"timer": {
			`<boundaryEvent id="n" attachedToRef="host"><timerEventDefinition id="d"><timeDate>a</timeDate><timeDuration xsi:type="q:tFormalExpression">b</timeDuration><timeCycle c:resource="r">c</timeCycle></timerEventDefinition></boundaryEvent>`,
			`AttachedToRef=host AttachedTo=#host CancelActivity=true`,
			`TimeDate={Value=a} TimeDuration={Value=b XSIType=tFormalExpression} TimeCycle={Value=c Resource=r}`,
		},
		"error": {
			`<boundaryEvent id="n" attachedToRef="host" cancelActivity="false"><errorEventDefinition id="d" errorRef="e" c:errorCodeVariable="c" c:errorMessageVariable="m"/></boundaryEvent>`,
			`AttachedToRef=host AttachedTo=#host`, `Ref=e Error=#e ErrorCodeVariable=c ErrorMessageVariable=m`,
		},
		"escalation": {
			`<startEvent id="n" isInterrupting="false" parallelMultiple="true"><escalationEventDefinition id="d" escalationRef="x" c:escalationCodeVariable="v"/></startEvent>`,
			`ParallelMultiple=true`, `Ref=x Escalation=#x EscalationCodeVariable=v`,
		},
		"conditional": {
			`<startEvent id="n"><conditionalEventDefinition id="d" c:variableName="v" c:variableEvents="create, update"><condition xsi:type="tFormalExpression">${v}</condition></conditionalEventDefinition></startEvent>`,
			`IsInterrupting=true`, `Condition={Value=${v} XSIType=tFormalExpression} VariableName=v VariableEvents=create, update`,
		},
		"compensation": {
			`<endEvent id="n"><compensateEventDefinition id="d" activityRef="host"/></endEvent>`,
			``, `ActivityRef=host WaitForCompletion=true`,
		},
		"compensation that does not wait": {
			`<endEvent id="n"><compensateEventDefinition id="d" waitForCompletion="false"/></endEvent>`, ``, ``,
		},
		"link": {
			`<intermediateThrowEvent id="n"><linkEventDefinition id="d" name="L"><source>a</source><source>b</source><target>t</target></linkEventDefinition></intermediateThrowEvent>`,
			``, `Name=L LinkTarget=t LinkSources=[a, b]`,
		},
		"terminate": {`<endEvent id="n"><terminateEventDefinition id="d"/></endEvent>`, ``, ``},
		"cancel":    {`<endEvent id="n"><cancelEventDefinition id="d"/></endEvent>`, ``, ``},
		"reference to nothing": {
			`<endEvent id="n"><errorEventDefinition id="d" errorRef="nobody"/></endEvent>`, ``, `Ref=nobody`,
		},
		"reference to another type": {
			`<endEvent id="n"><errorEventDefinition id="d" errorRef="m"/></endEvent>`, ``, `Ref=m`,
		},
		"an attribute of another type": {
			`<endEvent id="n"><errorEventDefinition id="d" messageRef="m"/></endEvent>`, ``, ``,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defs := parse(t, root+`<process id="p"><task id="host"/>`+c.xml+`</process>`)
			n := defs.ByID("n").(*bpmn.FlowNode)
			event := strings.TrimSpace("Exclusive=true " + c.event)
			if c.definition != "" || defs.ByID("d") != nil {
				d := defs.ByID("d").(*bpmn.EventDefinition)
				if diff := cmp.Diff(c.definition, dump(d)); diff != "" {
					t.Errorf("definition: (-want +got)\n%s", diff)
				}
				if d.Event != n || len(n.EventDefinitions) != 1 || n.EventDefinitions[0] != d {
					t.Error("event and definition do not know each other")
				}
			}
			got := strings.Replace(dump(n), " EventDefinitions=[#d]", "", 1)
			if diff := cmp.Diff(event, got); diff != "" {
				t.Errorf("event: (-want +got)\n%s", diff)
			}
		})
	}
}

func TestEventDefinitionRef(t *testing.T) {
	t.Parallel()
	defs := parse(t, `
		<process id="p"><endEvent id="n"><eventDefinitionRef> tns:d </eventDefinitionRef><eventDefinitionRef>nothing</eventDefinitionRef><eventDefinitionRef>n</eventDefinitionRef></endEvent></process>
		<messageEventDefinition id="d" messageRef="m" c:class="A"/><message id="m"/>`)
	n := defs.ByID("n").(*bpmn.FlowNode)
	var got []string
	for _, d := range n.EventDefinitions {
		if !d.ByReference || d.Event != n || d.XML.Local != "eventDefinitionRef" || defs.Elements[d.Index] != bpmn.Node(d) {
			t.Errorf("%s does not stand in its event", d.Label())
		}
		got = append(got, string(d.Type)+": "+dump(d))
	}
	want := []string{
		"messageEventDefinition: ByReference=true DefinitionRef=tns:d Ref=m Message=#m Implementation={Class=A}",
		"eventDefinitionRef: ByReference=true DefinitionRef=nothing",
		"eventDefinitionRef: ByReference=true DefinitionRef=n",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if len(defs.EventDefinitions) != 1 || defs.EventDefinitions[0].ByReference || defs.EventDefinitions[0].Event != nil {
		t.Errorf("root event definitions: %v", defs.EventDefinitions)
	}
	if n.Implementation == nil || n.Implementation.Class.Text() != "A" {
		t.Error("the event does not run what its definition does")
	}
	if got := n.EventDefinitions[0].DefinitionRef.Span; string(defs.File.Text()[got.Start:got.End]) != "tns:d" {
		t.Errorf("place of the reference: %v", got)
	}
}
