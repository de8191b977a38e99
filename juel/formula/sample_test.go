package formula_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
)

// values are the variables of a sample.
type values map[string]any

// evaluate is the plain way: it evaluates a condition for one sample, by the
// rules of JUEL for null, Booleans, numbers and texts. It reports false where
// the engine fails.
func (v values) evaluate(n juel.Node) (any, bool) {
	switch n := juel.Unwrap(n).(type) {
	case *juel.Literal:
		return n.Value, true
	case *juel.Identifier:
		return v[n.Name], true
	case *juel.Choice:
		c, ok := v.truth(n.Condition)
		switch {
		case !ok:
			return nil, false
		case c:
			return v.evaluate(n.Then)
		}
		return v.evaluate(n.Else)
	case *juel.Unary:
		return v.unary(n)
	case *juel.Binary:
		return v.binary(n)
	}
	return nil, false
}

func (v values) unary(n *juel.Unary) (any, bool) {
	switch n.Op {
	case juel.Not:
		b, ok := v.truth(n.Operand)
		return !b, ok
	case juel.Empty:
		o, ok := v.evaluate(n.Operand)
		return o == nil || o == "", ok
	}
	o, ok := v.evaluate(n.Operand)
	switch o := o.(type) {
	case int64:
		return -o, ok
	case float64:
		return -o, ok
	}
	return nil, false
}

func (v values) binary(n *juel.Binary) (any, bool) {
	if n.Op == juel.And || n.Op == juel.Or {
		l, ok := v.truth(n.Left)
		if !ok || l == (n.Op == juel.Or) {
			return l, ok
		}
		r, ok := v.truth(n.Right)
		return r, ok
	}
	l, lok := v.evaluate(n.Left)
	r, rok := v.evaluate(n.Right)
	if !lok || !rok || !n.Op.IsRelation() {
		return nil, false
	}
	return relate(n.Op, l, r)
}

func relate(op juel.BinaryOp, l, r any) (any, bool) {
	equality := op == juel.Equal || op == juel.NotEqual
	if l == nil || r == nil {
		equal := l == nil && r == nil
		switch op {
		case juel.NotEqual:
			return !equal, true
		case juel.Less, juel.Greater:
			return false, true
		}
		return equal, true
	}
	_, lb := l.(bool)
	_, rb := r.(bool)
	if isNumber(l) || isNumber(r) {
		a, aok := toNumber(l)
		b, bok := toNumber(r)
		return ordered(op, a < b, a > b), aok && bok
	}
	if equality && (lb || rb) {
		a, _ := toTruth(l)
		b, _ := toTruth(r)
		return (a == b) == (op == juel.Equal), true
	}
	a, b := fmt.Sprint(l), fmt.Sprint(r)
	if !equality && lb && rb {
		return ordered(op, a < b, a > b), true
	}
	return ordered(op, a < b, a > b), true
}

func ordered(op juel.BinaryOp, less, greater bool) bool {
	switch op {
	case juel.Equal:
		return !less && !greater
	case juel.NotEqual:
		return less || greater
	case juel.Less:
		return less
	case juel.LessOrEqual:
		return !greater
	case juel.Greater:
		return greater
	}
	return !less
}

func isNumber(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

func toNumber(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case string:
		if v == "" {
			return 0, true
		}
		f, err := strconv.ParseFloat(v, 64)
		return f, err == nil
	}
	return 0, false
}

func toTruth(v any) (bool, bool) {
	switch v := v.(type) {
	case nil:
		return false, true
	case bool:
		return v, true
	case string:
		return strings.EqualFold(v, "true"), true
	}
	return false, false
}

func (v values) truth(n juel.Node) (value, ok bool) {
	o, ok := v.evaluate(n)
	if !ok {
		return false, false
	}
	return toTruth(o)
}

// outcome returns what the engine makes of a condition.
func (v values) outcome(n juel.Node) formula.Outcomes {
	o, ok := v.evaluate(n)
	switch b, isBool := o.(bool); {
	case !ok || !isBool:
		return formula.Fails
	case b:
		return formula.True
	}
	return formula.False
}

