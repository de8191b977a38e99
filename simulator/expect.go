package simulator

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// T is what a test needs of *testing.T.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Test is a [Session] for tests: its methods return the test itself, and end
// the test that it was made for when something fails or is not as expected.
type Test struct {
	t T
	*Session
}

// New deploys models, which are paths of files, for a test.
func New(t T, models ...string) *Test {
	t.Helper()
	return Options{}.New(t, models...)
}

// New deploys models with these options for a test.
func (o Options) New(t T, models ...string) *Test {
	t.Helper()
	files, err := o.readModels(models)
	if err != nil {
		t.Fatalf("simulator: %v", err)
		return nil
	}
	s, problems := Deploy(files, o)
	if s == nil {
		var b strings.Builder
		for _, p := range problems {
			if p.Severity == diag.Error {
				fmt.Fprintf(&b, "\n  %s:%d:%d: %s", p.File, p.Range.Start.Line, p.Range.Start.Column, p.Message)
			}
		}
		t.Fatalf("simulator: the engine refuses the deployment:%s", b.String())
		return nil
	}
	return &Test{t, s}
}

// fail ends the test with the places of all tokens.
func (x *Test) fail(format string, args ...any) {
	x.t.Helper()
	x.t.Fatalf("simulator: %s\n%s", fmt.Sprintf(format, args...), x.situation())
}

// situation tells where the instances are.
func (x *Test) situation() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  time: %s\n", x.engine.Now().Format(time.RFC3339))
	places := x.Places()
	if len(places) == 0 {
		b.WriteString("  no instance runs\n")
	}
	b.WriteString(Describe(places, "  "))
	fmt.Fprintf(&b, "  passed: %s", cmp.Or(strings.Join(x.Passed(), ", "), "nothing"))
	return b.String()
}

func (x *Test) did(what string, err error) *Test {
	x.t.Helper()
	if err != nil {
		x.fail("%s: %s", what, explain(err))
	}
	return x
}

// Stub makes an activity behave as a stub says.
func (x *Test) Stub(activity string, b engine.Behavior) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Stub(%q)", activity), x.Session.Stub(activity, b))
}

// StubAll makes all code that is missing do nothing.
func (x *Test) StubAll() *Test {
	x.Session.StubAll()
	return x
}

// Start starts an instance of the first process of the models.
func (x *Test) Start(v Vars) *Test {
	x.t.Helper()
	return x.did("Start", x.Session.Start(Start{Vars: v}))
}

// StartWith starts an instance as the argument says.
func (x *Test) StartWith(c Start) *Test {
	x.t.Helper()
	return x.did("StartWith", x.Session.Start(c))
}

// Complete completes the oldest user task or external task of an activity.
func (x *Test) Complete(activity string, v Vars) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Complete(%q)", activity), x.Session.Complete(activity, v))
}

// ThrowError throws a BPMN error at the oldest user task or external task of an
// activity.
func (x *Test) ThrowError(activity, code string) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("ThrowError(%q, %q)", activity, code), x.Session.ThrowError(activity, code, "", nil))
}

// Escalate throws an escalation at the oldest user task of an activity.
func (x *Test) Escalate(activity, code string) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Escalate(%q, %q)", activity, code), x.Session.Escalate(activity, code, nil))
}

// FailExternal reports that the oldest external task of an activity has failed
// for good.
func (x *Test) FailExternal(activity, message string) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("FailExternal(%q)", activity), x.Session.FailExternal(activity, message))
}

// Message delivers a message to the instance that waits for it, or starts one.
func (x *Test) Message(name string, v Vars) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Message(%q)", name), x.Session.Message(name, v))
}

// Signal delivers a signal to all that wait for it.
func (x *Test) Signal(name string, v Vars) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Signal(%q)", name), x.Session.Signal(name, v))
}

// Trigger makes an execution go on that waits without saying for what.
func (x *Test) Trigger(activity string, v Vars) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Trigger(%q)", activity), x.Session.Trigger(activity, v))
}

// SetVariables sets variables of the instance that was started last.
func (x *Test) SetVariables(v Vars) *Test {
	x.t.Helper()
	return x.did("SetVariables", x.Session.SetVariables(v))
}

// Retry gives the job or external task of an activity another try.
func (x *Test) Retry(activity string) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Retry(%q)", activity), x.Session.Retry(activity))
}

// RunJob executes the oldest job of an activity, due or not.
func (x *Test) RunJob(activity string) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("RunJob(%q)", activity), x.Session.RunJob(activity))
}

// Advance moves the clock on; what becomes due on the way is executed.
func (x *Test) Advance(d time.Duration) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("Advance(%s)", d), x.Session.Advance(d))
}

