package rehearsal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

// deployed returns the process of a model, which must deploy.
func deployed(t testing.TB, name string, data []byte) *program.Process {
	t.Helper()
	d, problems := bpmn.Parse(source.New(name, data), bpmn.Options{})
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	deployment, said := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	if deployment == nil {
		t.Fatal(said)
	}
	return deployment.Processes[0]
}

// process returns the process with the content that is given.
func process(t testing.TB, content string) *program.Process {
	t.Helper()
	return deployed(t, "p.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
  <message id="m" name="paid" /> <error id="late_error" errorCode="late" /> <escalation id="big_escalation" escalationCode="big" /> <signal id="g" name="all off" />
  <process id="p" isExecutable="true" camunda:historyTimeToLive="P1D">`+content+`</process></definitions>`))
}

// line returns elements that follow each other, each behind a flow from the one
// before.
func line(elements ...string) string {
	var b strings.Builder
	last := ""
	for _, e := range elements {
		id := strings.SplitN(e, `"`, 3)[1]
		if last != "" {
			fmt.Fprintf(&b, `<sequenceFlow id="%s_%s" sourceRef="%[1]s" targetRef="%[2]s" />`, last, id)
		}
		b.WriteString(e)
		last = id
	}
	return b.String()
}

// The elements that the models here are made of.
func task(id string) string { return `<userTask id="` + id + `" />` }
func work(id string) string { return `<serviceTask id="` + id + `" camunda:class="C" />` }
func begin() string         { return `<startEvent id="start" />` }
func end() string           { return `<endEvent id="end" />` }
func flow(a, b string) string {
	return fmt.Sprintf(`<sequenceFlow id="%s_%s" sourceRef="%[1]s" targetRef="%[2]s" />`, a, b)
}

// between returns a start, a fork with a branch for each element, a join and
// what follows it.
func between(branches []string, after ...string) string {
	b := line(begin(), `<parallelGateway id="fork" />`)
	for _, e := range branches {
		id := strings.SplitN(e, `"`, 3)[1]
		b += e + flow("fork", id) + flow(id, "join")
	}
	return b + line(append([]string{`<parallelGateway id="join" />`}, after...)...)
}

// review returns the report of a pair; maps are OLD=NEW.
func review(t testing.TB, old, new *program.Process, maps ...string) *migration.Report {
	t.Helper()
	o := migration.Options{Explicit: instructions(maps)}
	r := migration.Compare([]*program.Process{old}, []*program.Process{new}, o)[0].Forward
	if !r.Verdict.Accepted() {
		t.Fatal(r.Verdict.Message(r.Plan))
	}
	return r
}

// instructions makes instructions of maps.
func instructions(maps []string) []engine.Instruction {
	var out []engine.Instruction
	for _, m := range maps {
		from, to, _ := strings.Cut(m, "=")
		out = append(out, engine.Instruction{Source: from, Target: to})
	}
	return out
}

