package outcome

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// Outcome is what is known of the value of an expression.
type Outcome struct {
	// Kinds are those that the value can be of.
	Kinds Kinds
	// Constant is the value where IsConstant says that it is always the same.
	Constant   any
	IsConstant bool
	// Faults are the parts that fail whenever they are evaluated, inner parts
	// first.
	Faults []Fault
}

// Fails reports whether the expression has no value wherever it is evaluated.
func (o Outcome) Fails() bool {
	for _, f := range o.Faults {
		if f.Always {
			return true
		}
	}
	return false
}

// Fault is a part of an expression that fails whenever it is evaluated.
type Fault struct {
	Node juel.Node
	// Cause is JUEL's text: Cannot coerce 'a' to class java.lang.Long. Where it
	// depends on what the other operand is, that is taken for a whole number.
	Cause string
	// Always says that the part is evaluated whenever the expression is, not
	// just on one side of an and, an or or a choice.
	Always bool
	Reason Reason
}

// Reason is what the author may have had in mind.
type Reason uint8

// What the author may have had in mind.
const (
	Unclear Reason = iota
	// Joined: texts were to be joined, but + only adds numbers.
	Joined
	// Chained: comparisons do not chain, as in 1 < x < 10.
	Chained
)

// Of returns what is known of the value of an expression.
func Of(e *juel.Expression) Outcome {
	a := analysis{}
	if n := e.Sole(); n != nil {
		v := a.value(n, true)
		return Outcome{v.kinds, v.constant, v.known, a.faults}
	}
	var text strings.Builder
	known := true
	for _, part := range e.Parts {
		if part.Node == nil {
			text.WriteString(part.Text)
			continue
		}
		a.value(part.Node, true)
		known = false
	}
	o := Outcome{Kinds: Text, IsConstant: known, Faults: a.faults}
	if known {
		o.Constant = text.String()
	}
	return o
}

// value is what is known of a part.
type value struct {
	kinds    Kinds
	constant any
	known    bool
}

func constant(v any) value { return value{kindOf(v), v, true} }

func some(k Kinds) value { return value{kinds: k} }

// analysis gathers the faults; always says of each part whether it is
// evaluated whenever the expression is.
type analysis struct{ faults []Fault }

func (a *analysis) value(n juel.Node, always bool) value {
	switch n := n.(type) {
	case *juel.Literal:
		return constant(n.Value)
	case *juel.Nested:
		return a.value(n.Inner, always)
	case *juel.Property:
		return a.member(a.value(n.Base, always))
	case *juel.Index:
		base := a.value(n.Base, always)
		a.value(n.Key, always)
		return a.member(base)
	case *juel.Method:
		base := a.value(n.Base(), always)
		a.values(n.Args, always)
		return some(methodResult(base.kinds, n.Name()))
	case *juel.Function:
		a.values(n.Args, always)
		return some(functionResult(n.Name()))
	case *juel.Unary:
		return a.unary(n, always)
	case *juel.Binary:
		if n.Op == juel.And || n.Op == juel.Or {
			return a.logical(n, always)
		}
		return a.binary(n, always)
	case *juel.Choice:
		return a.choice(n, always)
	}
	return some(unknown)
}

func (a *analysis) values(nodes []juel.Node, always bool) {
	for _, n := range nodes {
		a.value(n, always)
	}
}

// member is a property or an element of something: null of null, else anything.
func (a *analysis) member(base value) value {
	if base.kinds == Null {
		return constant(nil)
	}
	return some(unknown)
}

// failed takes down a fault. Nothing is concluded from the value of a part
// that has none.
func (a *analysis) failed(n juel.Node, cause string, always bool, reason Reason) value {
	a.faults = append(a.faults, Fault{juel.Unwrap(n), cause, always, reason})
	return some(unknown)
}