// generator makes conditions about x and y (numbers), s (a text), a and b
// (Booleans). Where mixed is set, variables are compared with anything.
type generator struct {
	*rand.Rand
	mixed bool
}

func (g generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g generator) condition(depth int) string {
	if depth > 0 {
		switch g.IntN(6) {
		case 0:
			return "(" + g.condition(depth-1) + " && " + g.condition(depth-1) + ")"
		case 1:
			return "(" + g.condition(depth-1) + " || " + g.condition(depth-1) + ")"
		case 2:
			return "!(" + g.condition(depth-1) + ")"
		case 3:
			return "(" + g.condition(depth-1) + " ? " + g.condition(depth-1) + " : " + g.condition(depth-1) + ")"
		case 4:
			return "(" + g.condition(depth-1) + ") == " + g.pick("true", "false")
		}
	}
	relation := g.pick("==", "!=", "<", "<=", ">", ">=")
	equality := g.pick("==", "!=")
	number := g.pick("x", "y")
	truth := g.pick("a", "b")
	if g.mixed {
		number = g.pick("x", "y", "s", "a")
		truth = g.pick("a", "b", "x", "s")
	}
	switch g.IntN(9) {
	case 0, 1:
		return number + " " + relation + " " + g.pick("0", "5", "6", "7.5", "-1")
	case 2:
		return g.pick("0", "5", "5.0", "6") + " " + relation + " " + number
	case 3, 4:
		return "s " + equality + " " + g.pick("'A'", "'B'", "'C'", "''")
	case 5:
		return truth
	case 6:
		return truth + " " + equality + " " + g.pick("true", "false")
	case 7:
		return g.pick("x", "s", "a") + " " + equality + " null"
	}
	return "empty " + g.pick("s", "x", "a")
}

// sample draws a value for each variable: of its type or null, or where mixed is
// set of any type. But s, which is compared with texts, is no Boolean: that is
// assumed, for false is equal to every text but 'true'.
func (g generator) sample() values {
	numbers := []any{nil, int64(-2), int64(-1), -0.5, int64(0), 0.5, int64(1), int64(4), int64(5), 5.5, int64(6), 6.5, 7.5, int64(7), int64(8)}
	texts := []any{nil, "", "A", "B", "C", "D", "x"}
	truths := []any{nil, false, true}
	if g.mixed {
		numbers = append(append(numbers, texts...), append(truths, "5", "true")...)
		texts, truths = append(texts, int64(0), int64(5), 7.5, "5", "true"), numbers
	}
	draw := func(from []any) any { return from[g.IntN(len(from))] }
	return values{"x": draw(numbers), "y": draw(numbers), "s": draw(texts), "a": draw(truths), "b": draw(truths)}
}

// Whatever is claimed of generated splits must agree with evaluating their
// conditions for thousands of values.
func TestClaimsAgreeWithEvaluation(t *testing.T) {
	t.Parallel()
	for _, mixed := range []bool{false, true} {
		t.Run(fmt.Sprintf("mixed=%v", mixed), func(t *testing.T) {
			t.Parallel()
			g := generator{rand.New(rand.NewPCG(1, 2)), mixed}
			all := make([]values, 2000)
			for i := range all {
				all[i] = g.sample()
			}
			claims := map[string]int{}
			for range 1500 {
				checkClaims(t, g, all, claims)
			}
			t.Log(claims)
			for _, kind := range []string{"complete", "null gap", "gap", "never taken", "overlap", "constant"} {
				if claims[kind] < 10 {
					t.Errorf("only %d claims %q were tested", claims[kind], kind)
				}
			}
		})
	}
}

