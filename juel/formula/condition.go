package formula

import "github.com/bpmnlint/bpmnlint/juel"

// Limits of the truth table. Beyond them nothing is decided.
const (
	MaxTests        = 12      // different tests of a split
	maxCombinations = 1 << 16 // combinations of cells
)

// Outcomes is a set of what can become of a condition.
type Outcomes uint8

// What can become of a condition.
const (
	True  Outcomes = 1 << iota
	False          // also null, where the engine takes it for false
	Fails          // evaluating it, or its result, is an error
)

const anyOutcome = True | False | Fails

// Condition is the condition of one flow. The zero value is a condition of
// which nothing is known: a script, or a text that does not parse.
type Condition struct {
	expression *juel.Expression
	always     bool
}

// Of returns the condition that an expression expresses. The engine trims the
// text of a condition; so must the caller, before it is parsed.
func Of(e *juel.Expression) Condition { return Condition{expression: e} }

// Always returns the condition of a flow that has none.
func Always() Condition { return Condition{always: true} }

// Split is a list of conditions and their truth table. It is immutable.
type Split struct {
	subjects []*subject
	roots    []*node // one for each condition
	// table holds the outcomes of all conditions for each combination of
	// cells; nil where nothing can be decided.
	table []Outcomes
	// impure is set where evaluating one condition may change what another
	// sees.
	impure bool
}

// New builds the truth table of the conditions of a split, in document order.
func New(conditions ...Condition) *Split {
	b := builder{byKey: map[string]int{}}
	s := &Split{roots: make([]*node, len(conditions))}
	for i, c := range conditions {
		switch {
		case c.always:
			s.roots[i] = constant(True)
		case c.expression == nil:
			s.roots[i] = constant(anyOutcome)
			s.impure = true
		case SideEffect(c.expression) != nil:
			s.roots[i] = constant(anyOutcome)
			s.impure = true
		default:
			s.roots[i] = b.condition(c.expression)
		}
	}
	s.subjects = b.subjects
	if b.tests <= MaxTests {
		s.build()
	}
	return s
}

// build fills the truth table, unless it would be too large.
func (s *Split) build() {
	size := 1
	for _, sub := range s.subjects {
		sub.cells = sub.partition()
		if size *= len(sub.cells); size > maxCombinations {
			return
		}
	}
	s.table = make([]Outcomes, 0, size*len(s.roots))
	at := make([]int, len(s.subjects))
	for range size {
		for _, root := range s.roots {
			s.table = append(s.table, s.outcomes(root, at))
		}
		s.advance(at)
	}
}

// advance moves to the next combination of cells. The first subject's cell
// changes fastest.
func (s *Split) advance(at []int) {
	for i := range at {
		if at[i]++; at[i] < len(s.subjects[i].cells) {
			return
		}
		at[i] = 0
	}
}

// combinations returns their number.
func (s *Split) combinations() int {
	if len(s.roots) == 0 {
		return 0
	}
	return len(s.table) / len(s.roots)
}

// row returns the outcomes of all conditions for a combination of cells.
func (s *Split) row(combination int) []Outcomes {
	n := len(s.roots)
	return s.table[combination*n : (combination+1)*n]
}

// outcomes evaluates a formula for one cell of each subject. Operands are
// evaluated as JUEL does: the right one only where the left leaves it open.
func (s *Split) outcomes(n *node, at []int) Outcomes {
	switch n.kind {
	case kindTest:
		return s.subjects[n.subject].cells[at[n.subject]].answers[n.test]
	case kindNot:
		o := s.outcomes(n.operands[0], at)
		return o&Fails | (o&True)<<1 | (o&False)>>1
	case kindAnd:
		o := s.outcomes(n.operands[0], at)
		if o&True != 0 {
			o = o&^True | s.outcomes(n.operands[1], at)
		}
		return o
	case kindOr:
		o := s.outcomes(n.operands[0], at)
		if o&False != 0 {
			o = o&^False | s.outcomes(n.operands[1], at)
		}
		return o
	case kindChoice:
		o := s.outcomes(n.operands[0], at)
		result := o & Fails
		if o&True != 0 {
			result |= s.outcomes(n.operands[1], at)
		}
		if o&False != 0 {
			result |= s.outcomes(n.operands[2], at)
		}
		return result
	}
	return n.constant
}