// truth evaluates a part where a Boolean is wanted. It returns whether the
// part is always true and whether it is always false.
func (a *analysis) truth(n juel.Node, always bool) (isTrue, isFalse bool) {
	v := a.value(n, always)
	if cause, fails := failsFor(v, func(x any) juel.Node { return &juel.Unary{Op: juel.Not, Operand: literal(x)} }); fails {
		a.failed(n, cause, always, Unclear)
		return false, false
	}
	if !v.known {
		return false, false
	}
	negated, _, ok := evaluate(&juel.Unary{Op: juel.Not, Operand: literal(v.constant)})
	return ok && negated == false, ok && negated == true
}

func (a *analysis) logical(n *juel.Binary, always bool) value {
	isTrue, isFalse := a.truth(n.Left, always)
	short, open := isFalse, isTrue
	if n.Op == juel.Or {
		short, open = isTrue, isFalse
	}
	if short {
		return constant(n.Op == juel.Or)
	}
	rightTrue, rightFalse := a.truth(n.Right, always && open)
	switch {
	case open && rightTrue, n.Op == juel.Or && rightTrue:
		return constant(true)
	case open && rightFalse, n.Op == juel.And && rightFalse:
		return constant(false)
	}
	return some(Boolean)
}

func (a *analysis) choice(n *juel.Choice, always bool) value {
	isTrue, isFalse := a.truth(n.Condition, always)
	switch {
	case isTrue:
		return a.value(n.Then, always)
	case isFalse:
		return a.value(n.Else, always)
	}
	left, right := a.value(n.Then, false), a.value(n.Else, false)
	return some(left.kinds | right.kinds)
}

func (a *analysis) unary(n *juel.Unary, always bool) value {
	if n.Op == juel.Not {
		switch isTrue, isFalse := a.truth(n.Operand, always); {
		case isTrue:
			return constant(false)
		case isFalse:
			return constant(true)
		}
		return some(Boolean)
	}
	v := a.value(n.Operand, always)
	if v.known {
		if result, _, ok := evaluate(&juel.Unary{Op: n.Op, Operand: literal(v.constant)}); ok {
			return constant(result)
		}
	}
	if n.Op == juel.Empty {
		return some(Boolean)
	}
	if cause, fails := failsFor(v, func(x any) juel.Node { return &juel.Unary{Op: juel.Negate, Operand: literal(x)} }); fails {
		return a.failed(n, cause, always, Unclear)
	}
	return some(number)
}

func (a *analysis) binary(n *juel.Binary, always bool) value {
	left, right := a.value(n.Left, always), a.value(n.Right, always)
	if left.known && right.known {
		result, cause, ok := evaluate(&juel.Binary{Op: n.Op, Left: literal(left.constant), Right: literal(right.constant)})
		if ok {
			return constant(result)
		}
		return a.failed(n, cause, always, reasonOf(n, left, right))
	}
	cause, fails := "", false
	if n.Op.IsRelation() {
		cause, fails = failsTogether(n.Op, left, right)
	} else {
		cause, fails = operandFails(n.Op, left, right)
	}
	if fails {
		return a.failed(n, cause, always, reasonOf(n, left, right))
	}
	return some(resultOf(n.Op, left, right))
}

// resultOf returns the kinds of what an operator makes.
func resultOf(op juel.BinaryOp, left, right value) Kinds {
	const whole = Null | Integer
	switch {
	case op.IsRelation():
		return Boolean
	case op == juel.Divide:
		return Fraction | Big
	case (left.kinds|right.kinds)&^whole == 0:
		return Integer
	}
	return number
}

func reasonOf(n *juel.Binary, left, right value) Reason {
	if n.Op == juel.Add && (left.kinds == Text || right.kinds == Text) {
		return Joined
	}
	if inner, ok := juel.Unwrap(n.Left).(*juel.Binary); ok && n.Op.IsRelation() && inner.Op.IsRelation() && right.kinds != Boolean {
		return Chained
	}
	return Unclear
}
