package simulator_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/simulator"
)

// The tests of this file are the examples of docs/testing.md.

func TestGuideApproved(t *testing.T) {
	t.Parallel()
	simulator.New(t, "testdata/order.bpmn").
		Stub("check", simulator.Set(simulator.Vars{"inStock": true})).
		Stub("charge", simulator.Set(nil)).
		Start(simulator.Vars{"amount": 1500}).
		ExpectWaiting("approve").
		Complete("approve", simulator.Vars{"approved": true}).
		ExpectPassedInOrder("check", "approve", "charge").
		ExpectWaiting("ship").
		Complete("ship", nil).
		ExpectPassed("shipped").
		ExpectEnded()
}

func TestGuideDeclinedCard(t *testing.T) {
	t.Parallel()
	simulator.New(t, "testdata/order.bpmn").
		StubAll().
		Stub("charge", simulator.Each(
			simulator.Throw("DECLINED", "no money"),
			simulator.Set(simulator.Vars{"paid": true}),
		)).
		Start(simulator.Vars{"amount": 10}).
		ExpectWaiting("ask").
		Complete("ask", nil).
		ExpectNotPassed("approve").
		ExpectVariable("paid", true).
		ExpectWaiting("ship")
}

func TestGuideReminder(t *testing.T) {
	t.Parallel()
	simulator.New(t, "testdata/order.bpmn").
		StubAll().
		Start(simulator.Vars{"amount": 1500}).
		Advance(47*time.Hour).
		ExpectNotPassed("remind").
		Advance(time.Hour).
		ExpectPassed("late", "remind", "reminded").
		ExpectWaiting("approve")
}

func TestGuideOperator(t *testing.T) {
	t.Parallel()
	order := simulator.New(t, "testdata/order.bpmn").
		StubAll().
		Stub("charge", simulator.Fail("the bank does not answer")).
		Start(simulator.Vars{"amount": 10}).
		ExpectIncident("charge", "the bank does not answer").
		ExpectWaiting("charge")
	order.Stub("charge", simulator.Set(nil)).
		Retry("charge").
		ExpectWaiting("ship")
}

func TestGuideStartsAnywhere(t *testing.T) {
	t.Parallel()
	simulator.New(t, "testdata/order.bpmn").
		StubAll().
		StartWith(simulator.Start{Before: []string{"approved"}, Vars: simulator.Vars{"approved": false}}).
		ExpectPassed("refused").
		ExpectEnded()
}

// TestGuideShowsTheseTests compares the Go code of docs/testing.md with this
// file.
func TestGuideShowsTheseTests(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../docs/testing.md")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("guide_test.go")
	if err != nil {
		t.Fatal(err)
	}
	code := plain(string(file))
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	if len(blocks) < 5 {
		t.Errorf("the guide has %d blocks of code", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(code, plain(b[1])) {
			t.Errorf("docs/testing.md shows code that is not tested:\n%s", b[1])
		}
	}
	model, err := os.ReadFile("testdata/order.bpmn")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range regexp.MustCompile("(?s)```xml\n(.*?)```").FindAllStringSubmatch(string(guide), -1) {
		if !strings.Contains(plain(string(model)), plain(b[1])) {
			t.Errorf("docs/testing.md shows a model that is not testdata/order.bpmn:\n%s", b[1])
		}
	}
}

// TestGuideShowsARealFailure compares the message in docs/testing.md with what
// a test prints.
func TestGuideShowsARealFailure(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../docs/testing.md")
	if err != nil {
		t.Fatal(err)
	}
	got := refusal(t, func(t simulator.T) {
		simulator.New(t, "testdata/order.bpmn").StubAll().Start(simulator.Vars{"amount": 1500}).Complete("ask", nil)
	})
	if !strings.Contains(string(guide), "```\n"+got+"\n```") {
		t.Errorf("docs/testing.md does not show\n%s", got)
	}
}

// plain returns code without its indentation.
func plain(code string) string {
	var lines []string
	for _, l := range strings.Split(code, "\n") {
		if l = strings.TrimSpace(l); l != "" && l != "t.Parallel()" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}
