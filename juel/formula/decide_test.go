package formula_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
	"github.com/google/go-cmp/cmp"
)

// split reads conditions; "always" is a flow without one, "script" one of which
// nothing is known.
func split(t testing.TB, conditions ...string) *formula.Split {
	t.Helper()
	var list []formula.Condition
	for _, text := range conditions {
		switch text {
		case "always":
			list = append(list, formula.Always())
		case "script":
			list = append(list, formula.Condition{})
		default:
			e, fault := juel.Parse("${" + text + "}")
			if fault != nil {
				t.Fatalf("%s: %s", text, fault.Message())
			}
			list = append(list, formula.Of(e))
		}
	}
	return formula.New(list...)
}

const (
	complete  = "complete"
	undecided = "undecided"
)

type coverageTest struct{ conditions, want string }

func TestCoverageOfBooleans(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"", undecided},
		{"always", complete},
		{"script | always", complete},
		{"script", undecided},
		{"true", complete},
		{"false", "gap: "},
		{"a | !a", complete},
		{"a | not a", complete},
		{"a == true | a == false", "null: a is null"},
		{"a == true | !a", complete},
		{"a == true | a != true", complete},
		{"a | a == false", complete}, // where null fails
		{"a", "gap: a is false"},
		{"!a", "gap: a is true"},
		{"a == true", "gap: a is false"},
		{"a && b | a && !b | !a", complete},
		{"a && b | !a && b", "gap: b is false"},
		{"a | b", "gap: a is false and b is false"},
		{"a || b | !(b || a)", complete},
		{"(a == true) == true | a == false || a == null", complete},
		{"(x > 5) == true | (x > 5) == false", complete},
		{"a == 'true' | a == 'false'", "null: a is null"},
		{"a == 'true'", "gap: a is false"},
		{"a ? b : c", "gap: b is false and c is false"},
		{"a ? true : false | a ? false : true", complete},
	})
}

func TestCoverageOfNumbers(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"x > 5 | x <= 5", "null: x is null"},
		{"x > 5 | !(x > 5)", complete},
		{"x > 5 | x <= 5 | x == null", complete},
		{"x > 5 | x <= 5 | empty x", complete},
		{"x > 5 | 5 >= x", "null: x is null"},
		{"x > 5 | x < 5", "gap: x is 5"},
		{"x > 5 | 5 > x", "gap: x is 5"},
		{"x > 5 | x lt 5 | x eq 5", "null: x is null"},
		{"x > 10 | x < 5", "gap: x is 5"},
		{"x >= 10 | x <= 5", "gap: x is 6"},
		{"x >= 1 | x <= 0", "null: x is null"}, // 0.5 where only whole numbers are spoken of
		{"x >= 1 | x < 0.5", "gap: x is 0.5"},
		{"x > 1.5 | x < 1.25", "gap: x is 1.25"},
		{"x > 0 | x == 0", "gap, negative: x is -1"},
		{"x >= 0 | x < -5", "gap: x is -5"},
		{"x >= 1 && x <= 10", "gap: x is 0"},
		{"x != 5 | x == 5", complete},
		{"x == 1 | x == 2", "gap: x is 0"},
		{"x == 1.0 | x != 1", undecided}, // a BigDecimal 1 is not equal to 1.0
		{"x > 9007199254740992 | x <= 9007199254740992", undecided},
		{"x > 5 | x == 'a'", undecided},
		{"x == '5' | x > 5", undecided},
		{"x > '5' | x <= '5'", undecided},
		{"x > 'm' | x <= 'm'", "null: x is null"},
		{"-x > 5 | -x <= 5", undecided},
		{"x % 2 == 0 | x % 2 == 1", undecided},
		{"x % 2 == 0 | x % 2 != 0", complete},
	})
}

