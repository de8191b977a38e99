package juel

import (
	"math"
	"math/big"
	"strings"
	"time"
	"unicode/utf16"
)

// same reports whether two values are one object, as far as it matters: equal
// numbers and texts compare as equal anyway.
func same(a, b any) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case *List, *Set, *Map, Object:
		return a == b
	case float64:
		y, ok := b.(float64)
		return ok && (x == y && math.Signbit(x) == math.Signbit(y) || math.IsNaN(x) && math.IsNaN(y))
	case []byte:
		y, ok := b.([]byte)
		return ok && len(x) == len(y) && (len(x) == 0 || &x[0] == &y[0])
	}
	return false
}

func equal(a, b any) (bool, *fault) {
	if same(a, b) {
		return true, nil
	}
	if a == nil || b == nil {
		return false, nil
	}
	if c, numbers, f := compareNumbers(a, b, true); numbers || f != nil {
		return c == 0, f
	}
	_, boolA := a.(bool)
	_, boolB := b.(bool)
	if boolA || boolB {
		x, f := toBoolean(a)
		if f != nil {
			return false, f
		}
		y, f := toBoolean(b)
		return x == y, f
	}
	_, textA := a.(string)
	_, textB := b.(string)
	if textA || textB {
		return toString(a) == toString(b), nil
	}
	return javaEquals(a, b), nil
}

// javaEquals is the method equals.
func javaEquals(a, b any) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case time.Time:
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	case DateTime:
		y, ok := b.(DateTime)
		return ok && x.Equal(y.Time)
	case *List:
		y, ok := b.(*List)
		return ok && equalItems(x.Items, y.Items)
	case *Set:
		y, ok := b.(*Set)
		return ok && equalItems(x.Items, y.Items)
	case *Map:
		y, ok := b.(*Map)
		if !ok || x.Len() != y.Len() {
			return false
		}
		for _, k := range x.keys {
			v, _ := x.Get(k)
			w, found := y.Get(k)
			if !found || !javaEquals(v, w) {
				return false
			}
		}
		return true
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x.Cmp(y) == 0
	case Decimal:
		y, ok := b.(Decimal)
		return ok && x.Scale == y.Scale && x.Unscaled.Cmp(y.Unscaled) == 0
	case []byte, float64:
		return same(a, b)
	}
	if _, ok := b.([]byte); ok {
		return false
	}
	if _, ok := b.(Decimal); ok {
		return false
	}
	return a == b
}

func equalItems(a, b []any) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != nil && b[i] != nil && same(a[i], b[i]) {
			continue
		}
		if !javaEquals(a[i], b[i]) {
			return false
		}
	}
	return true
}

// compareNumbers compares where one of two values is a number; exact tells ==,
// for which decimals of different scale differ.
func compareNumbers(a, b any, exact bool) (c int, numbers bool, f *fault) {
	_, doubleA := floating(a)
	_, doubleB := floating(b)
	_, longA := integral(a)
	_, longB := integral(b)
	switch {
	case isDecimal(a), isDecimal(b):
		x, f := toDecimal(a)
		if f != nil {
			return 0, true, f
		}
		y, f := toDecimal(b)
		if f != nil {
			return 0, true, f
		}
		if exact && x.Scale != y.Scale {
			return 1, true, nil
		}
		return decimalArithmetic(Subtract, x, y).Unscaled.Sign(), true, nil
	case doubleA, doubleB:
		x, y, f := doubles(a, b)
		return compareDoubles(x, y), true, f
	case isBig(a), isBig(b):
		x, f := toBigInteger(a)
		if f != nil {
			return 0, true, f
		}
		y, f := toBigInteger(b)
		if f != nil {
			return 0, true, f
		}
		return x.Cmp(y), true, nil
	case longA, longB:
		x, y, f := longs(a, b)
		switch {
		case x < y:
			return -1, true, f
		case x > y:
			return 1, true, f
		}
		return 0, true, f
	}
	return 0, false, nil
}

// compareDoubles orders NaN last and -0.0 before 0.0.
func compareDoubles(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	case x == y && x != 0:
		return 0
	}
	a, b := int64(math.Float64bits(x)), int64(math.Float64bits(y))
	switch {
	case math.IsNaN(x) && math.IsNaN(y), a == b:
		return 0
	case math.IsNaN(y), a < b && !math.IsNaN(x):
		return -1
	}
	return 1
}

// relation is <, <=, > and >=.
func relation(op BinaryOp, a, b any) (bool, *fault) {
	orEqual := op == LessOrEqual || op == GreaterOrEqual
	if a == nil && b == nil || a != nil && b != nil && same(a, b) {
		return orEqual, nil
	}
	if a == nil || b == nil {
		return false, nil
	}
	c, f := compare(a, b)
	if f != nil || isNaN(a) || isNaN(b) {
		return false, f
	}
	switch op {
	case Less:
		return c < 0, nil
	case LessOrEqual:
		return c <= 0, nil
	case Greater:
		return c > 0, nil
	}
	return c >= 0, nil
}

// isNaN reports whether a value is no number among numbers: no relation holds
// for it, but == does.
func isNaN(v any) bool {
	f, ok := floating(v)
	return ok && math.IsNaN(f)
}

func compare(a, b any) (int, *fault) {
	if c, numbers, f := compareNumbers(a, b, false); numbers || f != nil {
		return c, f
	}
	_, textA := a.(string)
	_, textB := b.(string)
	if textA || textB {
		return compareTexts(toString(a), toString(b)), nil
	}
	if comparable(a) {
		return compareObjects(a, b)
	}
	if comparable(b) {
		c, f := compareObjects(b, a)
		return -c, f
	}
	return 0, failed("Cannot compare 'class " + ClassOf(a) + "' and 'class " + ClassOf(b) + "'")
}

func comparable(v any) bool {
	switch v.(type) {
	case bool, time.Time, DateTime:
		return true
	}
	return false
}

// compareObjects is the method compareTo.
func compareObjects(a, b any) (int, *fault) {
	switch x := a.(type) {
	case bool:
		if y, ok := b.(bool); ok {
			switch {
			case x == y:
				return 0, nil
			case y:
				return -1, nil
			}
			return 1, nil
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y), nil
		}
	case DateTime:
		if y, ok := b.(DateTime); ok {
			return x.Compare(y.Time), nil
		}
	}
	return 0, failed(cannotCast(ClassOf(b), ClassOf(a)))
}

// cannotCast is the text of Java's ClassCastException.
func cannotCast(from, to string) string {
	base := func(name string) bool { return strings.HasPrefix(name, "java.") || strings.HasPrefix(name, "[") }
	where := from + " is in unnamed module of loader 'app'; " + to + " is in module java.base of loader 'bootstrap'"
	switch {
	case base(from) && base(to):
		where = from + " and " + to + " are in module java.base of loader 'bootstrap'"
	case base(from):
		where = from + " is in module java.base of loader 'bootstrap'; " + to + " is in unnamed module of loader 'app'"
	case !base(to):
		where = from + " and " + to + " are in unnamed module of loader 'app'"
	}
	return "class " + from + " cannot be cast to class " + to + " (" + where + ")"
}

// compareTexts orders by UTF-16 code units; the result is Java's difference.
func compareTexts(a, b string) int {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case *List:
		return len(v.Items) == 0
	case *Set:
		return len(v.Items) == 0
	case *Map:
		return v.Len() == 0
	}
	return false
}
