package engine_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/engine"
)

// instruction reads "a" for an activity that stays, "a>b" for one that is b
// now; an exclamation mark behind it updates the trigger, "*" stands for the
// body of a multi-instance activity.
func instruction(word string) engine.Instruction {
	word, update := strings.CutSuffix(strings.ReplaceAll(word, "*", "#multiInstanceBody"), "!")
	source, target, ok := strings.Cut(word, ">")
	if !ok {
		target = source
	}
	return engine.Instruction{Source: source, Target: target, UpdateEventTrigger: update}
}

// plan reads the instructions of a plan between the versions of a process.
func plan(source, target string, words []string) engine.Plan {
	p := engine.Plan{Source: source, Target: target}
	for _, w := range words {
		p.Instructions = append(p.Instructions, instruction(w))
	}
	return p
}

// migrate deploys the next version, if it is not there yet, and migrates the
// first instance.
func (p *player) migrate(words []string) error {
	if p.next != nil {
		if _, err := p.e.Deploy(engine.Deploy{Deployment: p.next}); err != nil {
			return err
		}
		p.next = nil
	}
	all := p.e.Definitions()
	c := engine.Migrate{Plan: plan(all[0].ID, all[len(all)-1].ID, nil), Instances: []engine.ID{p.first()}}
	for _, w := range words {
		if name, value, ok := strings.Cut(w, "="); ok {
			c.Plan.Variables = append(c.Plan.Variables, variables([]string{name + "=" + value})...)
			continue
		}
		c.Plan.Instructions = append(c.Plan.Instructions, instruction(w))
	}
	return p.e.Migrate(c)
}

// migration is a scenario of two versions.
type migration struct {
	name, source, target string
	steps                []string
}

func migrateAll(t *testing.T, list []migration) {
	t.Helper()
	t.Parallel()
	for _, m := range list {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			p := newPlayer(t, main(m.source))
			p.next = compiled(t, declared+main(m.target))
			scenario{steps: m.steps}.playOn(t, p)
		})
	}
}

const (
	begin    = `<startEvent id="s"/>`
	logged   = `<extensionElements><camunda:executionListener event="start" expression="${log.add('start %')}"/><camunda:executionListener event="end" expression="${log.add('end %')}"/></extensionElements>`
	twoHours = `<timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition>`
	cycle    = `<timerEventDefinition><timeCycle>R3/PT10M</timeCycle></timerEventDefinition>`
)

// scope is a sub-process around a user task, with listeners.
func scope(id, inner string) string {
	return `<subProcess id="` + id + `">` + replaced(logged, id) + `<startEvent id="s` + id + `"/>` + inner + flows("s"+id+"-u") + `</subProcess>`
}

func asynchronous(id, attributes, rest string) string {
	return `<userTask id="` + id + `" ` + attributes + `>` + rest + `</userTask>`
}