func TestCoverageOfTexts(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"s == 'NEW' | s == 'OPEN'", "gap: s is neither 'NEW' nor 'OPEN'"},
		{"s == 'NEW' | 'OPEN' == s | s == null", "gap: s is a text other than 'NEW' and 'OPEN'"},
		{"s == 'NEW'", "gap: s is not 'NEW'"},
		{"s == 'A' | s == 'B' | s == 'C'", "gap: s is none of 'A', 'B' and 'C'"},
		{"s == 'A' | s != 'A'", complete},
		{"s == 'A' | s != 'B'", "gap: s is 'B'"},
		{"s != 'A'", "gap: s is 'A'"},
		{"s == 'A' | s != 'A' && s != null", "null: s is null"},
		{"empty s | s == 'A'", "gap: s is a text other than '' and 'A'"},
		{"empty s | !empty s", complete},
		{"empty s | s != ''", undecided}, // where s is the number 0
		{"s == '' | s != ''", complete},
		{"s > '' | s <= ''", undecided},
		{"(a ? x > 5 : x > 6) == true | (a ? x > 5 : x > 6) == false", complete},
		{"s == null | s != null", complete},
		{"s == null | !empty s", "gap: s is empty, but not null"},
		{"s == null", "gap: s is not null"},
		{"!empty s", "gap: s is empty, but not null"},
		{"s.equals('A') | !s.equals('A')", complete},
		{"s.equals('A') | s.equals('B')", "gap: s is a text other than 'A' and 'B'"},
		{"'A'.equals(s) | 'B'.equals(s)", "gap: s is neither 'A' nor 'B'"},
	})
}

func TestCoverageOfPairs(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"x > y | x <= y", "null: one of x and y is null"},
		{"x > y | y > x", "gap: x equals y"},
		{"x > y | x < y | y == x", "null: one of x and y is null"},
		{"x == y | x != y", complete},
		{"x == y", "gap: x differs from y"},
		{"x > y | x < 5", undecided},
		{"x > x | x <= x", undecided},
	})
}

func TestCoverageOfCalls(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"o.a == 'x' | o.a != 'x'", complete},
		{"o.a == 'x' | o['a'] == 'y'", "gap: o.a is neither 'x' nor 'y'"},
		{"o.open | o.closed", undecided},
		{"o.open | !o.open", complete},
		{"bean.check() | !bean.check()", complete},
		{"bean.check()", "gap: bean.check() is false"},
		{"bean.a() | bean.b()", undecided},
		{"bean.n() > 5 | bean.n() <= 5", undecided},
		{"list.isEmpty() | list.size() > 0", undecided},
		{"list.size() == 0 | list.size() > 0", undecided},
		{"bean.n() > 5 | bean.n() < 5", "gap: bean.n() is 5"},
	})
}

func TestCoverageOfVariables(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"execution.getVariable('x') == 'a' | x != 'a'", complete}, // fails without x
		{"execution.getVariable('x') == 'a' | execution.getVariable('x') != 'a'", complete},
		{"execution.getVariable('x') > 5 | execution.getVariable('x') <= 5", "null: x is null"},
		{"execution.hasVariable('x') && x == 'a' | execution.hasVariable('x') && x != 'a'", "gap: x does not exist"},
		{"execution.hasVariable('x') | !execution.hasVariable('x')", complete},
		{"execution.getVariable(n) == 'a' | x == 'b'", undecided},
		{"execution.setVariable('x', 1) == null | a", undecided},
	})
}

func TestCoverageOfLimits(t *testing.T) {
	t.Parallel()
	checkCoverage(t, []coverageTest{
		{"a | b | c | d | e | f | g | h | i | j | k | l",
			"gap: a is false and b is false and c is false and d is false and e is false and f is false and g is false and h is false and i is false and j is false and k is false and l is false"},
		{"a | b | c | d | e | f | g | h | i | j | k | l | m", undecided},
		{"1", complete}, // it fails,
	})
}

func checkCoverage(t *testing.T, tests []coverageTest) {
	t.Helper()
	for _, tt := range tests {
		var conditions []string
		if tt.conditions != "" {
			conditions = strings.Split(tt.conditions, " | ")
		}
		coverage, witness := split(t, conditions...).Coverage()
		var got string
		switch coverage {
		case formula.Complete:
			got = complete
		case formula.Undecided:
			got = undecided
		case formula.NullGap:
			got = "null: " + witness.String()
		case formula.Gap:
			got = "gap: " + witness.String()
			if witness.Negative {
				got = "gap, negative: " + witness.String()
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.conditions, got, tt.want)
		}
	}
}

