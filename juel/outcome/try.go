package outcome

import "github.com/bpmnlint/bpmnlint/juel"

// literal is a node with a value.
func literal(v any) juel.Node { return &juel.Literal{Value: v} }

// nothing resolves no name: only literals are evaluated.
type nothing struct{}

func (nothing) Variable(string) (any, bool)        { return nil, false }
func (nothing) Function(string, []any) (any, bool) { return nil, false }

// evaluate returns the value of a node, or why it has none.
func evaluate(n juel.Node) (result any, cause string, ok bool) {
	e := juel.Expression{Parts: []juel.Part{{Node: n}}}
	result, failure := e.Evaluate(nothing{})
	if failure != nil {
		return nil, failure.Cause, false
	}
	return result, "", true
}

// failsFor reports whether an operation on one operand fails for all values
// that the operand can have, and the cause for the first of them.
func failsFor(v value, operation func(any) juel.Node) (cause string, fails bool) {
	return all(v, func(x any) (string, bool) {
		_, cause, ok := evaluate(operation(x))
		return cause, !ok
	})
}

// all reports whether something fails for all values that v can have. What
// kind of object Other is nobody knows, so that it never does for these.
func all(v value, fails func(any) (string, bool)) (cause string, result bool) {
	if v.known {
		return fails(v.constant)
	}
	if v.kinds.May(Other) {
		return "", false
	}
	for _, s := range samples {
		if !v.kinds.May(s.kind) {
			continue
		}
		c, failed := fails(s.value)
		if !failed {
			return "", false
		}
		if cause == "" {
			cause = c
		}
	}
	return cause, cause != ""
}

// failsTogether reports whether a comparison fails for all pairs of values
// that its operands can have.
func failsTogether(op juel.BinaryOp, left, right value) (cause string, fails bool) {
	return all(left, func(l any) (string, bool) {
		return all(right, func(r any) (string, bool) {
			_, cause, ok := evaluate(&juel.Binary{Op: op, Left: literal(l), Right: literal(r)})
			return cause, !ok
		})
	})
}

// operandFails reports whether one operand of arithmetic is never a number,
// which is an error whatever the other one is.
func operandFails(op juel.BinaryOp, left, right value) (cause string, fails bool) {
	cause, fails = withPartner(right, func(partner any) (string, bool) {
		return all(left, func(x any) (string, bool) {
			_, cause, ok := evaluate(&juel.Binary{Op: op, Left: literal(x), Right: literal(partner)})
			return cause, !ok
		})
	})
	if fails {
		return cause, true
	}
	return withPartner(left, func(partner any) (string, bool) {
		return all(right, func(x any) (string, bool) {
			_, cause, ok := evaluate(&juel.Binary{Op: op, Left: literal(partner), Right: literal(x)})
			return cause, !ok
		})
	})
}

// withPartner reports whether something fails beside the other operand. Where
// that is not known, it stands for a whole number and for a fraction: beside
// the first a text must be a whole number, beside the second it need not.
func withPartner(other value, fails func(partner any) (string, bool)) (cause string, result bool) {
	if other.known {
		return fails(other.constant)
	}
	cause, result = fails(int64(1))
	if !result {
		return "", false
	}
	_, result = fails(1.5)
	return cause, result
}
