package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/source"
)

func TestSavePoints(t *testing.T) {
	t.Parallel()
	const model = `<definitions xmlns="` + bpmn.ModelNamespace + `" xmlns:camunda="` + bpmn.CamundaNamespace + `"><process id="p" isExecutable="true">
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="a"/>
<serviceTask id="a" camunda:asyncBefore="true"/><sequenceFlow id="f2" sourceRef="a" targetRef="split"/>
<exclusiveGateway id="split" default="f4"/><sequenceFlow id="f3" sourceRef="split" targetRef="b"/><sequenceFlow id="f4" sourceRef="split" targetRef="ask"/>
<serviceTask id="b" camunda:asyncAfter="true"/><sequenceFlow id="f5" sourceRef="b" targetRef="c"/>
<userTask id="ask"/><sequenceFlow id="f6" sourceRef="ask" targetRef="c"/>
<boundaryEvent id="late" attachedToRef="ask"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
<sequenceFlow id="f7" sourceRef="late" targetRef="c"/>
<serviceTask id="c"/></process></definitions>`
	d, problems := bpmn.Parse(source.New("p.bpmn", []byte(model)), bpmn.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tests := map[string][]string{
		"a":     {"before a job: a"},
		"split": {"before a job: a split"},
		"b":     {"before a job: a split b"},
		"ask":   {"before a job: a split ask"},
		"c":     {"behind b job: c", "behind ask wait: c", "behind late job: c"},
		"start": nil,
	}
	for id, want := range tests {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range analysis.SavePoints(d.ByID(id).(*bpmn.FlowNode)) {
				words := []string{"before"}
				if p.Behind {
					words[0] = "behind"
				}
				words = append(words, p.Start.ID, p.Kind+":")
				for _, s := range p.Steps {
					words = append(words, s.ID)
				}
				got = append(got, strings.Join(words, " "))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