func TestNeverTaken(t *testing.T) {
	t.Parallel()
	tests := []struct{ conditions, want string }{
		{"a | !a", ""},
		{"a | a", "1 by [0]"},
		{"a == true | b | a", "2 by [0]"},
		{"x > 5 | x > 10", "1 by [0]"},
		{"x > 10 | x > 5", ""},
		{"x > 5 | 10 < x && b", "1 by [0]"},
		{"x > 5 | x <= 5 | x == 7", "2 by [0]"},
		{"x > 5 | x <= 5 | x == null", ""},
		{"x > 5 | !(x > 5) | x == null", "2 by [1]"},
		{"x > 5 | x < 5 | x == 5", ""},
		{"x > 5 | x < 5 | x != 5", ""}, // null
		{"x > 5 | x < 6 | x == 5.5", "2 by [0]"},
		{"x > 5 || x < 6 | b && x != null", "1 by [0]"},
		{"x > 5 | x < 6 | b && x != null", "2 by [0 1]"},
		{"s == 'A' | s == 'B' | s == 'A'", "2 by [0]"},
		{"s == 'A' && s == 'B'", "0 by []"},
		{"s == 'A' | s != 'A' | s == null", "2 by [1]"},
		{"s == 'A' | s != 'A' && s != null | s == null", ""},
		{"x > 5 && x < 3 | a", "0 by []"},
		{"x > 4 && x < 5", ""},
		{"false | true | a", "0 by []; 2 by [1]"},
		{"always | a", "1 by [0]"},
		{"script | a | a", ""},
		{"script | false", "1 by []"},
		{"execution.setVariable('x', 5) == null | x == 5 | x == 5", ""},
		{"bean.check() | bean.check()", "1 by [0]"},
		{"bean.check() | bean.check(a)", ""},
		{"'true'", "0 by []"},
		{"5", "0 by []"},
		{"i + 1 | a", "0 by []; 1 by [0]"},
		{"x < null", "0 by []"},
		{"5 | true", "0 by []; 1 by [0]"},
		{"x == 5 | x == '5'", ""},
		{"x != y | y == x", ""},
		{"x < y | y > x", "1 by [0]"},
		{"x <= y | y == x", "1 by [0]"},
		{"a | a || b && c | b && c | c && b", "3 by [1]; 2 by [1]"},
		{"empty s | s == null", "1 by [0]"},
		{"empty s | s == ''", ""}, // where s is the number 0
		{"s == 'A' | s.equals('A')", "1 by [0]"},
	}
	for _, tt := range tests {
		conditions := strings.Split(tt.conditions, " | ")
		s := split(t, conditions...)
		want := map[string]bool{}
		for _, w := range strings.Split(tt.want, "; ") {
			want[w] = w != ""
		}
		delete(want, "")
		got := map[string]bool{}
		for i := range conditions {
			if never, by := s.NeverTaken(i); never {
				got[fmt.Sprintf("%d by %v", i, by)] = true
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.conditions, diff)
		}
	}
}

