package engine_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
)

func TestJobs(t *testing.T) {
	work := func(attributes, extension string) string {
		return main(`<startEvent id="s"/><serviceTask id="w" camunda:expression="${ok ? log.add('w') : log.fail()}" ` + attributes + `><extensionElements>` + extension + `</extensionElements></serviceTask>` + users("z") + flows("s-w w-z"))
	}
	playAll(t, []scenario{
		{"before and after", work(`camunda:asyncBefore="true" camunda:asyncAfter="true"`, ""), []string{
			"start ok=true => main(~w)", "log? job w => w", "look => main(~w)", "jobs? look => w 3", "job w => main(z)", "history? look => s w z(…)",
		}},
		{"failures use retries up, then there is an incident", work(`camunda:asyncBefore="true"`, ""), []string{
			"start ok=false", "job w => java.lang.RuntimeException: failed", "jobs? look => w 2", "job w => java.lang.RuntimeException: failed", "job w => java.lang.RuntimeException: failed",
			"jobs? look => w 0", "incidents? look => failedJob@w", "advance 1h => main(~w)", "incidents? retries w 1 => ", "set ok=true", "job w => main(z)",
		}},
		{"retry cycle", work(`camunda:asyncBefore="true"`, `<camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>`), []string{
			"start ok=false", "jobs? look => w 5", "job w => java.lang.RuntimeException: failed", "jobs? look => w 4 10m0s", "jobs? advance 5m => w 4 10m0s", "jobs? advance 5m => w 3 20m0s",
		}},
		{"retry list", work(`camunda:asyncBefore="true"`, `<camunda:failedJobRetryTimeCycle>PT1M,PT2M</camunda:failedJobRetryTimeCycle>`), []string{
			"start ok=false", "jobs? look => w 3", "jobs? advance 0s => w 2 1m0s", "jobs? advance 1m => w 1 3m0s", "incidents? advance 2m => failedJob@w",
		}},
		{"what fails leaves no trace", main(`<startEvent id="s"/>` + users("a") + `<serviceTask id="w" camunda:expression="${x + 1}" camunda:resultVariable="x"/><serviceTask id="v" camunda:expression="${log.fail()}"/>` + flows("s-a a-w w-v")), []string{
			"start x=1", "complete a y=2 => java.lang.RuntimeException: failed", "look => main(a)", "variables? look => main.x=1", "history? look => s a(…)",
		}},
		{"start event", main(`<startEvent id="s" camunda:asyncBefore="true"/>` + users("a") + flows("s-a")), []string{
			"start x=1 => main(~s)", "variables? look => main.x=1", "job s => main(a)",
		}},
		{"timeout listener", main(`<startEvent id="s"/><userTask id="u"><extensionElements><camunda:taskListener event="timeout" id="l" expression="${log.add('late')}">` + hour + `</camunda:taskListener></extensionElements></userTask>` + flows("s-u")), []string{
			"start", "jobs? look => u 3 1h0m0s", "log? advance 1h => late", "look => main(u)",
		}},
	})
}

func TestOperations(t *testing.T) {
	model := main(`<startEvent id="s"/>` + users("a", "b") + `<subProcess id="p"><startEvent id="i"/>` + users("c", "d") + flows("i-c c-d") + `</subProcess>` + flows("s-a a-b b-p"))
	playAll(t, []scenario{
		{"modification", model, []string{
			"start", "before c => main(a p(c))", "before d => main(a p(c d))", "after c => main(a p(c d d))", "flow a_b_1 => main(a b p(c d d))", "cancel p => main(a b)", "cancel b => main(a)",
			"before x => Cannot perform instruction: Start before activity 'x'; Element 'x' does not exist in process 'main:1:1': element is null",
			"cancel a => ", "states? look => main:INTERNALLY_TERMINATED:-",
		}},
		{"suspension", model, []string{
			"start", "suspend", "complete a => ENGINE-03043 task with id '1.4' is suspended.", "set x=1", "activate", "complete a => main(b)",
		}},
		{"what is not there", model, []string{
			"complete a => Cannot find task with id : task is null", "set x=1 => execution  doesn't exist: execution is null", "job a => No job found with id '': job is null",
			"delete r => No process instance found for id '': processInstance is null", "cancel a => ENGINE-13036 Process instance '' cannot be modified. The process instance does not exist",
		}},
	})
}

