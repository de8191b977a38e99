package outcome_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
)

func parse(t testing.TB, text string) *juel.Expression {
	t.Helper()
	e, fault := juel.Parse(text)
	if fault != nil {
		t.Fatalf("%s: %s", text, fault.Message())
	}
	return e
}

var kindNames = []string{"null", "boolean", "text", "integer", "fraction", "big", "date", "dateTime", "other"}

func names(k outcome.Kinds) string {
	var list []string
	for i, name := range kindNames {
		if k.May(1 << i) {
			list = append(list, name)
		}
	}
	if len(list) == len(kindNames) {
		return "anything"
	}
	return strings.Join(list, " ")
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                   "text",
		"approved":                           "text",
		"${x}":                               "anything",
		" ${x}":                              "text",
		"${x} == true":                       "text",
		"${x == true}":                       "boolean",
		"${null}":                            "null",
		"${1}":                               "integer",
		"${1 + 2}":                           "integer",
		"${x + 1}":                           "integer fraction big",
		"${x / 2}":                           "fraction big",
		"${1 / 2}":                           "fraction",
		"${-x}":                              "integer fraction big",
		"${!x}":                              "boolean",
		"${empty x}":                         "boolean",
		"${x and y}":                         "boolean",
		"${x ? 'yes' : 'no'}":                "text",
		"${x ? 1 : true}":                    "boolean integer",
		"${true ? 1 : 'x'}":                  "integer",
		"${x.y}":                             "anything",
		"${x[0].z()}":                        "anything",
		"${null.y}":                          "null",
		"${x.size()}":                        "integer",
		"${'a'.concat(x)}":                   "text",
		"${now()}":                           "date",
		"${dateTime()}":                      "dateTime",
		"${dateTime().plusDays(n)}":          "dateTime",
		"${dateTime().plusDays(1).toDate()}": "date",
		"${dateTime().hourOfDay}":            "anything",
		"${currentUser()}":                   "null text",
		"${bean.now()}":                      "anything",
	} {
		if got := names(outcome.Of(parse(t, text)).Kinds); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestConstants(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]any{
		"yes":               "yes",
		"${'a'}":            "a",
		"${1 + 2}":          int64(3),
		"${-(1)}":           int64(-1),
		"${1 == 1}":         true,
		"${!true}":          false,
		"${false && x}":     false,
		"${x && false}":     false,
		"${true || x}":      true,
		"${true ? 'a' : x}": "a",
		"${null.a.b}":       nil,
		"${empty ''}":       true,
	} {
		o := outcome.Of(parse(t, text))
		if !o.IsConstant || !cmp.Equal(o.Constant, want) {
			t.Errorf("%s is %v (%v), want %v", text, o.Constant, o.IsConstant, want)
		}
	}
	for _, text := range []string{"${x}", "a${1}", "${x == 1}", "${now()}"} {
		if o := outcome.Of(parse(t, text)); o.IsConstant {
			t.Errorf("%s is always %v", text, o.Constant)
		}
	}
}

