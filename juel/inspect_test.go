package juel_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/google/go-cmp/cmp"
)

func TestInspect(t *testing.T) {
	t.Parallel()
	type facts struct {
		Literal, Constant             bool
		Sole                          string
		Variables, Functions, Methods []string
		Complexity                    juel.Complexity
	}
	tests := []struct {
		text string
		want facts
	}{
		{"", facts{Literal: true, Constant: true}},
		{`a \${b}`, facts{Literal: true, Constant: true}},
		{"${1 + 2}", facts{
			Constant: true, Sole: "1 + 2",
			Complexity: juel.Complexity{Nodes: 3, Operators: 1, Depth: 2},
		}},
		{"${'a'.length()}", facts{
			Sole: "'a'.length()", Methods: []string{"length"},
			Complexity: juel.Complexity{Nodes: 3, Calls: 1, Depth: 3},
		}},
		{"order-${a}-${a.b[c]}", facts{
			Variables:  []string{"a", "c"},
			Complexity: juel.Complexity{Nodes: 5, Depth: 3},
		}},
		{"${((a)) > 5 and not empty b ? ns:f(x, now()) : bean['m'](a)}", facts{
			Sole:      "((a)) > 5 && !empty b ? ns:f(x, now()) : bean['m'](a)",
			Variables: []string{"a", "b", "x", "bean"}, Functions: []string{"ns:f", "now"}, Methods: []string{"m"},
			Complexity: juel.Complexity{Nodes: 16, Operators: 5, Calls: 3, Depth: 5},
		}},
		{"${bean[key]()}", facts{
			Sole: "bean[key]()", Variables: []string{"bean", "key"}, Methods: []string{""},
			Complexity: juel.Complexity{Nodes: 4, Calls: 1, Depth: 3},
		}},
	}
	for _, tt := range tests {
		e := parse(t, tt.text)
		got := facts{
			Literal: e.IsLiteralText(), Constant: e.IsConstant(),
			Variables: e.Variables(), Complexity: e.Complexity(),
		}
		if n := e.Sole(); n != nil {
			got.Sole = n.String()
		}
		for _, f := range e.Functions() {
			got.Functions = append(got.Functions, f.Name())
		}
		for _, m := range e.Methods() {
			got.Methods = append(got.Methods, m.Name())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestUnbound(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, call, message string }{
		{"${now()}", "", ""},
		{"${foo()}", "foo()", "Could not resolve function 'foo'"},
		{"${x:now()}", "x:now()", "Could not resolve function 'x:now'"},
		{"${now(1)}", "now(1)", "Parameters for function 'now' do not match"},
		{"${foo(bar())}", "bar()", "Could not resolve function 'bar'"},
		{"${now(a, foo())}", "foo()", "Could not resolve function 'foo'"},
		{"${a.now(1)}", "", ""},
		{"${now()} ${b[foo(1)]}", "foo(1)", "Could not resolve function 'foo'"},
	}
	for _, tt := range tests {
		call, message := parse(t, tt.text).Unbound(engineFunctions())
		got := ""
		if call != nil {
			got = call.String()
		}
		if got != tt.call || message != tt.message {
			t.Errorf("%s: got %q, %q", tt.text, got, message)
		}
	}
}

func TestIterationStops(t *testing.T) {
	t.Parallel()
	e := parse(t, "${f(a, b ? c : d, -e, (g), h.i, j[k], l.m(n))} ${o}")
	all := e.Complexity().Nodes + 1 // the parentheses
	for limit := 1; limit <= all; limit++ {
		seen := 0
		for range e.Nodes() {
			if seen++; seen == limit {
				break
			}
		}
		if seen != limit {
			t.Errorf("limit %d: saw %d", limit, seen)
		}
	}
}
