package formula

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/juel"
)

// node is a node of a formula.
type node struct {
	kind          kind
	constant      Outcomes // of kindConstant
	subject, test int      // of kindTest: the subject, and the test's place in its list
	operands      []*node
}

type kind uint8

const (
	kindConstant kind = iota
	kindTest
	kindNot
	kindAnd
	kindOr
	kindChoice
)

func constant(o Outcomes) *node { return &node{kind: kindConstant, constant: o} }

func negated(n *node) *node { return &node{kind: kindNot, operands: []*node{n}} }

func truth(b bool) *node {
	if b {
		return constant(True)
	}
	return constant(False)
}

// builder turns expressions into formulas and collects their subjects.
type builder struct {
	subjects []*subject
	byKey    map[string]int
	tests    int
}

// condition returns the formula of a whole condition, whose value must be a
// Boolean: the engine refuses null and texts, even 'true'.
func (b *builder) condition(e *juel.Expression) *node {
	n := e.Sole()
	if n == nil {
		return constant(Fails)
	}
	return b.result(n)
}

// result returns the formula of an expression whose value is not coerced.
func (b *builder) result(n juel.Node) *node {
	n = juel.Unwrap(n)
	switch n := n.(type) {
	case *juel.Literal:
		if v, ok := n.Value.(bool); ok {
			return truth(v)
		}
		return constant(Fails)
	case *juel.Choice:
		return &node{kind: kindChoice, operands: []*node{
			b.boolean(n.Condition), b.result(n.Then), b.result(n.Else),
		}}
	}
	if isArithmetic(n) {
		return constant(Fails)
	}
	if isFormula(n) {
		return b.boolean(n)
	}
	return b.ask(n, test{kind: testTrue, strict: true})
}

// boolean returns the formula of an expression that is coerced to a Boolean:
// null and ” are false, 'true' is true, other texts are false.
func (b *builder) boolean(n juel.Node) *node {
	n = juel.Unwrap(n)
	switch n := n.(type) {
	case *juel.Literal:
		return coercedLiteral(n.Value)
	case *juel.Unary:
		switch n.Op {
		case juel.Not:
			return negated(b.boolean(n.Operand))
		case juel.Empty:
			return b.ask(n.Operand, test{kind: testEmpty})
		}
	case *juel.Binary:
		switch {
		case n.Op == juel.And:
			return &node{kind: kindAnd, operands: []*node{b.boolean(n.Left), b.boolean(n.Right)}}
		case n.Op == juel.Or:
			return &node{kind: kindOr, operands: []*node{b.boolean(n.Left), b.boolean(n.Right)}}
		case n.Op.IsRelation():
			return b.relation(n.Op, juel.Unwrap(n.Left), juel.Unwrap(n.Right))
		}
	case *juel.Choice:
		return &node{kind: kindChoice, operands: []*node{
			b.boolean(n.Condition), b.boolean(n.Then), b.boolean(n.Else),
		}}
	case *juel.Method:
		if name := existence(n); name != "" {
			return b.askVariable(name, test{kind: testExists})
		}
		if tested, text, onNull := textEquals(n); tested != nil {
			return b.ask(tested, test{kind: testText, op: juel.Equal, text: text, onNull: onNull})
		}
	}
	if isArithmetic(n) {
		return b.unknown()
	}
	return b.ask(n, test{kind: testTrue})
}

func coercedLiteral(value any) *node {
	switch v := value.(type) {
	case nil:
		return constant(False)
	case bool:
		return truth(v)
	case string:
		return truth(isTrueText(v))
	}
	return constant(Fails)
}

// relation returns the formula of a comparison.
func (b *builder) relation(op juel.BinaryOp, left, right juel.Node) *node {
	lc, lok := constantValue(left)
	rc, rok := constantValue(right)
	switch {
	case lok && rok:
		return compareConstants(op, lc, rc)
	case lok:
		return b.compare(op.Mirrored(), right, lc)
	case rok:
		return b.compare(op, left, rc)
	}
	return b.comparePair(op, left, right)
}

