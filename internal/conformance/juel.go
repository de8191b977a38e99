package conformance

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/big"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/juel"
)

// juelAnswer is what the engine said of an expression.
type juelAnswer struct {
	Expression, As string
	Type           string
	Value          *string
	Error          *struct{ Phase, Class, Message string }
}

// expressions compares the values of expressions.
func expressions(_ context.Context, args []string) (*Result, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("usage: juel FILE.jsonl")
	}
	r := newResult()
	return r, eachAnswer(args[0], func(a *juelAnswer) error {
		r.Of++
		want, got := a.String(), evaluate(*a)
		if want == got {
			r.Agree++
			return nil
		}
		cause := "value"
		if a.Error != nil {
			cause = "error"
		}
		r.disagree(cause, "%s: %s, the engine %s", a.Expression, got, want)
		return nil
	})
}

// String returns a recorded answer as evaluate words ours.
func (a juelAnswer) String() string {
	switch {
	case a.Error != nil:
		return "error " + a.Error.Message
	case a.Type == "null" || a.Value == nil:
		return "null"
	}
	return a.Type + " " + *a.Value
}

var knownFunctions = juel.Functions{"now": 0, "dateTime": 0, "currentUser": 0, "currentUserGroups": 0}

func evaluate(a juelAnswer) string {
	// A condition is parsed with its model.
	refused := func(message string) string {
		if a.As == "condition" {
			message = "ENGINE-01009 Error while parsing process. " + message + "."
		}
		return "error " + message
	}
	e, problem := juel.Parse(a.Expression)
	if problem != nil {
		return refused(problem.EngineMessage())
	}
	if f, message := e.Unbound(knownFunctions); f != nil {
		return refused(message)
	}
	if a.As == "condition" {
		e, _ = juel.Parse(strings.TrimSpace(a.Expression))
		yes, failure := e.EvaluateCondition(newUserTask())
		if failure != nil {
			return "error " + failure.Message
		}
		return fmt.Sprintf("Boolean %t", yes)
	}
	value, failure := e.Evaluate(newUserTask())
	switch {
	case failure != nil:
		return "error " + failure.Message
	case value == nil:
		return "null"
	}
	return juel.SimpleClass(value) + " " + juel.Text(value)
}

// userTask is the execution at which the answers were recorded.
type userTask struct{ variables map[string]any }

func newUserTask() *userTask {
	i := func(n int) any { return int32(n) }
	return &userTask{map[string]any{
		"i": i(5), "l": int64(5), "d": 2.5, "s": "foo", "n": "42", "b": true, "nul": nil,
		"list": &juel.List{Items: []any{"a", "b", i(3)}}, "map": juel.NewMap("k", "v", "x", i(1)),
		"date": time.UnixMilli(0).UTC(), "es": "", "el": &juel.List{}, "z": i(0), "dz": 0.0, "neg": i(-3), "sh": int16(7),
		"imax": i(math.MaxInt32), "lmax": int64(math.MaxInt64), "lmin": int64(math.MinInt64), "big": int64(1 << 31), "dbig": 1e20,
		"nan": math.NaN(), "inf": math.Inf(1), "bd": juel.Decimal{Unscaled: big.NewInt(1250), Scale: 2}, "bi": big.NewInt(7),
		"nd": "2.5", "ne3": "1e3", "nsp": " 7 ", "blank": "  ", "st": "true", "sf": "FALSE", "bf": false, "text": "Hello World", "uni": "äöü€",
		"date2": time.UnixMilli(1893456000000).UTC(), "emap": juel.NewMap(),
		"nmap": juel.NewMap("a", juel.NewMap("b", juel.NewMap("c", i(1))), "l", &juel.List{Items: []any{i(1), i(2), i(3)}}, "nul", nil),
		"lom":  &juel.List{Items: []any{juel.NewMap("id", i(1), "name", "n1"), juel.NewMap("id", i(2), "name", "n2")}},
		"imap": juel.NewMap(int32(1), "int", int64(1), "long", "1", "str"),
		"nums": &juel.List{Items: []any{i(1), int64(2), 3.5, "4"}}, "sset": &juel.Set{Items: []any{"x", "y"}}, "bytes": []byte{1, 2},
		"$v": i(1), "_v": i(2), "v$1": i(3), "größe": i(4), "div": i(11), "empty": i(12), "T": i(13), "a-b": i(14), "x.y": i(15),
		"variables": "vv", "Eq": i(16), "instanceof": i(17), "key": "k", "idx": i(1),
		"log": bean{"T$Log"}, "thrower": bean{"T$Thrower"}, "authenticatedUserId": nil,
	}}
}

