package formula_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
)

func TestPossible(t *testing.T) {
	t.Parallel()
	const any = formula.True | formula.False | formula.Fails
	for _, x := range []struct {
		conditions []string
		wanted     []formula.Outcomes
		want       bool
	}{
		{[]string{"${a}", "${!a}"}, []formula.Outcomes{formula.True, formula.True}, false},
		{[]string{"${a}", "${!a}"}, []formula.Outcomes{formula.True, formula.False}, true},
		{[]string{"${a == true}", "${a == false}"}, []formula.Outcomes{formula.True, formula.True}, false},
		{[]string{"${n > 5}", "${n > 9}"}, []formula.Outcomes{formula.False, formula.True}, false},
		{[]string{"${n > 5}", "${n > 9}"}, []formula.Outcomes{formula.True, formula.False}, true},
		{[]string{"${n > 5}", "${n > 9}"}, []formula.Outcomes{any, formula.True}, true},
		{[]string{"${s == 'x'}", "${s == 'y'}"}, []formula.Outcomes{formula.True, formula.True}, false},
		{[]string{"${a}", "${b}"}, []formula.Outcomes{formula.True, formula.True}, true},
		{[]string{"${list.add(1)}", "${list.isEmpty()}"}, []formula.Outcomes{formula.True, formula.True}, true},
	} {
		var all []formula.Condition
		for _, c := range x.conditions {
			e, fault := juel.Parse(c)
			if fault != nil {
				t.Fatal(fault)
			}
			all = append(all, formula.Of(e))
		}
		if got := formula.New(all...).Possible(x.wanted); got != x.want {
			t.Errorf("%q as %v: %t", x.conditions, x.wanted, got)
		}
	}
	if !formula.New(formula.Condition{}, formula.Condition{}).Possible([]formula.Outcomes{formula.True, formula.True}) {
		t.Error("scripts can give anything")
	}
}