func checkClaims(t *testing.T, g generator, all []values, claims map[string]int) {
	t.Helper()
	texts := make([]string, 1+g.IntN(3))
	nodes := make([]juel.Node, len(texts))
	for i := range texts {
		texts[i] = g.condition(g.IntN(3))
		e, fault := juel.Parse("${" + texts[i] + "}")
		if fault != nil {
			t.Fatalf("%s: %s", texts[i], fault.Message())
		}
		nodes[i] = e.Sole()
	}
	rows := make([][]formula.Outcomes, len(all))
	for k, v := range all {
		for _, n := range nodes {
			rows[k] = append(rows[k], v.outcome(n))
		}
	}
	s := split(t, texts...)
	coverage, witness := s.Coverage()
	gaps := 0
	for _, row := range rows {
		if first(row) == len(row) {
			gaps++
		}
	}
	switch coverage {
	case formula.Complete:
		claims["complete"]++
		if gaps > 0 {
			t.Errorf("%q: complete, but %d samples fall through", texts, gaps)
		}
	case formula.Gap, formula.NullGap:
		claims[map[formula.Coverage]string{formula.Gap: "gap", formula.NullGap: "null gap"}[coverage]]++
		g.checkWitness(t, texts, nodes, witness, formula.False)
	case formula.Undecided:
		claims["undecided"]++
		if gaps > 0 && !g.mixed {
			claims["missed gap"]++
		}
	}
	for i := range texts {
		checkCondition(t, texts, s, i, rows, claims)
		for j := range i {
			if overlap, ok := s.Overlap(j, i); ok {
				claims["overlap"]++
				g.checkWitness(t, texts, []juel.Node{nodes[j], nodes[i]}, overlap, formula.True)
			}
		}
	}
}

func checkCondition(t *testing.T, texts []string, s *formula.Split, i int, rows [][]formula.Outcomes, claims map[string]int) {
	t.Helper()
	never, by := s.NeverTaken(i)
	constant := s.Constant(i)
	if never {
		claims["never taken"]++
	}
	if constant != formula.NotConstant {
		claims["constant"]++
	}
	for _, row := range rows {
		o := row[i]
		if never && first(row) == i && o == formula.True {
			t.Errorf("%q: %d is never taken because of %v, but is for %v", texts, i, by, row)
			return
		}
		if constant == formula.AlwaysTrue && o == formula.False || constant == formula.NeverTrue && o == formula.True ||
			constant == formula.AlwaysFails && o != formula.Fails {
			t.Errorf("%q: %d is %v, but %v", texts, i, constant, o)
			return
		}
	}
}

// checkWitness checks that all conditions have an outcome where the witness
// says so, whatever the other variables are, unless one of these makes a
// condition fail.
func (g generator) checkWitness(t *testing.T, texts []string, nodes []juel.Node, w formula.Witness, want formula.Outcomes) {
	t.Helper()
	const tries = 200
	seen := false
	for range tries {
		v := g.sample()
		for _, clause := range w.Clauses {
			g.satisfy(v, clause)
		}
		all := want
		for _, n := range nodes {
			all |= v.outcome(n)
		}
		if all&^(want|formula.Fails) != 0 {
			t.Errorf("%q: %s is no witness: %v", texts, w, v)
			return
		}
		seen = seen || all == want
	}
	if !seen {
		t.Errorf("%q: nothing bears out %s", texts, w)
	}
}

// first returns the first condition that does not come out false, and the
// number of conditions where there is none.
func first(row []formula.Outcomes) int {
	for i, o := range row {
		if o != formula.False {
			return i
		}
	}
	return len(row)
}

// satisfy gives a variable a value as a clause of a witness says.
func (g generator) satisfy(v values, clause string) {
	name, rest, _ := strings.Cut(clause, " is ")
	switch {
	case rest == "null":
		v[name] = nil
	case rest == "true" || rest == "false":
		v[name] = rest == "true"
	case rest == "not null" || rest == "not empty":
		v[name] = []any{"other", int64(5)}[g.IntN(2)]
	case rest == "empty, but not null" || rest == "''":
		v[name] = ""
	case strings.HasPrefix(rest, "a text other than "):
		v[name] = "other"
	case strings.HasPrefix(rest, "neither "), strings.HasPrefix(rest, "none of "), strings.HasPrefix(rest, "not '"):
		v[name] = []any{nil, "other"}[g.IntN(2)]
	case strings.HasPrefix(rest, "'"):
		v[name] = strings.Trim(rest, "'")
	default:
		if f, err := strconv.ParseFloat(rest, 64); err == nil {
			v[name] = f
		} else {
			v[name] = clause // fails, and so the test does
		}
	}
}
