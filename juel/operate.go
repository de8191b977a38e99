package juel

import (
	"math"
	"math/big"
	"strings"
)

// isDecimalText reports whether JUEL takes a text for a Double: it has a point
// or an e in it.
func isDecimalText(v any) bool {
	s, ok := v.(string)
	return ok && strings.ContainsAny(s, ".eE")
}

func isDouble(v any) bool {
	_, ok := floating(v)
	return ok || isDecimalText(v)
}

func isBig(v any) bool {
	_, ok := v.(*big.Int)
	return ok
}

func isDecimal(v any) bool {
	_, ok := v.(Decimal)
	return ok
}

// arithmetic is +, - and *.
func arithmetic(op BinaryOp, a, b any) (any, *fault) {
	switch {
	case a == nil && b == nil:
		return int64(0), nil
	case isDecimal(a), isDecimal(b), (isDouble(a) || isDouble(b)) && (isBig(a) || isBig(b)):
		x, f := toDecimal(a)
		if f != nil {
			return nil, f
		}
		y, f := toDecimal(b)
		if f != nil {
			return nil, f
		}
		return decimalArithmetic(op, x, y), nil
	case isDouble(a), isDouble(b):
		x, y, f := doubles(a, b)
		if f != nil {
			return nil, f
		}
		return calculate(op, x, y), nil
	case isBig(a), isBig(b):
		x, f := toBigInteger(a)
		if f != nil {
			return nil, f
		}
		y, f := toBigInteger(b)
		switch {
		case f != nil:
			return nil, f
		case op == Add:
			return new(big.Int).Add(x, y), nil
		case op == Subtract:
			return new(big.Int).Sub(x, y), nil
		}
		return new(big.Int).Mul(x, y), nil
	}
	x, y, f := longs(a, b)
	if f != nil {
		return nil, f
	}
	return calculate(op, x, y), nil
}

// calculate adds, subtracts or multiplies.
func calculate[T int64 | float64](op BinaryOp, x, y T) T {
	switch op {
	case Add:
		return x + y
	case Subtract:
		return x - y
	}
	return x * y
}

func doubles(a, b any) (x, y float64, f *fault) {
	if x, f = toDouble(a); f == nil {
		y, f = toDouble(b)
	}
	return x, y, f
}

func longs(a, b any) (x, y int64, f *fault) {
	if x, f = toLong(a); f == nil {
		y, f = toLong(b)
	}
	return x, y, f
}

func decimalArithmetic(op BinaryOp, x, y Decimal) Decimal {
	if op == Multiply {
		return Decimal{new(big.Int).Mul(x.Unscaled, y.Unscaled), x.Scale + y.Scale}
	}
	scale := max(x.Scale, y.Scale)
	a := new(big.Int).Mul(x.Unscaled, power(scale-x.Scale))
	b := new(big.Int).Mul(y.Unscaled, power(scale-y.Scale))
	if op == Add {
		return Decimal{a.Add(a, b), scale}
	}
	return Decimal{a.Sub(a, b), scale}
}

func divide(a, b any) (any, *fault) {
	if a == nil && b == nil {
		return int64(0), nil
	}
	if !isDecimal(a) && !isDecimal(b) && !isBig(a) && !isBig(b) {
		x, y, f := doubles(a, b)
		if f != nil {
			return nil, f
		}
		return x / y, nil
	}
	x, f := toDecimal(a)
	if f != nil {
		return nil, f
	}
	y, f := toDecimal(b)
	if f != nil {
		return nil, f
	}
	if y.Unscaled.Sign() == 0 {
		return nil, failed("/ by zero")
	}
	// x / y to the scale of x, rounded half up.
	numerator, denominator := new(big.Int).Set(x.Unscaled), new(big.Int).Set(y.Unscaled)
	if y.Scale >= 0 {
		numerator.Mul(numerator, power(y.Scale))
	} else {
		denominator.Mul(denominator, power(-y.Scale))
	}
	quotient, rest := new(big.Int).QuoRem(numerator, denominator, new(big.Int))
	if rest.Abs(rest).Lsh(rest, 1).Cmp(new(big.Int).Abs(denominator)) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(numerator.Sign()*denominator.Sign())))
	}
	return Decimal{quotient, x.Scale}, nil
}

func modulo(a, b any) (any, *fault) {
	switch {
	case a == nil && b == nil:
		return int64(0), nil
	case isDecimal(a), isDecimal(b), isDouble(a), isDouble(b):
		x, y, f := doubles(a, b)
		if f != nil {
			return nil, f
		}
		return math.Mod(x, y), nil
	case isBig(a), isBig(b):
		x, f := toBigInteger(a)
		if f != nil {
			return nil, f
		}
		y, f := toBigInteger(b)
		if f != nil {
			return nil, f
		}
		if y.Sign() == 0 {
			return nil, failed("BigInteger divide by zero")
		}
		return new(big.Int).Rem(x, y), nil
	}
	x, y, f := longs(a, b)
	switch {
	case f != nil:
		return nil, f
	case y == 0:
		return nil, failed("/ by zero")
	case y == -1:
		return int64(0), nil
	}
	return x % y, nil
}

func negate(v any) (any, *fault) {
	switch v := v.(type) {
	case nil:
		return int64(0), nil
	case Decimal:
		return Decimal{new(big.Int).Neg(v.Unscaled), v.Scale}, nil
	case *big.Int:
		return new(big.Int).Neg(v), nil
	case float64:
		return -v, nil
	case float32:
		return -v, nil
	case string:
		if isDecimalText(v) {
			f, problem := toDouble(v)
			return -f, problem
		}
		n, problem := toLong(v)
		return -n, problem
	case int64:
		return -v, nil
	case int32:
		return -v, nil
	case int16:
		return -v, nil
	case int8:
		return -v, nil
	}
	return nil, failed("Cannot negate 'class " + ClassOf(v) + "'")
}