func TestMigrateScopes(t *testing.T) {
	flat, deep := begin+users("u", "z")+flows("s-u u-z"), begin+scope("p", users("u"))+users("z")+flows("s-p p-z")
	renamed := begin + scope("q", users("u")) + users("z") + flows("s-q q-z")
	migrateAll(t, []migration{
		{"a task goes on in the new version", flat, begin + users("v", "y") + flows("s-v v-y"), []string{
			"start", "migrate u>v => main(v)", "history? look => s v(…)", "complete v => main(y)",
		}},
		{"a new scope begins", flat, deep, []string{"start", "log? migrate u => start p", "look => main(p(u))", "log? complete u => end p", "look => main(z)"}},
		{"a scope that is gone ends", deep, flat, []string{"log? start => start p", "log? migrate u => end p", "look => main(u)", "complete u => main(z)"}},
		{"a renamed scope that is mapped goes on", deep, renamed, []string{"log? start => start p", "log? migrate p>q u => ", "look => main(q(u))", "log? complete u => end q"}},
		{"a renamed scope that is not mapped ends and begins", deep, renamed, []string{"log? start => start p", "log? migrate u => end p start q", "look => main(q(u))"}},
		{"tokens of one scope share the new one", begin + `<parallelGateway id="f"/>` + users("u", "v") + flows("s-f f-u f-v"),
			begin + `<subProcess id="p"><startEvent id="sp"/>` + users("u", "v") + flows("sp-u") + `</subProcess>` + flows("s-p"), []string{
				"start", "migrate u v => main(p(u v))", "complete u => main(p(v))", "complete v => ",
			}},
		{"an activity that moves into a scope that goes on begins it once more", begin + `<parallelGateway id="f"/>` + users("v") + scope("p", users("u")) + flows("s-f f-v f-p"),
			begin + scope("p", users("u", "v")) + flows("s-p"), []string{"start", "migrate p u v => main(p(u) p(v))"}},
		{"input that is not mapped any more stays", begin + `<userTask id="u"><extensionElements><camunda:inputOutput><camunda:inputParameter name="i">1</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>` + users("z") + flows("s-u u-z"),
			flat, []string{"start", "variables? migrate u => u.i=1", "variables? complete u => z.i=1"}},
		{"input that is mapped now is not evaluated", flat,
			begin + `<userTask id="u"><extensionElements><camunda:inputOutput><camunda:inputParameter name="i">1</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>` + flows("s-u"),
			[]string{"start", "variables? migrate u => ", "look => main(u)"}},
		{"variables of the plan are set behind", flat, deep, []string{"start x=1", "variables? migrate u x=2 y=3 => main.x=2 main.y=3"}},
		{"a suspended instance stays suspended", deep, flat, []string{"start", "suspend", "log? migrate u => start p end p", "complete u => ENGINE-03043 task with id '1.7' is suspended."}},
		{"no scope begins in it", flat, deep, []string{"start", "suspend", "migrate u => ENGINE-03043 Execution with id '1.6' is suspended.", "look => main(u)"}},
	})
}

