package bpmn_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

func TestLabel(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 60)
	for xml, want := range map[string]string{
		`<userTask id="n" name="Check order"/>`:                                                                   `user task "Check order"`,
		`<exclusiveGateway id="n"/>`:                                                                              `exclusive gateway n`,
		`<eventBasedGateway id="n"/>`:                                                                             `event-based gateway n`,
		`<sequenceFlow id="n" name="yes"/>`:                                                                       `sequence flow "yes"`,
		`<startEvent id="n"/>`:                                                                                    `start event n`,
		`<startEvent id="n" name="a"><messageEventDefinition/></startEvent>`:                                      `message start event "a"`,
		`<endEvent id="n"><errorEventDefinition/></endEvent>`:                                                     `error end event n`,
		`<endEvent id="n"><x:errorEventDefinition/></endEvent>`:                                                   `end event n`,
		`<endEvent id="n"><compensateEventDefinition/></endEvent>`:                                                `compensation end event n`,
		`<intermediateThrowEvent id="n"><linkEventDefinition/></intermediateThrowEvent>`:                          `link intermediate throw event n`,
		`<boundaryEvent id="n" name="2 days"><timerEventDefinition/></boundaryEvent>`:                             `timer boundary event "2 days"`,
		`<startEvent id="n"><timerEventDefinition/><signalEventDefinition/></startEvent>`:                         `multiple start event n`,
		`<startEvent id="n" parallelMultiple="true"><timerEventDefinition/><signalEventDefinition/></startEvent>`: `parallel multiple start event n`,
		`<subProcess id="n" name="s"/>`:                                                                           `sub-process "s"`,
		`<subProcess id="n" triggeredByEvent="true"/>`:                                                            `event sub-process n`,
		`<adHocSubProcess id="n"/>`:                                                                               `ad-hoc sub-process n`,
		`<transaction id="n"/>`:                                                                                   `transaction n`,
		`<callActivity id="n"/>`:                                                                                  `call activity n`,
		`<dataObjectReference id="n"/>`:                                                                           `data object reference n`,
		`<laneSet id="n"/>`:                                                                                       `lane set n`,
		`<task id="n" name="  "/>`:                                                                                `task n`,
		`<task id="n" name=" two&#10;&#13;&#10;lines&#9;"/>`:                                                      `task "two lines"`,
		`<task id="n" name="a&#x202E;b&#x85;c&#x2028;d"/>`:                                                        `task "a b c d"`,
		`<task id="n" name="` + long + `"/>`:                                                                      `task "` + long + `"`,
		`<task id="n" name="` + long + `b"/>`:                                                                     `task "` + long[:2*59] + `…"`,
		`<task id="n" name="` + strings.Repeat("a", 58) + ` bb"/>`:                                                `task "` + strings.Repeat("a", 58) + `…"`,
		`<task><multiInstanceLoopCharacteristics id="n"/></task>`:                                                 `multi-instance loop n`,
	} {
		defs := parseProcess(t, xml)
		if got := defs.ByID("n").Base().Label(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", xml, got, want)
		}
	}
}

func TestLabelOfTheRest(t *testing.T) {
	t.Parallel()
	defs := parse(t, `<process id="p" name="Order"><serviceTask><extensionElements><c:executionListener id="l"/><c:inputOutput><c:inputParameter name="i"/></c:inputOutput>
		<c:in/><c:errorEventDefinition/></extensionElements></serviceTask><subProcess><startEvent><errorEventDefinition/></startEvent></subProcess></process><message name="Paid"/><bpmndi:BPMNDiagram><bpmndi:BPMNPlane><bpmndi:BPMNShape id="s"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`)
	var got []string
	for _, n := range defs.Elements {
		got = append(got, n.Base().Label())
	}
	want := `model|process "Order"|service task|execution listener l|input/output mapping|input parameter "i"|in mapping|error mapping|` +
		`sub-process|error start event|error event definition|message "Paid"|diagram|diagram plane|diagram shape s`
	if strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
	var none bpmn.Element
	if none.Label() != "element" || none.Attr("id") != nil || none.Extension("x") != nil || none.Span() != (bpmn.Ref{}).Span {
		t.Errorf("an element that was not read: %s", none.Label())
	}
}
