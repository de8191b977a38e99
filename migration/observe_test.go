package migration_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
)

// process builds a process of this content.
func process(t *testing.T, key, content string) *program.Process {
	t.Helper()
	d, problems := bpmn.Parse(source.New("p.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t"><process id="`+key+`" isExecutable="true">`+content+`</process></definitions>`)), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	return program.Build(d, program.Options{})[0]
}

func review(old, new *program.Process) *migration.Report {
	return migration.Compare([]*program.Process{old}, []*program.Process{new}, migration.Options{})[0].Forward
}

// A class that waits for a signal is no place of the model; once instances are
// seen there, nothing is complete any more.
func TestObservedPlaceIsRefused(t *testing.T) {
	t.Parallel()
	p := process(t, "p", `<userTask id="check" /><serviceTask id="scan" name="Scan" camunda:class="org.example.Scan" />`)
	r := review(p, p)
	if !r.IsComplete() || len(r.Places) != 1 {
		t.Fatalf("before: complete %t, places %v", r.IsComplete(), r.Places)
	}
	scan, _ := p.ActivityByID("scan")
	place := r.Observe(scan)
	if place.Outcome != migration.Refused || r.IsComplete() {
		t.Errorf("place %+v, complete %t", place, r.IsComplete())
	}
	if r.Observe(scan); len(r.Places) != 2 || r.Findings.Count(diag.Error) != 1 {
		t.Errorf("observed twice: %v, %v", r.Places, r.Findings)
	}
	if text := r.Findings[0].Message; !strings.HasPrefix(text, `service task "Scan" holds instances back`) {
		t.Errorf("the finding says %q", text)
	}
	check, _ := p.ActivityByID("check")
	if r.Observe(check).Outcome != migration.Migrates {
		t.Error("a place that is known has become another")
	}
}

// A finding is about where tokens rest: an event is waited for in its scope.
func TestSubject(t *testing.T) {
	t.Parallel()
	const timer = `<boundaryEvent id="late" attachedToRef="check"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>`
	for _, test := range []struct{ name, old, new, rule, want string }{
		{"task", `<userTask id="check" name="A" />`, `<userTask id="check" name="B" />`, "task-settings-kept", "check"},
		{"boundary event", `<userTask id="check" />` + timer, `<userTask id="check" />` + strings.Replace(timer, "P3D", "P5D", 1), "timer-kept", "check"},
		{"boundary event that is new", `<userTask id="check" />`, `<userTask id="check" />` + timer, "trigger-added", "check"},
		{"task that is gone", `<userTask id="check" />`, `<userTask id="review" />`, "instance-not-migrated", "check"},
		{"task in a sub-process",
			`<subProcess id="sub"><userTask id="check" name="A" /></subProcess>`, `<subProcess id="sub"><userTask id="check" name="B" /></subProcess>`, "task-settings-kept", "check"},
		{"process", `<userTask id="check" />`, "", "process-key-changed", "p"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			old, new := process(t, "p", test.old), process(t, "p", test.new)
			if test.new == "" {
				new = process(t, "q", test.old)
			}
			r := review(old, new)
			for i := range r.Findings {
				if r.Findings[i].Rule != test.rule {
					continue
				}
				id := r.Subject(&r.Findings[i])
				if got := old.Activities[id].ID; got != test.want && (id != program.Root || test.want != old.Key) {
					t.Errorf("the subject is %q, not %q", got, test.want)
				}
				return
			}
			t.Errorf("no finding %s in %v", test.rule, r.Findings)
		})
	}
}