// AdvanceTo moves the clock on to a time.
func (x *Test) AdvanceTo(t time.Time) *Test {
	x.t.Helper()
	return x.did(fmt.Sprintf("AdvanceTo(%s)", t.Format(time.RFC3339)), x.Session.AdvanceTo(t))
}

// known ends the test where no model has an activity of the id: a misspelt
// name must not make an expectation hold.
func (x *Test) known(activities ...string) {
	x.t.Helper()
	for _, a := range activities {
		if err := x.check(a); err != nil {
			x.fail("%v", err)
		}
	}
}

// ExpectPassed expects that the activities were entered and left, in whatever
// order.
func (x *Test) ExpectPassed(activities ...string) *Test {
	x.t.Helper()
	x.known(activities...)
	passed := x.Passed()
	for _, a := range activities {
		if !slices.Contains(passed, a) {
			x.fail("%s was not passed", a)
		}
	}
	return x
}

// ExpectPassedInOrder expects that the activities were entered one after the
// other and left; others may have come between.
func (x *Test) ExpectPassedInOrder(activities ...string) *Test {
	x.t.Helper()
	x.known(activities...)
	rest := x.Passed()
	for i, a := range activities {
		n := slices.Index(rest, a)
		if n < 0 {
			if i == 0 {
				x.fail("%s was not passed", a)
			} else {
				x.fail("%s was not passed behind %s", a, activities[i-1])
			}
			return x
		}
		rest = rest[n+1:]
	}
	return x
}

// ExpectNotPassed expects that none of the activities was entered and left.
func (x *Test) ExpectNotPassed(activities ...string) *Test {
	x.t.Helper()
	x.known(activities...)
	passed := x.Passed()
	for _, a := range activities {
		if slices.Contains(passed, a) {
			x.fail("%s was passed", a)
		}
	}
	return x
}

// ExpectWaiting expects that tokens rest at these activities and nowhere else.
func (x *Test) ExpectWaiting(activities ...string) *Test {
	x.t.Helper()
	x.known(activities...)
	want, got := sortedCopy(activities), sortedCopy(Leaves(x.Places()))
	if !slices.Equal(want, got) {
		x.fail("it waits at %s, not at %s", cmp.Or(strings.Join(got, ", "), "nothing"), cmp.Or(strings.Join(want, ", "), "nothing"))
	}
	return x
}

// ExpectEnded expects that no instance runs.
func (x *Test) ExpectEnded() *Test {
	x.t.Helper()
	if places := x.Places(); len(places) > 0 {
		x.fail("it has not ended")
	}
	return x
}

// ExpectVariable expects the value of a variable of the instance that was
// started last, which may have ended. Numbers of different types are equal if
// they are the same number.
func (x *Test) ExpectVariable(name string, value any) *Test {
	x.t.Helper()
	var got any
	found := false
	for _, v := range x.engine.HistoricVariables(x.instance) {
		if v.Name == name && v.ActivityInstance == x.instance && !v.Deleted {
			got, found = v.Value, true
		}
	}
	switch {
	case !found:
		x.fail("the instance has no variable %s", name)
	case !equal(got, value):
		x.fail("the variable %s is %s (%s), not %v", name, juel.Text(got), juel.SimpleClass(got), value)
	}
	return x
}

// ExpectIncident expects an open incident at an activity whose message contains
// a text.
func (x *Test) ExpectIncident(activity, text string) *Test {
	x.t.Helper()
	x.known(activity)
	for _, i := range x.engine.Incidents(0) {
		if i.Activity == activity && (text == "" || i.Message != nil && strings.Contains(*i.Message, text)) {
			return x
		}
	}
	x.fail("there is no incident at %s with the message %q", activity, text)
	return x
}

// equal compares a value of the engine with one of a test.
func equal(got, want any) bool {
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	switch {
	case !g.IsValid() || !w.IsValid():
		return g.IsValid() == w.IsValid()
	case g.CanInt() && w.CanInt():
		return g.Int() == w.Int()
	case g.CanFloat() && w.CanFloat():
		return g.Float() == w.Float()
	case g.CanInt() && w.CanFloat():
		return float64(g.Int()) == w.Float()
	case g.CanFloat() && w.CanInt():
		return g.Float() == float64(w.Int())
	}
	switch got := got.(type) {
	case time.Time:
		other, ok := want.(time.Time)
		return ok && got.Equal(other)
	case *juel.List:
		if w.Kind() != reflect.Slice || w.Len() != len(got.Items) {
			return false
		}
		for i, x := range got.Items {
			if !equal(x, w.Index(i).Interface()) {
				return false
			}
		}
		return true
	case *juel.Map:
		if w.Kind() != reflect.Map || w.Type().Key().Kind() != reflect.String || w.Len() != got.Len() {
			return false
		}
		for i := w.MapRange(); i.Next(); {
			x, ok := got.Get(i.Key().String())
			if !ok || !equal(x, i.Value().Interface()) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(got, want)
}
