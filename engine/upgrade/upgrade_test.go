package upgrade_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/upgrade"
	"github.com/bpmnlint/bpmnlint/source"
)

const head = `<definitions xmlns="` + bpmn.ModelNamespace + `" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn" targetNamespace="t">
<process id="p" isExecutable="true" camunda:historyTimeToLive="P1D">`

func start(cycle string) string {
	return head + `<startEvent id="s"><timerEventDefinition><timeCycle>` + cycle + `</timeCycle></timerEventDefinition></startEvent></process></definitions>`
}

func catch(cycle string) string {
	return head + `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/><intermediateCatchEvent id="c"><timerEventDefinition><timeCycle>` +
		cycle + `</timeCycle></timerEventDefinition></intermediateCatchEvent></process></definitions>`
}

func task(attributes, content string) string {
	return head + `<startEvent id="s"/><serviceTask id="t" ` + attributes + `>` + content + `</serviceTask></process></definitions>`
}

func TestChanges(t *testing.T) {
	t.Parallel()
	const cycle = `<extensionElements><camunda:failedJobRetryTimeCycle>R5/PT1M</camunda:failedJobRetryTimeCycle></extensionElements>`
	tests := map[string]struct {
		model, from, to string
		want            []string // kind: the converted text
	}{
		"seven fields":        {start("0 0 3 * * ? *"), "camunda-7.19", "camunda-7.24", []string{"upgrade-refused: 0 0 3 * * ?"}},
		"a single year":       {start("0 0 3 1 1 ? 2031"), "camunda-7.19", "camunda-7.24", []string{"upgrade-refused:"}},
		"seven, not at start": {catch("0 0 3 * * ? *"), "camunda-7.19", "camunda-7.24", []string{"upgrade-cron-fails: 0 0 3 * * ?"}},
		"weekday":             {start("0 0 3 ? * 2"), "camunda-7.19", "camunda-7.24", []string{"upgrade-cron-differs: 0 0 3 ? * MON"}},
		"named weekday":       {start("0 0 3 ? * MON"), "camunda-7.19", "camunda-7.24", nil},
		"to a like dialect":   {start("0 0 3 * * ? *"), "camunda-7.19", "cibseven-2.0", nil},
		"back":                {start("@daily"), "camunda-7.24", "cibseven-2.0", []string{"upgrade-refused:"}},
		"refused by both":     {start("often"), "camunda-7.19", "camunda-7.24", nil},
		"an expression":       {start("${cycle}"), "camunda-7.19", "camunda-7.24", nil},
		"namespace": {
			task(`activiti:class="org.example.Charge"`, ""), "camunda-7.24", "operaton-1.0",
			[]string{"upgrade-namespace-lost:", "upgrade-refused:"},
		},
		"namespace kept": {task(`activiti:class="org.example.Charge"`, ""), "camunda-7.19", "camunda-7.24", nil},
		"no time to live": {
			strings.Replace(task(`camunda:class="org.example.Charge"`, ""), ` camunda:historyTimeToLive="P1D"`, "", 1),
			"camunda-7.19", "camunda-7.20", []string{"upgrade-time-to-live:"},
		},
		"retries": {task(`camunda:asyncBefore="true" camunda:class="org.example.Charge"`, cycle), "camunda-7.23", "camunda-7.24", []string{"upgrade-retry-cycle-count:"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, problems := bpmn.Parse(source.New("p.bpmn", []byte(test.model)), bpmn.Options{})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var got []string
			for _, c := range upgrade.Changes(d, options(t, test.from), options(t, test.to)) {
				got = append(got, strings.TrimSpace(string(c.Kind)+": "+c.Converted))
				if c.Message == "" || c.Help == "" || c.Element == nil || c.Span.End <= c.Span.Start {
					t.Errorf("a change without message, help or place: %+v", c)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func options(t *testing.T, name string) compile.Options {
	t.Helper()
	p, err := platform.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return compile.Options{Platform: p}
}