func TestMigrateTriggers(t *testing.T) {
	with := func(rest string) string { return begin + users("u") + flows("s-u") + rest }
	timer := func(id, when string) string { return with(attached(id, "u", when, true, "h")) }
	beside := func(when string) string { return with(attached("b", "u", when, false, "h")) }
	event := func(when string) string {
		return with(`<subProcess id="es" triggeredByEvent="true"><startEvent id="t" isInterrupting="false">` + when + `</startEvent>` + users("k") + flows("t-k") + `</subProcess>`)
	}
	timeout := with("")
	timeout = strings.Replace(timeout, `<userTask id="u"/>`, `<userTask id="u"><extensionElements><camunda:taskListener id="l" event="timeout" expression="${log.add('late')}">`+hour+`</camunda:taskListener></extensionElements></userTask>`, 1) + flows("u-u")
	migrateAll(t, []migration{
		{"a timer stays due when it was", timer("b", hour), timer("b", twoHours), []string{"start", "advance 30m", "jobs? migrate u b => b 3 1h0m0s", "advance 30m => main(h)"}},
		{"an updated timer counts from now", timer("b", hour), timer("b", twoHours), []string{"start", "advance 30m", "jobs? migrate u b! => b 3 2h30m0s"}},
		{"a renamed timer counts from now", timer("b", hour), timer("c", hour), []string{"start", "advance 30m", "jobs? migrate u => c 3 1h30m0s"}},
		{"a new timer begins, an old one ends", with(""), timer("b", hour), []string{"start", "jobs? migrate u => b 3 1h0m0s"}},
		{"a timer that is gone ends", timer("b", hour), with(""), []string{"start", "jobs? migrate u => "}},
		{"a boundary event that has fired is not armed again", beside(hour), beside(hour), []string{"start", "advance 2h", "jobs? migrate u b h => "}},
		{"an event sub-process that has fired is", event(hour), event(hour), []string{"start", "advance 2h", "jobs? migrate u es t k => t 3 3h0m0s"}},
		{"a cycle that is none any more goes on", beside(cycle), beside(hour), []string{"start", "jobs? migrate u b! => b 3 1h0m0s", "advance 61m", "jobs? look => "}},
		{"a message keeps its name", timer("b", onMessage), timer("b", strings.ReplaceAll(onMessage, "m1", "m2")), []string{"start", "migrate u b", "message m1 => main(h)"}},
		{"an updated message has the new one", timer("b", onMessage), timer("b", strings.ReplaceAll(onMessage, "m1", "m2")), []string{"start", "migrate u b!", "message m2 => main(h)"}},
		{"an event of another kind waits for both", begin + `<intermediateCatchEvent id="c">` + hour + `</intermediateCatchEvent>` + flows("s-c"), begin + `<intermediateCatchEvent id="c">` + onMessage + `</intermediateCatchEvent>` + flows("s-c"), []string{
			"start", "jobs? migrate c => c 3 1h0m0s", "subscriptions? look => message@c",
		}},
		{"and cannot be updated", begin + `<intermediateCatchEvent id="c">` + hour + `</intermediateCatchEvent>` + flows("s-c"), begin + `<intermediateCatchEvent id="c">` + onMessage + `</intermediateCatchEvent>` + flows("s-c"), []string{
			"start", `migrate c! => Cannot invoke "org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl.updateJob(org.camunda.bpm.engine.impl.persistence.entity.TimerEntity)" because "this.targetJobDeclaration" is null`, "look => main(c)",
		}},
		{"a condition that holds waits for a change", with(""), timer("b", onX), []string{"start x=1", "migrate u => main(u)", "set x=1 => main(h)"}},
		{"a variable of the plan is one", with(""), timer("b", onX), []string{"start x=0", "migrate u x=1 => main(h)"}},
		{"a condition sees with it what listeners set", begin + users("e", "f", "g") + `<subProcess id="p"><extensionElements><camunda:executionListener event="end" expression="${execution.setVariableLocal('y', 1)}"/></extensionElements><startEvent id="t"/><subProcess id="q"><startEvent id="r"/>` + users("v", "w", "u") + attached("c", "v", onX, true, "k") + flows("r-u") + `</subProcess>` + flows("t-q") + `</subProcess>` + flows("s-p"),
			timer("b", onX), []string{"start x=1", "migrate u z=1 => main(h)"}},
		{"the timer of a timeout listener is kept, but no other begins", timeout, timeout, []string{
			"start", "jobs? migrate u => u 3 1h0m0s", "jobs? complete u => ",
		}},
	})
}

