package formula

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// constantValue returns the value of a constant: a literal, or a number with a
// minus before it.
func constantValue(n juel.Node) (any, bool) {
	n = juel.Unwrap(n)
	switch n := n.(type) {
	case *juel.Literal:
		return n.Value, true
	case *juel.Unary:
		if n.Op != juel.Negate {
			return nil, false
		}
		switch v, _ := constantValue(n.Operand); v := v.(type) {
		case int64:
			return -v, true
		case float64:
			return -v, true
		}
	}
	return nil, false
}

// exactNumber returns a numeric constant as a float64. It reports false for
// constants so large that integers and floats order them differently.
func exactNumber(value any) (number float64, float, ok bool) {
	switch v := value.(type) {
	case int64:
		number = float64(v)
	case float64:
		// Minus zero is less than zero for the engine.
		if v == 0 && math.Signbit(v) {
			return 0, true, false
		}
		number, float = v, true
	default:
		return 0, false, false
	}
	return number, float, math.Abs(number) < 1<<53
}

// compareConstants returns what the comparison of two constants gives, where
// that is plain.
func compareConstants(op juel.BinaryOp, left, right any) *node {
	switch l := left.(type) {
	case nil:
		if right == nil {
			return truth(op == juel.Equal || op == juel.LessOrEqual || op == juel.GreaterOrEqual)
		}
		return truth(op == juel.NotEqual)
	case bool:
		if r, ok := right.(bool); ok && (op == juel.Equal || op == juel.NotEqual) {
			return truth((l == r) == (op == juel.Equal))
		}
	case string:
		if r, ok := right.(string); ok && isASCII(l) && isASCII(r) {
			return truth(holds(op, strings.Compare(l, r)))
		}
	}
	if right == nil {
		return truth(op == juel.NotEqual)
	}
	l, _, lok := exactNumber(left)
	r, _, rok := exactNumber(right)
	if lok && rok {
		return truth(holds(op, cmp.Compare(l, r)))
	}
	return constant(anyOutcome)
}

// holds reports whether a relation holds between values that compare as given:
// negative, zero or positive.
func holds(op juel.BinaryOp, order int) bool {
	switch op {
	case juel.Equal:
		return order == 0
	case juel.NotEqual:
		return order != 0
	case juel.Less:
		return order < 0
	case juel.LessOrEqual:
		return order <= 0
	case juel.Greater:
		return order > 0
	}
	return order >= 0
}

// isASCII reports whether bytes order a text as Java's UTF-16 units do.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// isNumeric reports whether the engine may take a text for a number. The empty
// text is 0.
func isNumeric(s string) bool {
	_, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return err == nil || s == ""
}

func formatNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func quote(s string) string { return (&juel.Literal{Value: s}).String() }