// The causes are the engine's, which was asked each of these with i = 5,
// b = true, s = 'foo' and date a java.util.Date.
func TestFaults(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"${'a' + i}":                       {"! 'a' + i: Cannot coerce 'a' to class java.lang.Long"},
		"${i + 'a'}":                       {"! i + 'a': Cannot coerce 'a' to class java.lang.Long"},
		"${'a' + 'b'}":                     {"! 'a' + 'b': Cannot coerce 'a' to class java.lang.Long"},
		"${s + 'x' == 'foox'}":             {"! s + 'x': Cannot coerce 'x' to class java.lang.Long"},
		"${' 5' + 1}":                      {"! ' 5' + 1: Cannot coerce ' 5' to class java.lang.Long"},
		"${i mod 'x'}":                     {"! i % 'x': Cannot coerce 'x' to class java.lang.Long"},
		"${1 < i < 10}":                    {"! 1 < i < 10: Cannot coerce from class java.lang.Boolean to class java.lang.Long"},
		"${!(1)}":                          {"! 1: Cannot coerce from class java.lang.Long to class java.lang.Boolean"},
		"${now() ? 1 : 2}":                 {"! now(): Cannot coerce from class java.util.Date to class java.lang.Boolean"},
		"${b && i + 1}":                    {"? i + 1: Cannot coerce from class java.lang.Long to class java.lang.Boolean"},
		"${now() + 1}":                     {"! now() + 1: Cannot coerce from class java.util.Date to class java.lang.Long"},
		"${now() == 5}":                    {"! now() == 5: Cannot coerce from class java.util.Date to class java.lang.Long"},
		"${5 == 'a'}":                      {"! 5 == 'a': Cannot coerce 'a' to class java.lang.Long"},
		"${true == 5}":                     {"! true == 5: Cannot coerce from class java.lang.Boolean to class java.lang.Long"},
		"${(b == i) > 1}":                  {"! (b == i) > 1: Cannot coerce from class java.lang.Boolean to class java.lang.Long"},
		"${1 % 0}":                         {"! 1 % 0: / by zero"},
		"${-'a'}":                          {"! -'a': Cannot coerce 'a' to class java.lang.Long"},
		"${x ? 'a' + i : 1}":               {"? 'a' + i: Cannot coerce 'a' to class java.lang.Long"},
		"${x == null || 1 + y + 'a' == 2}": {"? 1 + y + 'a': Cannot coerce 'a' to class java.lang.Long"},
		"text ${'a' + i}":                  {"! 'a' + i: Cannot coerce 'a' to class java.lang.Long"},
		"${f.g('a' + i)['b' + i]}": {
			"! 'a' + i: Cannot coerce 'a' to class java.lang.Long",
			"! 'b' + i: Cannot coerce 'b' to class java.lang.Long",
		},
	} {
		o := outcome.Of(parse(t, text))
		var got []string
		for _, f := range o.Faults {
			sign := "? "
			if f.Always {
				sign = "! "
			}
			got = append(got, sign+f.Node.String()+": "+f.Cause)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
		if strings.HasPrefix(want[0], "!") != o.Fails() {
			t.Errorf("%s: Fails is %v", text, o.Fails())
		}
	}
}

// What the engine evaluates with some variables is no fault.
func TestNoFault(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"${'5' + i}", "${'' + i}", "${'5.5' * i}", "${null + 1}", "${i == 'a'}", "${i > 'a'}", "${b == 'x'}",
		"${'x' ? 1 : 2}", "${'a' || i}", "${null == 5}", "${b > true}", "${now() > '2030-01-01'}", "${x % 0}", "${1 / 0}",
		"${now() > x}", "${a.b + c.d()}", "${empty 5}", "${!x}", "${false && ('a' + 1)}", "${list.size() > 'a'.length()}",
		"a${x}b", "${dateTime() > x}",
	} {
		if o := outcome.Of(parse(t, text)); len(o.Faults) > 0 {
			t.Errorf("%s: %s: %s", text, o.Faults[0].Node, o.Faults[0].Cause)
		}
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]outcome.Reason{
		"${'order-' + id}":          outcome.Joined,
		"${name.concat('-') + 'x'}": outcome.Joined,
		"${0 < amount <= 100}":      outcome.Chained,
		"${(a < b) == 5}":           outcome.Chained,
		"${now() - 1}":              outcome.Unclear,
		"${'a' * 2}":                outcome.Unclear,
	} {
		o := outcome.Of(parse(t, text))
		if len(o.Faults) != 1 || o.Faults[0].Reason != want {
			t.Errorf("%s: got %+v, want the reason %d", text, o.Faults, want)
		}
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"${1 < x < 2}", "a${'b' + c}", "${a ? b : -c % 0}", "#{!empty x[y.z()]}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, fault := juel.Parse(text)
		if fault != nil {
			return
		}
		o := outcome.Of(e)
		if o.Kinds == 0 {
			t.Errorf("%q can be nothing", text)
		}
		if !e.IsConstant() || o.Fails() {
			return
		}
		v, failure := e.Evaluate(nothing{})
		if failure != nil {
			if len(o.Faults) == 0 {
				t.Errorf("%q fails: %s", text, failure.Message)
			}
			return
		}
		if o.IsConstant && juel.Text(v) != juel.Text(o.Constant) {
			t.Errorf("%q is %v, not %v", text, v, o.Constant)
		}
	})
}

type nothing struct{}

func (nothing) Variable(string) (any, bool)        { return nil, false }
func (nothing) Function(string, []any) (any, bool) { return nil, false }
