package formula

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// answer returns what a test gives for a value, by the rules of JUEL. The rank
// is the place of the test's text among the constants.
func (t test) answer(v value, rank float64) Outcomes {
	if t.kind == testExists {
		return outcome(v.kind != missing)
	}
	if v.kind == missing {
		if !t.lenient {
			return Fails
		}
		v.kind = null
	}
	switch t.kind {
	case testNull:
		return outcome(v.kind == null)
	case testEmpty:
		return outcome(v.kind == null || v.empty)
	case testTrue:
		return t.answerTrue(v)
	case testBoolean:
		return t.answerBoolean(v)
	case testNumber:
		return t.answerNumber(v)
	case testText:
		return t.answerText(v, rank)
	}
	return t.answerPair(v)
}

func outcome(b bool) Outcomes {
	if b {
		return True
	}
	return False
}

func (t test) answerTrue(v value) Outcomes {
	switch {
	case v.kind == boolean:
		return outcome(v.truth)
	case t.strict:
		return Fails
	case v.kind == null || v.kind == text:
		return outcome(isTrueText(v.text))
	}
	return Fails
}

func (t test) answerBoolean(v value) Outcomes {
	switch v.kind {
	case null:
		return False
	case boolean:
		return outcome(v.truth == t.truth)
	case text:
		return outcome(isTrueText(v.text) == t.truth)
	}
	return Fails
}

func (t test) answerNumber(v value) Outcomes {
	switch {
	case v.kind == null:
		return False
	case v.kind == text && v.empty:
		v.order = 0
	case v.kind != number:
		return Fails
	}
	form := 0
	if t.float {
		form = 1
	}
	if t.op == juel.Equal && v.unequal[form] {
		return False
	}
	return outcome(relates(t.op, v.order, t.number))
}

func (t test) answerText(v value, rank float64) Outcomes {
	switch v.kind {
	case null:
		return max(t.onNull, False)
	case boolean:
		// Both are coerced to Booleans; the method equals does not coerce.
		return outcome(t.onNull == 0 && v.truth == isTrueText(t.text))
	case text:
		return outcome(relates(t.op, v.order, rank))
	case number:
		switch {
		case t.onNull != 0:
			return False
		case isNumeric(t.text):
			return outcome(relates(t.op, v.order, parseNumber(t.text)))
		}
	}
	return Fails
}

func (t test) answerPair(v value) Outcomes {
	switch v.kind {
	case oneNull:
		return False
	case bothNull:
		return outcome(t.op == juel.Equal || t.op == juel.LessOrEqual || t.op == juel.GreaterOrEqual)
	}
	if t.op == juel.Equal && v.unequal[0] {
		return False
	}
	return outcome(relates(t.op, v.order, 0))
}

func relates(op juel.BinaryOp, a, b float64) bool {
	switch {
	case a < b:
		return holds(op, -1)
	case a > b:
		return holds(op, 1)
	}
	return holds(op, 0)
}

// parseNumber returns the number that a numeric text is, 0 for the empty text.
func parseNumber(s string) float64 {
	f, _ := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return f
}