func TestConstant(t *testing.T) {
	t.Parallel()
	tests := []struct {
		condition string
		want      formula.Constant
	}{
		{"a", formula.NotConstant},
		{"true", formula.AlwaysTrue},
		{"false", formula.NeverTrue},
		{"always", formula.AlwaysTrue},
		{"script", formula.NotConstant},
		{"null", formula.AlwaysFails},
		{"'true'", formula.AlwaysFails},
		{"'true' == true", formula.NotConstant},
		{"1 < 2", formula.AlwaysTrue},
		{"1.5 >= 2", formula.NeverTrue},
		{"'a' == 'b'", formula.NeverTrue},
		{"null == null", formula.AlwaysTrue},
		{"null != 1", formula.AlwaysTrue},
		{"a || !a", formula.AlwaysTrue},
		{"a && !a", formula.NeverTrue},
		{"x > 5 || x <= 5", formula.NotConstant},
		{"x > 5 || x <= 5 || x == null", formula.AlwaysTrue},
		{"x != 'a' || x != 'b'", formula.AlwaysTrue},
		{"x == 'a' && x == 'b'", formula.NeverTrue},
		{"x != 5 || x != 6", formula.AlwaysTrue},
		{"true || a", formula.AlwaysTrue},
		{"null && a", formula.NeverTrue},
		{"!null", formula.AlwaysTrue},
		{"5 && a", formula.AlwaysFails},
		{"x > 5 ? true : true", formula.AlwaysTrue},
		{"a ? 1 : 2", formula.AlwaysFails},
		{"execution.setVariable('a', true) == null", formula.NotConstant},
		{"execution.hasVariable('x') && execution.getVariable('x') == null || !execution.hasVariable('x') || x != null", formula.AlwaysTrue},
	}
	for _, tt := range tests {
		if got := split(t, tt.condition).Constant(0); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.condition, got, tt.want)
		}
	}
	for _, text := range []string{"", "true", "a${b}", "${a}${b}"} {
		e, _ := juel.Parse(text)
		if got := formula.New(formula.Of(e)).Constant(0); got != formula.AlwaysFails {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	tests := []struct{ a, b, want string }{
		{"x > 5", "x > 10", "x is 11"},
		{"x > 5", "x < 10", "x is 6"},
		{"x > 5", "x < 5", ""},
		{"x >= 5", "x <= 5", "x is 5"},
		{"x > 5", "x < 6", ""}, // 5.5 is not certain
		{"x > 5", "x > 5", ""},
		{"x > 5", "5 < x", ""},
		{"a", "b", ""},
		{"a", "a && b", ""},
		{"x > 5", "y > 5", ""},
		{"s == 'A'", "s == 'B'", ""},
		{"s != 'A'", "s != 'B'", "s is neither 'A' nor 'B'"},
		{"s != 'A'", "s == 'B'", "s is 'B'"},
		{"!a", "a == false", "a is false"},
		{"x == null", "x != 5", "x is null"},
		{"x > 5", "x == 'a'", ""},
		{"x > y", "x >= y", "x is greater than y"},
		{"list.size() > 5", "list.size() > 10", ""},
		{"script", "a", ""},
	}
	for _, tt := range tests {
		witness, ok := split(t, tt.a, tt.b).Overlap(0, 1)
		if got := witness.String(); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s, %s: got %q, %v; want %q", tt.a, tt.b, got, ok, tt.want)
		}
	}
}

func TestSideEffect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"execution.setVariable('a', 1)":                       "execution.setVariable('a', 1)",
		"execution.setVariable('a', 1) == null && b":          "execution.setVariable('a', 1)",
		"execution.removeVariable('a') == null":               "execution.removeVariable('a')",
		"list.add(x)":                                         "list.add(x)",
		"!list.add(x)":                                        "list.add(x)",
		"a && (list.add(x)) == true":                          "list.add(x)",
		"map.put('a', 1) == null":                             "map.put('a', 1)",
		"map.remove('a') > 5":                                 "map.remove('a')",
		"counter.incrementAndGet() > 5":                       "counter.incrementAndGet()",
		"bean.check(execution.setVariable('a', 1))":           "execution.setVariable('a', 1)",
		"bean['setName']('x') == null":                        "bean['setName']('x')",
		"repository.save(order).id > 5":                       "repository.save(order)",
		"service.createOrder(x) != null":                      "service.createOrder(x)",
		"a ? list.add(b) : c":                                 "list.add(b)",
		"runtimeService.startProcessInstanceByKey('a').ended": "runtimeService.startProcessInstanceByKey('a')",

		"dateTime().plusDays(1).isAfterNow()":                       "",
		"x.getY() > 5":                                              "",
		"x.addressOf(y) == 'a'":                                     "",
		"x.address() == 'a'":                                        "",
		"settings.setup(a)":                                         "",
		"amount.add(tax) > 5":                                       "",
		"amount.add(tax).compareTo(limit) > 0":                      "",
		"invoice.createDate() > now()":                              "",
		"dates.addDays(now(), 3) > x":                               "",
		"runtimeService.createProcessInstanceQuery().count() > 0":   "",
		"service.createQuery('a').list().size() > 0":                "",
		"order.created && order.isSaved() && order.removed == null": "",
		"putative(a)":                                               "",
		"setVariable('a', 1)":                                       "",
		"list.contains('add')":                                      "",
		"execution.getVariable('setX') == 1":                        "",
	} {
		e, fault := juel.Parse("${" + text + "}")
		if fault != nil {
			t.Fatalf("%s: %s", text, fault.Message())
		}
		got := ""
		if m := formula.SideEffect(e); m != nil {
			got = m.String()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