// compare returns the formula of the comparison of an expression with a
// constant.
func (b *builder) compare(op juel.BinaryOp, n juel.Node, value any) *node {
	equality := op == juel.Equal || op == juel.NotEqual
	switch v := value.(type) {
	case nil:
		switch {
		case op == juel.Less || op == juel.Greater:
			return constant(False | Fails)
		case isFormula(n):
			return b.unknown()
		}
		// x <= null holds where both are null.
		return b.signed(op == juel.NotEqual, n, test{kind: testNull})
	case bool:
		switch {
		case !equality:
			return b.unknown()
		case isFormula(n) && v == (op == juel.Equal):
			return b.boolean(n)
		case isFormula(n):
			return negated(b.boolean(n))
		}
		return b.signed(op == juel.NotEqual, n, test{kind: testBoolean, truth: v})
	case string:
		if isFormula(n) {
			return b.unknown()
		}
		if op == juel.NotEqual {
			return b.signed(true, n, test{kind: testText, op: juel.Equal, text: v})
		}
		return b.ask(n, test{kind: testText, op: op, text: v})
	}
	number, float, ok := exactNumber(value)
	if !ok || isFormula(n) {
		return b.unknown()
	}
	if op == juel.NotEqual {
		return b.signed(true, n, test{kind: testNumber, op: juel.Equal, number: number, float: float})
	}
	return b.ask(n, test{kind: testNumber, op: op, number: number, float: float})
}

func (b *builder) signed(negative bool, n juel.Node, t test) *node {
	asked := b.ask(n, t)
	if negative {
		return negated(asked)
	}
	return asked
}

// comparePair returns the formula of the comparison of two expressions of
// which neither is constant. The two in their alphabetical order are one
// subject.
func (b *builder) comparePair(op juel.BinaryOp, left, right juel.Node) *node {
	if !isSubject(left) || !isSubject(right) {
		return b.unknown()
	}
	l, r := newSubject(left), newSubject(right)
	if l.key == r.key {
		return b.unknown()
	}
	if r.key < l.key {
		l, r, op = r, l, op.Mirrored()
	}
	pair := &subject{
		key: l.key + " ? " + r.key, left: l.key, right: r.key, pair: true,
		roots: append(slices.Clone(l.roots), r.roots...),
		// What is exotic of one is exotic of the pair.
		source: max(l.source, r.source),
	}
	if op == juel.NotEqual {
		return negated(b.add(pair, test{kind: testPair, op: juel.Equal}))
	}
	return b.add(pair, test{kind: testPair, op: op})
}

// unknown is a test that may come out either way each time.
func (b *builder) unknown() *node {
	b.tests++
	return constant(anyOutcome)
}

// ask returns the test of what an expression yields.
func (b *builder) ask(n juel.Node, t test) *node {
	n = juel.Unwrap(n)
	if !isSubject(n) {
		return b.unknown()
	}
	_, t.lenient = variableRead(n)
	return b.add(newSubject(n), t)
}

// askVariable returns the test of a variable by name.
func (b *builder) askVariable(name string, t test) *node {
	t.lenient = true
	return b.add(&subject{key: name, roots: []string{name}}, t)
}

// add returns the node of a test of a subject, either of which may be known
// already. Beyond MaxTests there is no truth table, and tests are not kept.
func (b *builder) add(s *subject, t test) *node {
	if b.tests > MaxTests {
		return b.unknown()
	}
	at, ok := b.byKey[s.key]
	if !ok {
		at = len(b.subjects)
		b.byKey[s.key] = at
		b.subjects = append(b.subjects, s)
	}
	s = b.subjects[at]
	i := slices.Index(s.tests, t)
	if i < 0 {
		i = len(s.tests)
		s.tests = append(s.tests, t)
		b.tests++
	}
	return &node{kind: kindTest, subject: at, test: i}
}
