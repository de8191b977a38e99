package simulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/simulator"
	"github.com/bpmnlint/bpmnlint/source"
)

// refusing is a test that notes why it was ended.
type refusing struct{ text string }

type stopped struct{}

func (*refusing) Helper() {}

func (r *refusing) Fatalf(format string, args ...any) {
	r.text = fmt.Sprintf(format, args...)
	panic(stopped{})
}

// refusal returns why a test is ended.
func refusal(t *testing.T, test func(t simulator.T)) (text string) {
	t.Helper()
	r := &refusing{}
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(stopped); !ok {
				panic(p)
			}
			text = r.text
		}
	}()
	test(r)
	t.Fatal("the test was not ended")
	return ""
}

const order = "testdata/order.bpmn"

// model returns a model whose process p has this body.
func model(body string) []byte {
	return []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t">` +
		`<process id="p" isExecutable="true">` + body + `</process><message id="paid" name="Paid"/><signal id="stop" name="Stop"/></definitions>`)
}

// options make a test of a model that is no file.
func options(body string) simulator.Options {
	return simulator.Options{Read: func(string) ([]byte, error) { return model(body), nil }}
}

func TestFailuresTellWhereTokensAre(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		test func(t simulator.T)
		want []string
	}{
		{"nothing to complete", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 1500}).Complete("ask", nil)
		}, []string{
			`simulator: Complete("ask"): nothing waits at ask that could be completed`,
			`process "Order" (order)`,
			`user task "Approve" (approve) waits for a user of group accounting, or the time 2030-01-03T00:00:00Z, at late`,
			"time: 2030-01-01T00:00:00Z", "passed: placed, check, amount",
		}},
		{"waits elsewhere", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).ExpectWaiting("approve")
		}, []string{"it waits at ship, not at approve", `service task "Ship" (ship) waits for a worker, topic shipping`}},
		{"an incident", func(t simulator.T) {
			simulator.New(t, order).StubAll().Stub("charge", simulator.Fail("broken")).Start(simulator.Vars{"amount": 5}).ExpectEnded()
		}, []string{"it has not ended", `service task "Charge card" (charge) waits for an operator: failedJob: `, "broken"}},
		{"a missing stub", func(t simulator.T) {
			simulator.New(t, order).Start(simulator.Vars{"amount": 5})
		}, []string{`Start: service task "Check stock" (check) runs code that is not here and has no stub`, `Stub("check", simulator.Set(nil))`, "no instance runs"}},
		{"a misspelt activity", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).ExpectNotPassed("aprove")
		}, []string{`no process has an activity "aprove"`}},
		{"a missing variable", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(nil)
		}, []string{"Unknown property used in expression: ${amount > 1000}"}},
		{"the engine refuses", func(t simulator.T) {
			options(`<startEvent id="s"/><serviceTask id="a"/>`).New(t, "p.bpmn")
		}, []string{"the engine refuses the deployment:", "p.bpmn:1:", "is mandatory on serviceTask"}},
		{"no file", func(t simulator.T) { simulator.New(t, "testdata/nowhere.bpmn") }, []string{"nowhere.bpmn"}},
		{"not passed in order", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).ExpectPassedInOrder("charge", "check")
		}, []string{"check was not passed behind charge"}},
		{"another value", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).ExpectVariable("amount", "5")
		}, []string{"the variable amount is 5 (Integer), not 5"}},
		{"a message that nobody waits for", func(t simulator.T) {
			simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).Message("Paid", nil)
		}, []string{"Cannot correlate message 'Paid'"}},
		{"back in time", func(t simulator.T) {
			simulator.New(t, order).AdvanceTo(time.Date(2029, 1, 1, 0, 0, 0, 0, time.UTC))
		}, []string{"it cannot go back to 2029-01-01T00:00:00Z"}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := refusal(t, c.test)
			for _, w := range c.want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is not in:\n%s", w, got)
				}
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	const waitsEverywhere = `
<startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="fork"/>
<parallelGateway id="fork"/>
<sequenceFlow id="f1" sourceRef="fork" targetRef="receive"/><receiveTask id="receive" name="Paid?" messageRef="paid"/>
<sequenceFlow id="f2" sourceRef="fork" targetRef="plain"/><receiveTask id="plain"/>
<sequenceFlow id="f3" sourceRef="fork" targetRef="join"/><sequenceFlow id="g3" sourceRef="plain" targetRef="join"/><parallelGateway id="join"/>
<sequenceFlow id="f4" sourceRef="fork" targetRef="timer"/>
<intermediateCatchEvent id="timer"><timerEventDefinition id="t1"><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sequenceFlow id="f5" sourceRef="fork" targetRef="sub"/>
<subProcess id="sub"><startEvent id="s2"/><sequenceFlow id="f6" sourceRef="s2" targetRef="u"/><userTask id="u" camunda:assignee="mary"/></subProcess>
<boundaryEvent id="stopped" attachedToRef="sub"><signalEventDefinition id="d1" signalRef="stop"/></boundaryEvent>`
	x := options(waitsEverywhere).New(t, "p.bpmn").Start(nil).ExpectWaiting("receive", "plain", "join", "timer", "u")
	want := `process p
  receive task "Paid?" (receive) waits for message Paid
  receive task plain waits for somebody to trigger it
  parallel gateway join waits for tokens on its other flows
  timer intermediate catch event timer waits for the time 2030-01-01T01:00:00Z
  sub-process sub listens for signal Stop, at stopped
    user task u waits for a user mary
`
	if d := cmp.Diff(sortedLines(want), sortedLines(simulator.Describe(x.Places(), ""))); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
	x.Trigger("plain", nil).Message("Paid", nil).Signal("Stop", nil).Advance(time.Hour).ExpectEnded()
}