func TestRestart(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/>`+users("a", "b")+flows("s-a a-b")))
	for _, c := range []string{"start x=1", "complete a x=2", "complete b y=3"} {
		if err := p.give(strings.Fields(c)); err != nil {
			t.Fatal(err)
		}
	}
	old := p.e.HistoricInstances()[0].ID
	instructions := []engine.Instruction{{Kind: engine.StartBefore, Element: "b"}}
	for _, c := range []struct {
		initial bool
		want    string
	}{{false, "main.x=2 main.y=3"}, {true, "main.x=1"}} {
		id, err := p.e.RestartInstance(engine.RestartInstance{Instance: old, Instructions: instructions, InitialVariables: c.initial})
		if err != nil {
			t.Fatal(err)
		}
		if in, _ := p.e.Instance(id); in.RestartedFrom != old {
			t.Errorf("restarted from %v, want %v", in.RestartedFrom, old)
		}
		if got := p.see("variables"); got != c.want {
			t.Errorf("variables %q, want %q", got, c.want)
		}
		if err := p.give([]string{"delete", "r"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.e.RestartInstance(engine.RestartInstance{Instance: 12345 << 32, Instructions: instructions}); err == nil {
		t.Error("an instance that never was is restarted")
	}
}

func TestPanicOfBehaviorIsIncident(t *testing.T) {
	t.Parallel()
	e := engine.New(engine.Options{Behaviors: engine.Behaviors{Activities: map[string]engine.Behavior{
		"w": func(*engine.Context) error { panic("out of order") },
	}}})
	if _, err := e.Deploy(engine.Deploy{Deployment: compiled(t, main(`<startEvent id="s"/><serviceTask id="w" camunda:class="a.B" camunda:asyncBefore="true"/>`+flows("s-w")))}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.StartInstance(engine.StartInstance{Key: "main"}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		var failure *engine.Error
		if err := e.ExecuteJob(engine.ExecuteJob{Job: e.Jobs(0)[0].ID}); !errors.As(err, &failure) || failure.Message != "out of order" {
			t.Fatalf("error %v", err)
		}
	}
	j := e.Jobs(0)[0]
	if len(e.Incidents(0)) != 1 || j.Exception == nil || *j.Exception != "out of order" || !strings.Contains(j.Stack, "job_test.go") {
		t.Errorf("incidents %v, job %+v", e.Incidents(0), j)
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	model := main(`<startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/>` + users("a", "z") + `<subProcess id="p"><startEvent id="i"/><userTask id="u"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>` + flows("i-u") + `</subProcess>
		<manualTask id="m" camunda:asyncBefore="true"/>` + attached("b", "p", hour, true, "late") + flows("s-f f-p f-m f-a p-j m-j a-j j-z"))
	p := newPlayer(t, model)
	for _, c := range []string{"start x=1", "complete u", "complete a"} {
		if err := p.give(strings.Fields(c)); err != nil {
			t.Fatal(err)
		}
	}
	e := p.e
	id := p.first()
	jobs := e.Jobs(id)
	for i := range jobs {
		jobs[i].Retries = 7
	}
	other := newPlayer(t, model)
	restored, err := other.e.RestoreInstance(engine.RestoreInstance{Key: "main", BusinessKey: "k", Tree: e.Tree(id), Variables: e.Variables(id), Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sorted(other.e.Tree(restored)), sorted(e.Tree(id)); got != want {
		t.Errorf("tree %s, want %s", got, want)
	}
	if got, want := other.see("variables"), p.see("variables"); !strings.Contains(got, "nrOfCompletedInstances=1") || !strings.Contains(got, "x=1") {
		t.Errorf("variables %s, want as %s", got, want)
	}
	if got, want := other.see("jobs"), "m 7, b 7 1h0m0s"; got != want && got != "b 7 1h0m0s, m 7" {
		t.Errorf("jobs %s, want %s", got, want)
	}
	for _, c := range []string{"complete u", "complete u", "job m"} {
		if err := other.give(strings.Fields(c)); err != nil {
			t.Fatalf("%s: %v", c, err)
		}
	}
	if got := other.see(""); got != "main(z)" {
		t.Errorf("the restored instance goes on to %s", got)
	}
	if _, err := other.e.RestoreInstance(engine.RestoreInstance{Key: "main", Tree: &engine.ActivityInstance{Children: []*engine.ActivityInstance{{Activity: "m"}}}}); err == nil {
		t.Error("an activity that does not wait is restored")
	}
}

func TestAudit(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/>`+users("a")+flows("s-a")))
	p.e.As(engine.User{Name: "ann", Reason: "ticket 7"})
	for _, c := range []string{"start x=1", "set x=2"} {
		if err := p.give(strings.Fields(c)); err != nil {
			t.Fatal(err)
		}
	}
	got := p.e.Audit()
	want := engine.AuditEntry{
		Time: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), User: engine.User{Name: "ann", Reason: "ticket 7"}, Command: "set variables",
		Instance: p.first(), Target: "1", Property: "variable x", Before: "1", After: "2",
	}
	if len(got) != 1 || got[0] != want {
		t.Errorf("audit %+v, want %+v", got, want)
	}
}
