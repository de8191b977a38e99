package lint_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

// BenchmarkProject measures the rules about all files together on a repository
// of 4,000 models, in which each process calls another one.
func BenchmarkProject(b *testing.B) {
	files := make([]*facts.Summary, 4000)
	for i := range files {
		xml := fmt.Sprintf(`<definitions xmlns=%q xmlns:camunda=%q id="d">
			<message id="m" name="message-%d"/><signal id="g" name="signal-%d"/>
			<process id="process-%d" isExecutable="true" camunda:historyTimeToLive="P30D">
				<startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent>
				<callActivity id="call" calledElement="process-%d"/>
				<serviceTask id="task1" camunda:type="external" camunda:topic="topic-first-%d"/>
				<serviceTask id="task2" camunda:type="external" camunda:topic="notify-customer"/>
				<userTask id="user" camunda:formRef="form-%d"/>
				<intermediateThrowEvent id="throw"><signalEventDefinition signalRef="g"/></intermediateThrowEvent>
			</process></definitions>`, bpmn.ModelNamespace, bpmn.CamundaNamespace, i, i%100, i, (i*7+1)%4000, i, i%300)
		d, _ := bpmn.Parse(source.New(fmt.Sprintf("unit%d/%d.bpmn", i%20, i), []byte(xml)), bpmn.Options{})
		m := facts.NewModel(d)
		m.Unit = fmt.Sprintf("unit%d", i%20)
		files[i] = facts.Summarize(m)
	}
	var on []rules.Rule
	for _, r := range builtin(b) {
		if r.Aggregates {
			on = append(on, r)
		}
	}
	set, err := policy.Compile(rules.FS(), on)
	if err != nil {
		b.Fatal(err)
	}
	project := facts.Project{Files: files, Whole: true, Complete: true, Forms: facts.NewForms()}
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			set.Encoder().EncodeProject(project)
		}
	})
	b.Run("rules", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, failures := set.ReportAll(context.Background(), set.Encoder().EncodeProject(project)); len(failures) > 0 {
				b.Fatal(failures[0].Err)
			}
		}
	})
	for _, r := range on {
		one, err := policy.Compile(rules.FS(), []rules.Rule{r})
		if err != nil {
			b.Fatal(err)
		}
		input := set.Encoder().EncodeProject(project)
		b.Run(r.ID, func(b *testing.B) {
			for b.Loop() {
				one.ReportAll(context.Background(), input)
			}
		})
	}
}