// Variable implements [juel.Resolver].
func (t *userTask) Variable(name string) (any, bool) {
	if name == "execution" {
		return execution{t}, true
	}
	v, ok := t.variables[name]
	return v, ok
}

// known returns the variables without the beans.
func (t *userTask) known() map[string]any {
	out := maps.Clone(t.variables)
	for _, name := range []string{"log", "thrower", "authenticatedUserId"} {
		delete(out, name)
	}
	return out
}

// Function implements [juel.Resolver].
func (t *userTask) Function(name string, _ []any) (any, bool) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	switch name {
	case "now":
		return now, true
	case "dateTime":
		return juel.DateTime{Time: now}, true
	case "currentUser", "currentUserGroups":
		return nil, true
	}
	return nil, false
}

// bean is one of the beans of the recordings.
type bean struct{ class string }

func (b bean) Class() string { return b.class }

func (b bean) String() string { return b.class + "@1" }

func (b bean) Property(string) (any, bool) { return nil, false }

func (b bean) Call(name string, args []any) (any, bool, error) {
	switch {
	case b.class == "T$Log" && name == "add" && len(args) == 1:
		return true, true, nil
	case b.class != "T$Thrower":
	case name == "bpmn" && len(args) == 1:
		code := juel.Text(args[0])
		return nil, true, &juel.Thrown{Class: "org.camunda.bpm.engine.delegate.BpmnError", Message: "msg-" + code + " (errorCode='" + code + "')"}
	case name == "ex" && len(args) == 1:
		return nil, true, &juel.Thrown{Class: "java.lang.RuntimeException", Message: juel.Text(args[0])}
	case name == "npe" && len(args) == 0:
		return nil, true, &juel.Thrown{Class: "java.lang.NullPointerException", Message: "x"}
	}
	return nil, false, nil
}

// execution is the process instance.
type execution struct{ task *userTask }

func (execution) Class() string {
	return "org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity"
}

func (execution) String() string { return "ProcessInstance[1]" }

func (e execution) Property(name string) (any, bool) {
	switch name {
	case "processBusinessKey", "businessKey":
		return "BK", true
	case "currentActivityId":
		return "theTask", true
	case "currentActivityName":
		return "my task", true
	case "processDefinitionKey":
		return "oneTaskProcess", true
	case "tenantId", "parentId", "eventName", "superExecution", "parent", "currentTransitionId":
		return nil, true
	case "active":
		return true, true
	case "suspended", "ended", "concurrent":
		return false, true
	case "processInstance":
		return e, true
	case "incidents":
		return &juel.List{}, true
	case "variables":
		m := juel.NewMap()
		for k, v := range e.task.known() {
			m.Put(k, v)
		}
		return m, true
	case "variableNames":
		s := &juel.Set{}
		for k := range e.task.known() {
			s.Items = append(s.Items, k)
		}
		return s, true
	}
	return nil, false
}

func (e execution) Call(name string, args []any) (any, bool, error) {
	if property, ok := strings.CutPrefix(name, "is"); ok && len(args) == 0 && property != "" {
		v, ok := e.Property(strings.ToLower(property))
		return v, ok, nil
	}
	if property, ok := strings.CutPrefix(name, "get"); ok && len(args) == 0 && property != "" {
		v, ok := e.Property(strings.ToLower(property[:1]) + property[1:])
		return v, ok, nil
	}
	if len(args) == 0 {
		return nil, false, nil
	}
	key := juel.Text(args[0])
	switch {
	case (name == "getVariable" || name == "getVariableLocal") && len(args) == 1:
		return e.task.variables[key], true, nil
	case (name == "hasVariable" || name == "hasVariableLocal") && len(args) == 1:
		_, ok := e.task.variables[key]
		return ok, true, nil
	case (name == "setVariable" || name == "setVariableLocal") && len(args) == 2:
		e.task.variables[key] = args[1]
		return nil, true, nil
	case (name == "removeVariable" || name == "removeVariableLocal") && len(args) == 1:
		delete(e.task.variables, key)
		return nil, true, nil
	}
	return nil, false, nil
}
