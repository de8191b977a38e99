package formula_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
)

// FuzzSplit looks for panics, and for claims that contradict each other.
func FuzzSplit(f *testing.F) {
	f.Add("${x > 5}", "${x <= 5 || empty x}", "${!(s == 'A') ? a : b == true}")
	f.Add("${execution.getVariable('x') == 'a'}", "${x.equals('b')}", "${execution.hasVariable('x')}")
	f.Add("${x > y}", "#{-x < -5.5}", "${list[0].a['b'].size() eq 0}")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var conditions []formula.Condition
		for _, text := range []string{a, b, c} {
			e, fault := juel.Parse(text)
			if fault != nil {
				return
			}
			conditions = append(conditions, formula.Of(e))
		}
		s := formula.New(conditions...)
		coverage, witness := s.Coverage()
		if coverage == formula.NullGap && len(witness.Clauses) == 0 {
			t.Fatalf("%q, %q, %q: null gap without a clause", a, b, c)
		}
		for i := range conditions {
			never, by := s.NeverTaken(i)
			if constant := s.Constant(i); coverage >= formula.NullGap && constant == formula.AlwaysTrue {
				t.Fatalf("%q, %q, %q: %v where %s, but %d is always true", a, b, c, coverage, witness, i)
			}
			if len(by) > i || len(by) > 0 && !never {
				t.Fatalf("%q, %q, %q: %d never taken because of %v", a, b, c, i, by)
			}
			for j := range i {
				if _, ok := s.Overlap(j, i); ok && (s.Constant(i) >= formula.NeverTrue || s.Constant(j) >= formula.NeverTrue) {
					t.Fatalf("%q, %q, %q: %d and %d overlap and are never true", a, b, c, j, i)
				}
			}
		}
	})
}
