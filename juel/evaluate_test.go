package juel_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/juel"
)

// variables is a resolver with some of them, and a clock.
type variables map[string]any

func (v variables) Variable(name string) (any, bool) {
	value, ok := v[name]
	return value, ok
}

func (v variables) Function(name string, _ []any) (any, bool) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	switch name {
	case "now":
		return now, true
	case "dateTime":
		return juel.DateTime{Time: now}, true
	}
	return nil, false
}

func testVariables() variables {
	return variables{
		"i": int32(5), "l": int64(5), "d": 2.5, "s": "foo", "n": "42", "b": true, "nul": nil, "es": "",
		"list": &juel.List{Items: []any{"a", "b", int32(3)}}, "map": juel.NewMap("k", "v", "x", int32(1)),
		"bd": juel.Decimal{Unscaled: big.NewInt(1250), Scale: 2}, "bi": big.NewInt(7), "date": time.UnixMilli(0).UTC(),
	}
}

func value(text string) string {
	e, problem := juel.Parse(text)
	if problem != nil {
		return problem.EngineMessage()
	}
	v, failure := e.Evaluate(testVariables())
	if failure != nil {
		return failure.Message
	}
	return juel.SimpleClass(v) + " " + juel.Text(v)
}

// The expectations were verified with Camunda 7.24.
func TestEvaluate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain":                "String plain",
		"a${i}b":               "String a5b",
		"${i + d}":             "Double 7.5",
		"${i + n}":             "Long 47",
		"${'1' + '2'}":         "Long 3",
		"${i + s}":             "Error while evaluating expression: ${i + s}. Cause: Cannot coerce 'foo' to class java.lang.Long",
		"${i / 2}":             "Double 2.5",
		"${1 / 0}":             "Double Infinity",
		"${1 % 0}":             "Error while evaluating expression: ${1 % 0}. Cause: / by zero",
		"${nul + nul}":         "Long 0",
		"${-i}":                "Integer -5",
		"${-s}":                "Error while evaluating expression: ${-s}. Cause: Cannot coerce 'foo' to class java.lang.Long",
		"${-list}":             "Error while evaluating expression: ${-list}. Cause: Cannot negate 'class java.util.ArrayList'",
		"${bd + 1}":            "BigDecimal 13.50",
		"${bd / 3}":            "BigDecimal 4.17",
		"${bi * 2}":            "BigInteger 14",
		"${i == 5}":            "Boolean true",
		"${i.equals(5)}":       "Boolean false",
		"${list.contains(3)}":  "Boolean false",
		"${n == 42}":           "Boolean true",
		"${s == 1}":            "Error while evaluating expression: ${s == 1}. Cause: Cannot coerce 'foo' to class java.lang.Long",
		"${nul == 0}":          "Boolean false",
		"${nul <= null}":       "Boolean true",
		"${bd == 12.5}":        "Boolean false",
		"${'a' < 'b'}":         "Boolean true",
		"${list < map}":        "Error while evaluating expression: ${list < map}. Cause: Cannot compare 'class java.util.ArrayList' and 'class java.util.HashMap'",
		"${!s}":                "Boolean true",
		"${i && b}":            "Error while evaluating expression: ${i && b}. Cause: Cannot coerce from class java.lang.Integer to class java.lang.Boolean",
		"${b || nope}":         "Boolean true",
		"${b ? 1 : nope}":      "Long 1",
		"${empty es}":          "Boolean true",
		"${empty nope}":        "Unknown property used in expression: ${empty nope}. Cause: Cannot resolve identifier 'nope'",
		"${list[1.9]}":         "String b",
		"${list[9]}":           "null null",
		"${list.x}":            `Error while evaluating expression: ${list.x}. Cause: For input string: "x"`,
		"${map.k}":             "String v",
		"${map.zz.y}":          "null null",
		"${map}":               "HashMap {x=1, k=v}",
		"${s.zz}":              "Unknown property used in expression: ${s.zz}. Cause: The class 'java.lang.String' does not have the property 'zz'.",
		"${s.zz()}":            "Unknown method used in expression: ${s.zz()}. Cause: Method not found: class java.lang.String.zz()",
		"${nul.x()}":           "Unknown property used in expression: ${nul.x()}. Cause: Target unreachable, base expression 'nul' resolved to null",
		"${s.substring(1, 2)}": "String o",
		"${s.substring(9)}":    "java.lang.StringIndexOutOfBoundsException: begin 9, end 3, length 3",
		"${list.get(5)}":       "java.lang.IndexOutOfBoundsException: Index 5 out of bounds for length 3",
		"${list.size() > 2}":   "Boolean true",
		"${date}":              "Date Thu Jan 01 00:00:00 UTC 1970",
		"${now()}":             "Date Tue Jan 01 00:00:00 UTC 2030",
		"${dateTime().plusMonths(1).plusDays(30).toDate()}": "Date Sun Mar 03 00:00:00 UTC 2030",
		"${1e7}":     "Double 1.0E7",
		"${0.00001}": "Double 1.0E-5",
	} {
		if got := value(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestEvaluateCondition(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"${b}":    "",
		"${s}":    "condition expression returns non-Boolean: result has class java.lang.String and not java.lang.Boolean",
		"${nul}":  "condition expression returns null: result is null",
		"true":    "condition expression returns non-Boolean: result has class java.lang.String and not java.lang.Boolean",
		"${nope}": "Unknown property used in expression: ${nope}. Cause: Cannot resolve identifier 'nope'",
	} {
		e, _ := juel.Parse(text)
		got := ""
		if _, failure := e.EvaluateCondition(testVariables()); failure != nil {
			got = failure.Message
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestMethodsChangeVariables sees to it that a list that an expression changes
// is the variable itself.
func TestMethodsChangeVariables(t *testing.T) {
	t.Parallel()
	v := testVariables()
	e, _ := juel.Parse("${list.add('c')}")
	if got, failure := e.Evaluate(v); got != true || failure != nil {
		t.Fatalf("%v, %v", got, failure)
	}
	if got := juel.Text(v["list"]); got != "[a, b, 3, c]" {
		t.Errorf("list is %s", got)
	}
}

func FuzzEvaluate(f *testing.F) {
	for _, s := range []string{"${i + d * bd / 3}", "${list.get(i)}", "${'x'.repeat(1000000000)}", "${map[list]}", "${dateTime().plusDays(i).toDate()}", "${s.substring(1,2).concat(s)}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, problem := juel.Parse(text)
		if problem != nil {
			return
		}
		v, failure := e.Evaluate(testVariables())
		if failure == nil {
			_ = juel.Text(v)
		} else if failure.Message == "" {
			t.Errorf("%q fails without a message", text)
		}
	})
}

func BenchmarkEvaluate(b *testing.B) {
	v := testVariables()
	for name, text := range map[string]string{"condition": "${i > 3 && s == 'foo'}", "text": "invoice-${i}.pdf", "method": "${s.substring(1, 2).concat(s)}"} {
		e, _ := juel.Parse(text)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = e.Evaluate(v)
			}
		})
	}
}