func rehearse(t testing.TB, r *migration.Report, o rehearsal.Options) *rehearsal.Result {
	t.Helper()
	result, err := rehearsal.Rehearse(r, o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// summary writes a result: the states, and a line for each finding.
func summary(r *rehearsal.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d states, %d good, %d refused\n", r.States, r.Good, r.Refused)
	for _, text := range r.Incomplete {
		fmt.Fprintln(&b, text)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s %s %d: %s\n", f.Diagnostic.Rule, f.Diagnostic.Element.ID, f.States, f.Path())
	}
	return b.String()
}

// TestFindings holds what goes wrong after a migration and with neither version
// alone.
func TestFindings(t *testing.T) {
	t.Parallel()
	sign := `<userTask id="sign"><multiInstanceLoopCharacteristics camunda:collection="${list}" /></userTask>`
	timer := func(id string) string {
		return `<boundaryEvent id="` + id + `" attachedToRef="check" cancelActivity="false"><timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition></boundaryEvent>`
	}
	undone := `<boundaryEvent id="undo" attachedToRef="sign"><compensateEventDefinition /></boundaryEvent><userTask id="cancel" isForCompensation="true" />
		<association id="a" sourceRef="undo" targetRef="cancel" associationDirection="One" />`
	within, around, _ := strings.Cut(strings.ReplaceAll(undone, "sign", "book"), "<association")
	apart := line(begin(), `<subProcess id="sub">`+line(`<startEvent id="s" />`, task("book"), task("next"))+within+`</subProcess>`, end()) + "<association" + around
	for _, x := range []struct {
		name, old, new string
		maps           []string
		want           string
	}{
		{
			"a step comes earlier than before", line(begin(), task("approve"), work("charge"), end()), line(begin(), work("charge"), task("approve"), end()), nil,
			"1 states, 0 good, 0 refused\nrehearsal-skipped charge 1: start; migrate\n",
		},
		{
			"a step comes later than before", line(begin(), work("charge"), task("approve"), end()), line(begin(), task("approve"), work("charge"), end()), nil,
			"1 states, 0 good, 0 refused\nrehearsal-repeated charge 1: start; migrate; complete approve\n",
		},
		{
			"a join waits for a branch that was not begun", between([]string{task("a"), task("b")}, end()), between([]string{task("a"), task("b"), task("c")}, end()), nil,
			"3 states, 0 good, 0 refused\nrehearsal-stuck join 3: start; migrate; complete a; complete b\n",
		},
		{
			"two branches become one", between([]string{task("a"), task("b"), task("c")}, work("pay"), end()), between([]string{task("a"), task("b")}, work("pay"), end()),
			[]string{"c=b"},
			"7 states, 0 good, 6 refused\nrehearsal-stuck join 1: start; migrate; complete a; complete b; complete b\n",
		},
		{
			"a loop falls apart", line(begin(), sign, work("pay"), end()), line(begin(), task("sign"), work("pay"), end()), []string{"sign=sign"},
			"2 states, 1 good, 0 refused\nrehearsal-repeated pay 1: start; migrate; complete sign; complete sign\n",
		},
		{
			"jobs of a loop get lost",
			line(begin(), `<serviceTask id="pay" camunda:class="C"><multiInstanceLoopCharacteristics camunda:asyncBefore="true" camunda:collection="${list}" /></serviceTask>`, end()),
			line(begin(), `<serviceTask id="pay" camunda:class="C" camunda:asyncBefore="true" />`, end()), []string{"pay=pay"},
			"2 states, 1 good, 0 refused\nrehearsal-token-lost pay 1: start; migrate\n",
		},
		{
			"a timer that was due is set anew", line(begin(), task("check"), end()) + timer("late") + line(timer("late"), task("call"))[len(timer("late")):],
			line(begin(), task("check"), end()) + timer("overdue") + line(timer("overdue"), task("call"))[len(timer("overdue")):], nil,
			"4 states, 2 good, 0 refused\nrehearsal-repeated call 2: start; run late; migrate; run overdue\n",
		},
		{
			"a task becomes the handler of its compensation, twice",
			line(begin(), `<subProcess id="sub">`+line(`<startEvent id="s" />`, sign)+undone+`</subProcess>`, task("next"), end()),
			line(begin(), `<subProcess id="sub">`+line(`<startEvent id="s" />`, task("sign"))+undone+`</subProcess>`, task("next"), end()),
			[]string{"sign=cancel"},
			"3 states, 1 good, 0 refused\nrehearsal-failed cancel 2: start; migrate; complete cancel; complete cancel\n",
		},
		{
			"compensation that the engine cannot take over", apart, apart, nil,
			"2 states, 1 good, 0 refused\nrehearsal-refused next 1: start; complete book; migrate\n",
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			r := rehearse(t, review(t, process(t, x.old), process(t, x.new), x.maps...), rehearsal.Options{})
			if diff := cmp.Diff(x.want, summary(r)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestOwnTrouble takes versions that get stuck, loop or fail by themselves: that
// is not for a rehearsal to tell.
func TestOwnTrouble(t *testing.T) {
	t.Parallel()
	choice := `<exclusiveGateway id="choice" />` + flow("start", "ask") + flow("ask", "choice") +
		`<sequenceFlow id="yes" sourceRef="choice" targetRef="a"><conditionExpression>${yes}</conditionExpression></sequenceFlow>
		<sequenceFlow id="no" sourceRef="choice" targetRef="b"><conditionExpression>${!yes}</conditionExpression></sequenceFlow>`
	deadlock := begin() + task("ask") + choice + task("a") + task("b") + `<parallelGateway id="join" />` + flow("a", "join") + flow("b", "join") + end() + flow("join", "end")
	sound := begin() + task("ask") + choice + task("a") + task("b") + end() + flow("a", "end") + flow("b", "end")
	endless := begin() + task("ask") + task("again") + flow("start", "ask") + flow("ask", "again") + flow("again", "ask")
	for _, x := range []struct{ name, old, new string }{
		{"both get stuck", deadlock, deadlock},
		{"the new one gets stuck", sound, deadlock},
		{"neither ends", endless, endless},
		{"the new one does not end", line(begin(), task("ask"), end()), endless},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			if r := rehearse(t, review(t, process(t, x.old), process(t, x.new)), rehearsal.Options{}); len(r.Findings) > 0 || r.States == 0 || len(r.Incomplete) > 0 {
				t.Error(summary(r))
			}
		})
	}
}

// TestStates holds by which actions instances go on: each model has one place
// more for each of them.
func TestStates(t *testing.T) {
	t.Parallel()
	boundary := func(host, definition string, interrupts bool) string {
		return fmt.Sprintf(`<boundaryEvent id="event" attachedToRef="%s" cancelActivity="%t">%s</boundaryEvent>`, host, interrupts, definition) + task("b") + flow("event", "b")
	}
	const (
		messageOf    = `<messageEventDefinition messageRef="m" />`
		signalOf     = `<signalEventDefinition signalRef="g" />`
		errorOf      = `<errorEventDefinition errorRef="late_error" />`
		escalationOf = `<escalationEventDefinition escalationRef="big_escalation" />`
		timerOf      = `<timerEventDefinition><timeDuration>${wait}</timeDuration></timerEventDefinition>`
		conditionOf  = `<conditionalEventDefinition><condition>${done}</condition></conditionalEventDefinition>`
		external     = `<serviceTask id="a" camunda:type="external" camunda:topic="${topic}" />`
		call         = `<callActivity id="a" calledElement="${other}" />`
		loop         = `<multiInstanceLoopCharacteristics isSequential="%t" camunda:collection="list"><completionCondition>${enough}</completionCondition></multiInstanceLoopCharacteristics>`
	)
	for _, x := range []struct {
		name, content string
		states        int
	}{
		{"a task", line(begin(), task("a"), task("b"), end()), 2},
		{"a message start event besides", line(begin(), task("a"), end()) + line(`<startEvent id="paid">`+messageOf+`</startEvent>`, task("b")), 2},
		{"a start by signal", line(`<startEvent id="paid">`+signalOf+`</startEvent>`, task("b")), 1},
		{"a start by timer", line(`<startEvent id="paid"><timerEventDefinition><timeCycle>0 0 3 * * ?</timeCycle></timerEventDefinition></startEvent>`, task("b")), 1},
		{"a start by condition", line(`<startEvent id="paid">`+conditionOf+`</startEvent>`, task("b")), 1},
		{"a message", line(begin(), task("a"), end()) + boundary("a", messageOf, true), 2},
		{"a signal", line(begin(), task("a"), end()) + boundary("a", signalOf, true), 2},
		{"a timer", line(begin(), task("a"), end()) + boundary("a", timerOf, true), 2},
		{"a condition", line(begin(), task("a"), end()) + boundary("a", conditionOf, true), 2},
		{"an error of a user", line(begin(), task("a"), end()) + boundary("a", errorOf, true), 2},
		{"an escalation of a user", line(begin(), task("a"), end()) + boundary("a", escalationOf, true), 2},
		{"an error of a worker", line(begin(), external, end()) + boundary("a", errorOf, true), 2},
		{"an error of a service", line(begin(), work("a"), task("c"), end()) + boundary("a", errorOf, true), 2},
		{"what is called", line(begin(), call, task("c"), end()) + boundary("a", errorOf, true), 3},
		{"what is called escalates", line(begin(), call, end()) + boundary("a", escalationOf, true), 2},
		{"jobs", line(begin(), `<userTask id="a" camunda:asyncBefore="true" camunda:asyncAfter="true" />`, end()), 3},
		{"a receive task without message", line(begin(), `<receiveTask id="a" />`, task("b"), end()), 2},
		{"a catching message", line(begin(), `<intermediateCatchEvent id="a">`+messageOf+`</intermediateCatchEvent>`, task("b"), end()), 2},
		{"a choice", line(begin(), `<exclusiveGateway id="x" default="x_b" />`) + task("a") + task("b") + flow("x", "b") +
			`<sequenceFlow id="x_a" sourceRef="x" targetRef="a"><conditionExpression>${amount > 5}</conditionExpression></sequenceFlow>`, 2},
		{"several of two", line(begin(), `<inclusiveGateway id="x" />`) + task("a") + task("b") +
			`<sequenceFlow id="x_a" sourceRef="x" targetRef="a"><conditionExpression>${amount > 5}</conditionExpression></sequenceFlow>
			<sequenceFlow id="x_b" sourceRef="x" targetRef="b"><conditionExpression>${amount > 9}</conditionExpression></sequenceFlow>`, 3},
		{"one of two that contradict each other", line(begin(), `<inclusiveGateway id="x" />`) + task("a") + task("b") +
			`<sequenceFlow id="x_a" sourceRef="x" targetRef="a"><conditionExpression>${paid}</conditionExpression></sequenceFlow>
			<sequenceFlow id="x_b" sourceRef="x" targetRef="b"><conditionExpression>${!paid}</conditionExpression></sequenceFlow>`, 2},
		{"two branches", between([]string{task("a"), task("b")}, end()), 3},
		{"a loop, which can end early", line(begin(), `<userTask id="a">`+fmt.Sprintf(loop, false)+`</userTask>`, task("b"), end()), 3},
		{"a loop in sequence", line(begin(), `<userTask id="a">`+fmt.Sprintf(loop, true)+`</userTask>`, task("b"), end()), 3},
		{"an event again and again", line(begin(), task("a"), end()) + boundary("a", messageOf, false), 5},
		{"no place to rest", line(begin(), work("a"), end()), 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			p := process(t, x.content)
			r := rehearse(t, review(t, p, p), rehearsal.Options{})
			if r.States != x.states || r.Good != x.states || len(r.Incomplete) > 0 {
				t.Errorf("want %d states, got %s", x.states, summary(r))
			}
		})
	}
}

// TestLimits looks at models that are too large, or never come to rest.
func TestLimits(t *testing.T) {
	t.Parallel()
	large := process(t, between([]string{task("a"), task("b"), task("c"), task("d")}, end()))
	r := rehearse(t, review(t, large, large), rehearsal.Options{States: 4})
	if len(r.Incomplete) == 0 || r.States == 0 || r.States > 10 || len(r.Findings) > 0 {
		t.Error(summary(r))
	}
	circle := process(t, line(begin(), work("a"), `<exclusiveGateway id="x" />`, work("b"))+flow("b", "a"))
	r = rehearse(t, review(t, circle, circle), rehearsal.Options{})
	if want := "0 states, 0 good, 0 refused\nsome steps go round in circles without a place to rest\n"; summary(r) != want {
		t.Errorf("want %s, got %s", want, summary(r))
	}
}
