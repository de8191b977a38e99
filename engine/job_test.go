package engine_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// A job that forks ends its incident, although its execution gets another job.
func TestIncidentOfFork(t *testing.T) {
	playAll(t, []scenario{{"fork", main(`<startEvent id="s"/>` + users("a", "b", "c") + `<parallelGateway id="f" camunda:asyncBefore="true"/>` + flows("s-f f-b f-c")), []string{
		"start", "before a => main(a ~f)", "complete a => main(~f)", "retries f 0", "incidents? look => failedJob@f", "job f", "incidents? look => ", "look => main(b c)",
	}}})
}

// The configuration of a job says what its handler is for.
func TestHandlerConfigurations(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/><userTask id="u" camunda:asyncBefore="true" camunda:asyncAfter="true"/><userTask id="l"><extensionElements>
		<camunda:taskListener event="timeout" id="late" expression="${log.add('late')}">`+hour+`</camunda:taskListener></extensionElements></userTask>
		<subProcess id="e" triggeredByEvent="true"><startEvent id="es" isInterrupting="false">`+hour+`</startEvent><serviceTask id="w" camunda:expression="${log.fail()}"/>`+flows("es-w")+`</subProcess>`+
		attached("b", "l", `<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>`, false, "z")+flows("s-u s-l")))
	if err := p.give([]string{"start"}); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, j := range p.e.Jobs(p.first()) {
		got[j.HandlerType] = j.HandlerConfiguration
	}
	want := map[string]string{
		"async-continuation": "transition-create-scope$s_u_0", "timer-task-listener": "l$taskListener~late", "timer-transition": "b",
		"timer-start-event-subprocess": "e",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("configurations (-want +got):\n%s", d)
	}
}

func TestOperations(t *testing.T) {
	model := main(`<startEvent id="s"/>` + users("a", "b") + `<subProcess id="p"><startEvent id="i"/>` + users("c", "d") + flows("i-c c-d") + `</subProcess>` + flows("s-a a-b b-p"))
	playAll(t, []scenario{
		{"modification", model, []string{
			"start", "before c => main(a p(c))", "before d => main(a p(c d))", "after c => main(a p(c d d))", "flow a_b_1 => main(a b p(c d d))", "cancel p => main(a b)", "cancel b => main(a)",
			"before x => Cannot perform instruction: Start before activity 'x'; Element 'x' does not exist in process 'main:1:1': element is null",
			"cancel a => ", "states? look => main:INTERNALLY_TERMINATED:-",
		}},
		{"modification that goes no way", main(`<startEvent id="s"/>` + users("a") + replaced(compensated, "a") + flows("s-a") + replaced(association, "a")), []string{
			"start", "before cba => Cannot start before activity cba; activity is a compensation boundary event.",
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
	instructions := []engine.ModificationInstruction{{Kind: engine.StartBefore, Element: "b"}}
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

// What another engine's code is signalled from, or a case, is observed as an
// activity instance without anything that it waits for.
func TestRestoreOfWhatRunsElsewhere(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/><serviceTask id="x" camunda:class="com.example.Signalled"/>
		<callActivity id="y" camunda:caseRef="case"/>`+flows("s-x s-y")))
	tree := &engine.ActivityInstance{Children: []*engine.ActivityInstance{{ID: 1, Activity: "x"}, {ID: 2, Activity: "y"}}}
	if _, err := p.e.RestoreInstance(engine.RestoreInstance{Key: "main", Tree: tree}); err != nil {
		t.Fatal(err)
	}
	if got := p.see(""); got != "main(x y)" && got != "main(y x)" {
		t.Errorf("restored %s", got)
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

// TestAuditOfEveryAction gives each command of an operator and expects an entry
// with what was before and what is after.
func TestAuditOfEveryAction(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/>`+users("a")+
		`<serviceTask id="x" camunda:type="external" camunda:topic="x"/>`+
		`<userTask id="j"><extensionElements/></userTask><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`+
		flows("s-a s-x b-j")))
	if err := p.give([]string{"start", "v=1"}); err != nil {
		t.Fatal(err)
	}
	e := p.e
	task, job, external := e.Tasks(0)[0].ID, e.Jobs(0)[0].ID, e.ExternalTasks(0)[0].ID
	definition := e.Definitions()[0]
	var incident engine.ID
	steps := []struct {
		name, property, before, after string
		give                          func() error
	}{
		{"claim", "assignee of " + task.String(), "", "ann", func() error { return e.ClaimTask(engine.ClaimTask{Task: task, User: "ann"}) }},
		{"assign", "assignee of " + task.String(), "ann", "bob", func() error { return e.AssignTask(engine.AssignTask{Task: task, User: "bob"}) }},
		{"delegate", "assignee of " + task.String(), "bob", "cleo", func() error { return e.DelegateTask(engine.DelegateTask{Task: task, User: "cleo"}) }},
		{"resolve", "assignee of " + task.String(), "cleo", "bob", func() error { return e.ResolveTask(engine.ResolveTask{Task: task}) }},
		{"priority of a task", "priority of " + task.String(), "50", "80", func() error { return e.SetTaskPriority(engine.SetTaskPriority{Task: task, Priority: 80}) }},
		{"due date", "due date of " + job.String(), "2030-01-01T01:00:00Z", "2030-02-01T00:00:00Z", func() error {
			return e.SetJobDueDate(engine.SetJobDueDate{Job: job, Due: time.Date(2030, 2, 1, 0, 0, 0, 0, time.UTC)})
		}},
		{"recalculate", "due date of " + job.String(), "2030-02-01T00:00:00Z", "2030-01-01T01:00:00Z", func() error {
			return e.RecalculateJobDueDate(engine.RecalculateJobDueDate{Job: job})
		}},
		{"priority of a job", "priority of " + job.String(), "0", "7", func() error { return e.SetJobPriority(engine.SetJobPriority{Job: job, Priority: 7}) }},
		{"suspend a job", "suspended " + job.String(), "false", "true", func() error { return e.SuspendJob(engine.SuspendJob{Job: job}) }},
		{"activate a job", "suspended " + job.String(), "true", "false", func() error { return e.ActivateJob(engine.ActivateJob{Job: job}) }},
		{"retries of a job", "retries of " + job.String(), "3", "1", func() error { return e.SetJobRetries(engine.SetJobRetries{Job: job, Retries: 1}) }},
		{"priority of an external task", "priority of " + external.String(), "0", "9", func() error {
			return e.SetExternalTaskPriority(engine.SetExternalTaskPriority{Task: external, Priority: 9})
		}},
		{"lock", "lock of " + external.String(), "w", "", func() error {
			if err := e.LockExternalTask(engine.LockExternalTask{Task: external, Worker: "w", Lock: time.Minute}); err != nil {
				return err
			}
			return e.UnlockExternalTask(engine.UnlockExternalTask{Task: external})
		}},
		{"remove a variable", "variable v", "1", "", func() error {
			return e.RemoveVariables(engine.RemoveVariables{Execution: p.first(), Names: []string{"v"}})
		}},
		{"incident", "", "", "manual", func() (err error) {
			incident, err = e.CreateIncident(engine.CreateIncident{Execution: p.first(), Type: "manual", Message: "look"})
			return err
		}},
		{"resolve an incident", "", "manual", "resolved", func() error { return e.ResolveIncident(engine.ResolveIncident{Incident: incident}) }},
		{"suspend a definition", "suspended", "false", "true", func() error { return e.SuspendDefinition(engine.SuspendDefinition{Key: "main"}) }},
		{"activate a definition", "suspended", "true", "false", func() error { return e.ActivateDefinition(engine.ActivateDefinition{Key: "main"}) }},
		{"delete a job", "job " + job.String(), "there", "deleted", func() error { return e.DeleteJob(engine.DeleteJob{Job: job}) }},
	}
	for i, s := range steps {
		if err := s.give(); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		all := e.Audit()
		if len(all) != i+1 {
			t.Fatalf("%s: %d entries, want %d", s.name, len(all), i+1)
		}
		got := all[i]
		if s.property != "" && got.Property != s.property || got.Before != s.before || got.After != s.after {
			t.Errorf("%s: %q from %q to %q, want %q from %q to %q", s.name, got.Property, got.Before, got.After, s.property, s.before, s.after)
		}
		if got.Command == "" || got.Target == "" {
			t.Errorf("%s: no command or target: %+v", s.name, got)
		}
	}
	if got := e.Audit()[16].Target; got != definition.ID {
		t.Errorf("the definition is %q, want %q", got, definition.ID)
	}
}