func TestMigrateTokens(t *testing.T) {
	loop := `<multiInstanceLoopCharacteristics %><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>`
	parallel := begin + asynchronous("u", "", replaced(loop, "")) + users("z") + flows("s-u u-z")
	waiting := begin + asynchronous("u", "", replaced(loop, `camunda:asyncBefore="true"`)) + flows("s-u")
	single := begin + users("u", "z") + flows("s-u u-z")
	before := func(rest string) string { return begin + asynchronous("u", `camunda:asyncBefore="true"`, "") + rest }
	after := func(rest string) string {
		return begin + asynchronous("u", `camunda:asyncAfter="true"`, "") + users("x", "y") + flows("s-u") + rest
	}
	migrateAll(t, []migration{
		{"instances of a loop that is gone go on one by one", parallel, single, []string{
			"start", "complete u => main(u*(u u ~u))", "variables? migrate u => u.loopCounter=1 u.loopCounter=2", "complete u => main(u z)", "complete u => main(z z)",
		}},
		{"a loop keeps its count", parallel, strings.ReplaceAll(parallel, ">3<", ">1<"), []string{"start", "migrate u* u => main(u*(u u u))", "complete u", "complete u", "complete u => main(z)"}},
		{"a loop whose activity is renamed does not count those that have ended", parallel, strings.ReplaceAll(strings.ReplaceAll(parallel, `"u"`, `"v"`), "u_", "v_"), []string{
			"start", "complete u", "migrate u*>v* u>v => main(v*(v v))", "complete v", "complete v => main(v*(~v ~v))",
		}},
		{"tokens that wait for jobs meet where the loop is gone", waiting, before(flows("s-u")), []string{"start => main(u*(~u ~u ~u))", "migrate u => main(~u)", "jobs? look => u 3, u 3, u 3"}},
		{"a token waits before the new activity", before(flows("s-u")), strings.ReplaceAll(before(""), `"u"`, `"v"`) + flows("s-v"), []string{"start", "migrate u>v => main(~v)", "job v => main(v)"}},
		{"and behind it", after(flows("u-x")), after(flows("u-y")), []string{"start", "complete u => main(~u)", "migrate u", "job u => main(y)"}},
		{"a job keeps its retries", begin + `<serviceTask id="u" camunda:asyncBefore="true" camunda:expression="${log.fail()}"/>` + flows("s-u"), begin + `<serviceTask id="v" camunda:asyncBefore="true" camunda:expression="${true}"/>` + flows("s-v"), []string{
			"start", "job u => java.lang.RuntimeException: failed", "job u => java.lang.RuntimeException: failed", "job u => java.lang.RuntimeException: failed", "incidents? look => failedJob@u", "incidents? migrate u>v => failedJob@v", "jobs? look => v 0", "retries v 1", "job v => ",
		}},
		{"tokens at a join wait on", begin + `<parallelGateway id="f"/><parallelGateway id="j"/>` + users("u", "v", "z") + flows("s-f f-u f-v u-j v-j j-z"),
			begin + `<parallelGateway id="f"/><parallelGateway id="j"/>` + users("u", "v", "w", "z") + flows("s-f f-u f-v f-w u-j v-j w-j j-z"), []string{
				"start", "complete u", "migrate v j => main(j v)", "complete v => main(j j)", "stuck? look => true",
			}},
		{"an external task keeps its topic", begin + `<serviceTask id="u" camunda:type="external" camunda:topic="t1"/>` + flows("s-u"), begin + `<serviceTask id="v" camunda:type="external" camunda:topic="t2"/>` + users("z") + flows("s-v v-z"), []string{
			"start", "migrate u>v", "external t1 => main(z)",
		}},
	})
}

func TestMigrateCompensation(t *testing.T) {
	handled := func(id, handler string) string {
		return users(id) + `<boundaryEvent id="c` + id + `" attachedToRef="` + id + `"><compensateEventDefinition/></boundaryEvent><userTask id="` + handler + `" isForCompensation="true"/>`
	}
	link := func(id, handler string) string {
		return `<association id="as" sourceRef="c` + id + `" targetRef="` + handler + `" associationDirection="One"/>`
	}
	throws := users("z") + `<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>`
	flat := begin + handled("u", "h") + throws + flows("s-u u-z z-t") + link("u", "h")
	other := begin + handled("v", "k") + throws + flows("s-v v-z z-t") + link("v", "k")
	deep := begin + `<subProcess id="p"><startEvent id="sp"/>` + handled("u", "h") + flows("sp-u") + link("u", "h") + `</subProcess>` + throws + flows("s-p p-z z-t")
	migrateAll(t, []migration{
		{"the handler of the new version runs", flat, other, []string{"start", "complete u", "migrate z cu>cv", "complete z => main(k t)"}},
		{"a handler has to be mapped", flat, other, []string{"start", "complete u", "migrate z => ENGINE-23004 Cannot migrate process instance '1':\n" +
			"\tCannot migrate activity instance '1':\n\t\tCannot migrate subscription for compensation handler 'h'. There is no migration instruction for the compensation boundary event\n"}},
		{"a scope that has ended is kept", deep, deep, []string{"start", "complete u", "subscriptions? migrate p cu z => compensate@h compensate@p", "complete z => main(p(h) t)"}},
		{"or left", deep, flat, []string{"start", "complete u", "subscriptions? migrate cu z => compensate@h", "complete z => main(h t)"}},
		{"or begun", flat, deep, []string{"start", "complete u", "subscriptions? migrate cu z => compensate@h compensate@p", "complete z => main(p(h) t)"}},
	})
}