func sortedLines(s string) map[string]int {
	lines := map[string]int{}
	for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
		lines[l]++
	}
	return lines
}

func TestPlacesOfCalledProcesses(t *testing.T) {
	t.Parallel()
	files := map[string][]byte{
		"caller.bpmn": []byte(strings.Replace(string(model(`<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="call"/><callActivity id="call" calledElement="p"/>`)), `process id="p"`, `process id="caller"`, 1)),
		"called.bpmn": model(`<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="inner"/><userTask id="inner"/>`),
	}
	o := simulator.Options{Read: func(name string) ([]byte, error) { return files[name], nil }}
	x := o.New(t, "caller.bpmn", "called.bpmn").Start(nil).ExpectWaiting("inner")
	want := "process caller\n  call activity call\n    process p\n      user task inner waits for a user\n"
	if d := cmp.Diff(want, simulator.Describe(x.Places(), "")); d != "" {
		t.Errorf("places (-want +got):\n%s", d)
	}
	x.Complete("inner", nil).ExpectEnded()
}

func TestErrorsAndEscalations(t *testing.T) {
	t.Parallel()
	const body = `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><userTask id="a"/>
<boundaryEvent id="failed" attachedToRef="a"><errorEventDefinition id="d1"/></boundaryEvent>
<boundaryEvent id="noticed" cancelActivity="false" attachedToRef="a"><escalationEventDefinition id="d2"/></boundaryEvent>`
	options(body).New(t, "p.bpmn").Start(nil).
		Escalate("a", "anything").ExpectPassed("noticed").ExpectWaiting("a").
		ThrowError("a", "anything").ExpectPassed("failed").ExpectEnded()
}

func TestExternalTaskFails(t *testing.T) {
	t.Parallel()
	simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 5}).
		FailExternal("ship", "no truck").
		ExpectIncident("ship", "no truck").
		Retry("ship").Complete("ship", nil).ExpectEnded()
}

func TestRunJobFiresATimerEarly(t *testing.T) {
	t.Parallel()
	simulator.New(t, order).StubAll().Start(simulator.Vars{"amount": 1500}).RunJob("late").ExpectPassed("remind")
}

func TestVariablesAreExpectedByValue(t *testing.T) {
	t.Parallel()
	const body = `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><userTask id="a"/>`
	options(body).New(t, "p.bpmn").
		Start(simulator.Vars{"n": 5, "f": 1.5, "s": "x", "b": true, "l": []any{"a", 1}, "nothing": nil, "m": map[string]any{"k": 1}}).
		ExpectVariable("n", 5).ExpectVariable("n", int64(5)).ExpectVariable("n", 5.0).ExpectVariable("f", 1.5).ExpectVariable("s", "x").
		ExpectVariable("b", true).ExpectVariable("l", []any{"a", 1}).
		ExpectVariable("m", map[string]any{"k": 1}).ExpectVariable("nothing", nil).
		SetVariables(simulator.Vars{"n": 6}).ExpectVariable("n", 6)
}

func TestReads(t *testing.T) {
	t.Parallel()
	data := model(`<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"><conditionExpression xsi:type="tFormalExpression">${yes and execution.active}</conditionExpression></sequenceFlow>
<userTask id="a" camunda:assignee="${who}"><documentation>${not this}</documentation><extensionElements><camunda:inputOutput><camunda:inputParameter name="x">${in1}-${in2}</camunda:inputParameter></camunda:inputOutput></extensionElements>
<multiInstanceLoopCharacteristics camunda:collection="items" camunda:elementVariable="item"/></userTask>
<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition id="t1"><timeDuration xsi:type="tFormalExpression">${wait}</timeDuration></timerEventDefinition></boundaryEvent>`)
	s, problems := simulator.Deploy([]*source.File{source.New("p.bpmn", data)}, simulator.Options{})
	if s == nil {
		t.Fatal(problems)
	}
	for element, want := range map[string][]string{"a": {"who", "in1", "in2", "items", "wait"}, "f": {"yes"}, "s": {"yes"}, "none": nil} {
		if d := cmp.Diff(want, s.Reads("p", element)); d != "" {
			t.Errorf("%s (-want +got):\n%s", element, d)
		}
	}
}