func TestMigrateCall(t *testing.T) {
	t.Parallel()
	called := `<process id="sub" isExecutable="true"><startEvent id="t"/>` + users("a") + flows("t-a") + `</process>`
	call := func(variable string) string {
		return main(begin + `<callActivity id="c" calledElement="sub"><extensionElements><camunda:out sourceExpression="1" target="` + variable + `"/></extensionElements></callActivity>` + users("u") + flows("s-c c-u"))
	}
	p := newPlayer(t, call("x"))
	if _, err := p.e.Deploy(engine.Deploy{Deployment: compiled(t, called)}); err != nil {
		t.Fatal(err)
	}
	p.next = compiled(t, declared+call("y"))
	scenario{steps: []string{"start => main(c) sub(a)", "migrate c => main(c) sub(a)", "variables? complete a => main.y=1", "look => main(u)"}}.playOn(t, p)
}

// versions returns an engine with versions of a process, and starts an instance
// of the first.
func versions(t *testing.T, models ...string) (*engine.Engine, engine.ID) {
	t.Helper()
	e := engine.New(engine.Options{})
	for _, m := range models {
		if _, err := e.Deploy(engine.Deploy{Deployment: compiled(t, declared+main(m))}); err != nil {
			t.Fatal(err)
		}
	}
	return e, started(t, e)
}

func started(t *testing.T, e *engine.Engine) engine.ID {
	t.Helper()
	id, err := e.StartInstance(engine.StartInstance{Definition: "main:1:1"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestMigrateRefuses(t *testing.T) {
	t.Parallel()
	const (
		unmapped = "There is no migration instruction for this instance's activity"
		task     = begin + `<userTask id="u"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/>`
	)
	before := begin + asynchronous("u", `camunda:asyncBefore="true"`, "") + flows("s-u")
	start := strings.Replace(task, `<startEvent id="s"/>`, `<startEvent id="s" camunda:asyncBefore="true"/>`, 1)
	inner := begin + `<subProcess id="p"><startEvent id="i" camunda:asyncBefore="true"/>` + users("u") + flows("i-u") + `</subProcess>` + flows("s-p")
	for _, c := range []struct {
		name, source, target string
		plan                 []string
		want                 string
	}{
		{"an activity without instruction", task, task, nil, "u: " + unmapped},
		{"a token without instruction", before, before, nil, "~u: " + unmapped},
		{"an activity that is not asynchronous any more", before, task, []string{"u"}, "~u: Target activity is not asyncBefore"},
		{"a start that moves into a scope", start, inner, []string{"s>i"}, "~s: A transition instance that instantiates the process can only be migrated to a process-level flow node"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e, id := versions(t, c.source, c.target)
			before := seen(e)
			err := e.Migrate(engine.Migrate{Plan: plan("main:1:1", "main:2:2", c.plan), Instances: []engine.ID{id}})
			var r *engine.Refusal
			if !errors.As(err, &r) {
				t.Fatalf("not refused: %v", err)
			}
			var got []string
			for _, p := range r.Report.Activities {
				got = append(got, p.Scope+": "+strings.Join(p.Failures, ", "))
			}
			for _, p := range r.Report.Transitions {
				got = append(got, "~"+p.Scope+": "+strings.Join(p.Failures, ", "))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, seen(e)); diff != "" {
				t.Errorf("the instance has changed: %s", diff)
			}
		})
	}
}

func TestMigrateConflict(t *testing.T) {
	t.Parallel()
	model := func(mapping string) string {
		return begin + `<parallelGateway id="f"/>` + users("v") + `<userTask id="u" camunda:asyncBefore="true">` + mapping + `</userTask>` + flows("s-f f-u f-v")
	}
	e, id := versions(t, model(`<extensionElements><camunda:inputOutput><camunda:inputParameter name="i">1</camunda:inputParameter></camunda:inputOutput></extensionElements>`), model(""))
	// A variable of the token before the task, and one of the task's own scope.
	job := e.Jobs(id)[0]
	if err := e.SetVariables(engine.SetVariables{Execution: job.Execution, Variables: []engine.Variable{{Name: "i", Value: 2}}, Local: true}); err != nil {
		t.Fatal(err)
	}
	if err := e.ExecuteJob(engine.ExecuteJob{Job: job.ID}); err != nil {
		t.Fatal(err)
	}
	err := e.Migrate(engine.Migrate{Plan: plan("main:1:1", "main:2:2", []string{"u", "v"}), Instances: []engine.ID{id}})
	want := "The variable 'i' exists in both, this scope and concurrent local in the parent scope. Migrating to a non-scope activity would overwrite one of them."
	var r *engine.Refusal
	if !errors.As(err, &r) || len(r.Report.Activities) != 1 || !slices.Equal(r.Report.Activities[0].Failures, []string{want}) {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestMigrateAllOrNone(t *testing.T) {
	t.Parallel()
	e, first := versions(t, begin+users("u", "v")+flows("s-u u-v"), begin+users("u")+flows("s-u"))
	second := started(t, e)
	if err := e.CompleteTask(engine.CompleteTask{Task: e.Tasks(second)[0].ID}); err != nil {
		t.Fatal(err)
	}
	c := engine.Migrate{Plan: plan("main:1:1", "main:2:2", []string{"u"}), Instances: []engine.ID{first, second, first}}
	if err := e.Migrate(c); err == nil {
		t.Fatal("the second instance has no place in the target")
	}
	if in, _ := e.Instance(first); in.Version != 1 {
		t.Errorf("the first instance is of version %d", in.Version)
	}
	c.Instances = []engine.ID{first, first}
	if err := e.Migrate(c); err != nil {
		t.Fatal(err)
	}
	want := "ENGINE-23002 Process instance '1' cannot be migrated. Its process definition 'main:2:2' does not match the source process definition of the migration plan 'main:1:1'"
	if err := e.Migrate(c); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	c.Instances = []engine.ID{second + 1<<32}
	want = "ENGINE-23003 Process instance '3' cannot be migrated. The process instance does not exist"
	if err := e.Migrate(c); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestMigratedPast(t *testing.T) {
	t.Parallel()
	e, id := versions(t, begin+users("u")+flows("s-u"), `<startEvent id="t"/>`+users("v")+flows("t-v"))
	if err := e.SetTime(engine.SetTime{Time: e.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if err := e.Migrate(engine.Migrate{Plan: plan("main:1:1", "main:2:2", []string{"u>v"}), Instances: []engine.ID{id}}); err != nil {
		t.Fatal(err)
	}
	check := func(what string, got, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	in, past := e.Instances()[0], e.HistoricInstances()[0]
	check("definition", past.Definition, in.Definition)
	check("start activity", []string{*in.StartActivity, *past.StartActivity}, []string{"s", "s"})
	h := e.HistoricActivities(id)
	check("activities", []string{h[0].Activity, h[1].Activity}, []string{"s", "v"})
	check("tasks", e.HistoricTasks(id)[0].Key, "v")
	audit := e.Audit()
	last := audit[len(audit)-1]
	check("audit", []string{last.Command, last.Target, last.Property, last.Before, last.After}, []string{"migrate", "1", "definition", "main:1:1", "main:2:2"})
	s, _ := e.Snapshot(id)
	loaded, err := e.Load(engine.Load{Snapshot: s})
	if err != nil {
		t.Fatal(err)
	}
	check("loaded", shape(e.Tree(loaded)), shape(e.Tree(id)))
	now, _ := e.Instance(loaded)
	check("loaded start activity", *now.StartActivity, "s")
}

func TestMigrateForgetsTimeouts(t *testing.T) {
	t.Parallel()
	model := begin + `<userTask id="u"><extensionElements><camunda:taskListener id="l" event="timeout" expression="${true}">` + hour + `</camunda:taskListener></extensionElements></userTask>` + flows("s-u")
	e, first := versions(t, model, model)
	second := started(t, e)
	migrate := func(e *engine.Engine, id engine.ID) int {
		t.Helper()
		if err := e.Migrate(engine.Migrate{Plan: plan("main:1:1", "main:2:2", []string{"u"}), Instances: []engine.ID{id}}); err != nil {
			t.Fatal(err)
		}
		return len(e.Jobs(id))
	}
	fork := e.Fork()
	if n := migrate(e, first); n != 1 {
		t.Errorf("the first instance has %d timers", n)
	}
	if n := migrate(e, second); n != 0 {
		t.Errorf("the second instance has %d timers, though the engine has forgotten them", n)
	}
	if n := migrate(fork, second); n != 1 {
		t.Errorf("an engine that has migrated no other instance has %d timers", n)
	}
}

func TestMigrateLeavesTimer(t *testing.T) {
	t.Parallel()
	waits := func(event string) string {
		return begin + `<intermediateCatchEvent id="c">` + event + `</intermediateCatchEvent>` + flows("s-c")
	}
	e, id := versions(t, waits(hour), waits(onMessage))
	if err := e.Migrate(engine.Migrate{Plan: plan("main:1:1", "main:2:2", []string{"c"}), Instances: []engine.ID{id}}); err != nil {
		t.Fatal(err)
	}
	s, _ := e.Snapshot(id)
	again, err := e.Load(engine.Load{Snapshot: s})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []engine.ID{id, again} {
		j := e.Jobs(id)[0]
		if got, want := []string{j.Definition, j.DefinedIn, *j.Configuration}, []string{"main:2:2", "main:1:1", "DURATION: PT1H"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		want := "No timer declaration found for job id '" + j.ID.String() + "'."
		if err := e.RecalculateJobDueDate(engine.RecalculateJobDueDate{Job: j.ID}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
		if err := e.ExecuteJob(engine.ExecuteJob{Job: j.ID}); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkMigrate(b *testing.B) {
	split := func(n int) (string, []string) {
		var ids []string
		body := begin + `<parallelGateway id="f"/>` + flows("s-f")
		for i := range n {
			id := fmt.Sprintf("u%d", i)
			ids = append(ids, id, "b"+id)
			body += users(id) + `<boundaryEvent id="b` + id + `" attachedToRef="` + id + `">` + hour + `</boundaryEvent>` + flows("f-"+id)
		}
		return body, ids
	}
	for _, n := range []int{1, 20} {
		b.Run(fmt.Sprintf("%d tasks", n), func(b *testing.B) {
			model, ids := split(n)
			e := engine.New(options(engine.NoTrace))
			for range 2 {
				if _, err := e.Deploy(engine.Deploy{Deployment: compiled(b, main(model))}); err != nil {
					b.Fatal(err)
				}
			}
			id, err := e.StartInstance(engine.StartInstance{Definition: "main:1:1"})
			if err != nil {
				b.Fatal(err)
			}
			there := engine.Migrate{Plan: plan("main:1:1", "main:2:2", ids), Instances: []engine.ID{id}}
			back := there
			back.Plan.Source, back.Plan.Target = there.Plan.Target, there.Plan.Source
			commands := slices.Repeat([]engine.Migrate{there, back}, 1)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := e.Migrate(commands[i%2]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
