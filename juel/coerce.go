package juel

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Failure is why an expression has no value.
type Failure struct {
	// Message is the engine's text, such as
	// Unknown property used in expression: ${x}. Cause: Cannot resolve identifier 'x'.
	Message string
	// Cause is the message without what the engine writes before it:
	// Cannot resolve identifier 'x'. It is empty where the result, not the
	// evaluation, is at fault.
	Cause string
	// Thrown is the exception of a method that was called, nil for others.
	Thrown *Thrown
}

// Error returns the engine's text.
func (f *Failure) Error() string { return f.Message }

// Thrown is an exception that a called method throws.
type Thrown struct {
	Class, Message string
	// Cause is the error that an [Object] returned, where it was no Thrown.
	Cause error
}

// Error returns class and message as Java prints them.
func (t *Thrown) Error() string {
	if t.Message == "" {
		return t.Class
	}
	return t.Class + ": " + t.Message
}

// fault is a failure while it is on its way up: what kind it is, without the
// text of the expression.
type fault struct {
	kind    faultKind
	message string
	thrown  *Thrown
}

type faultKind uint8

const (
	evaluation      faultKind = iota + 1 // Error while evaluating expression
	unknownProperty                      // Unknown property used in expression
	unknownMethod                        // Unknown method used in expression
	thrown                               // an exception of a method
)

func failed(message string) *fault { return &fault{kind: evaluation, message: message} }

func cannotCoerce(v any, class string) *fault {
	if s, ok := v.(string); ok {
		return failed("Cannot coerce '" + s + "' to class " + class)
	}
	return failed("Cannot coerce from class " + ClassOf(v) + " to class " + class)
}

// integral returns the value of Byte, Short, Integer and Long.
func integral(v any) (int64, bool) {
	switch v := v.(type) {
	case int8:
		return int64(v), true
	case int16:
		return int64(v), true
	case int32:
		return int64(v), true
	case int64:
		return v, true
	}
	return 0, false
}

func floating(v any) (float64, bool) {
	switch v := v.(type) {
	case float32:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func toLong(v any) (int64, *fault) {
	if v == nil || v == "" {
		return 0, nil
	}
	if n, ok := integral(v); ok {
		return n, nil
	}
	if f, ok := floating(v); ok {
		return truncated(f), nil
	}
	switch v := v.(type) {
	case *big.Int:
		return wrapped{v}.Int64Wrapped(), nil
	case Decimal:
		return toBigInt(v).Int64Wrapped(), nil
	case string:
		if n, err := strconv.ParseInt(latinDigits(v), 10, 64); err == nil {
			return n, nil
		}
	}
	return 0, cannotCoerce(v, "java.lang.Long")
}

// latinDigits replaces the digits of other scripts, which Java reads in whole
// numbers.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf || !unicode.IsDigit(r) {
			return r
		}
		zero := r
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, s)
}

// truncated is Java's conversion of a floating point number to a Long.
func truncated(f float64) int64 {
	switch {
	case math.IsNaN(f):
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}

func toDouble(v any) (float64, *fault) {
	if v == nil || v == "" {
		return 0, nil
	}
	if n, ok := integral(v); ok {
		return float64(n), nil
	}
	if f, ok := floating(v); ok {
		return f, nil
	}
	switch v := v.(type) {
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f, nil
	case Decimal:
		f, _ := strconv.ParseFloat(v.String(), 64)
		return f, nil
	case string:
		if f, ok := parseDouble(v); ok {
			return f, nil
		}
	}
	return 0, cannotCoerce(v, "java.lang.Double")
}

// parseDouble reads a text as Double.valueOf does.
func parseDouble(s string) (float64, bool) {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	switch strings.TrimLeft(s, "+-") {
	case "NaN":
		return math.NaN(), true
	case "Infinity":
		if s[0] == '-' {
			return math.Inf(-1), true
		}
		return math.Inf(1), true
	}
	number := s
	if n := len(s); n > 0 && strings.ContainsRune("dDfF", rune(s[n-1])) && !strings.ContainsAny(s, "xX") {
		number = s[:n-1]
	}
	if number == "" || strings.ContainsAny(number, "_iInN") {
		return 0, false
	}
	f, err := strconv.ParseFloat(number, 64)
	return f, err == nil || strings.Contains(err.Error(), "range")
}

func toBoolean(v any) (bool, *fault) {
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	case string:
		return strings.EqualFold(v, "true"), nil
	}
	return false, cannotCoerce(v, "java.lang.Boolean")
}

func toString(v any) string {
	if v == nil {
		return ""
	}
	return text(v)
}

func toBigInteger(v any) (*big.Int, *fault) {
	if v == nil || v == "" {
		return new(big.Int), nil
	}
	if n, ok := integral(v); ok {
		return big.NewInt(n), nil
	}
	if f, ok := floating(v); ok {
		return big.NewInt(truncated(f)), nil
	}
	switch v := v.(type) {
	case *big.Int:
		return v, nil
	case Decimal:
		return toBigInt(v).Int, nil
	case string:
		v = latinDigits(v)
		if len(v) <= maxDigits && strings.Trim(strings.TrimLeft(v, "+-"), "0123456789") == "" {
			if n, ok := new(big.Int).SetString(v, 10); ok {
				return n, nil
			}
		}
	}
	return nil, cannotCoerce(v, "java.math.BigInteger")
}

// maxDigits bounds numbers in texts.
const maxDigits = 1000

func toDecimal(v any) (Decimal, *fault) {
	if v == nil || v == "" {
		return Decimal{new(big.Int), 0}, nil
	}
	if n, ok := integral(v); ok {
		return decimalOf(float64(n))
	}
	if f, ok := floating(v); ok {
		return decimalOf(f)
	}
	switch v := v.(type) {
	case *big.Int:
		return Decimal{v, 0}, nil
	case Decimal:
		return v, nil
	case string:
		if d, ok := ParseDecimal(v); ok {
			return d, nil
		}
	}
	return Decimal{}, cannotCoerce(v, "java.math.BigDecimal")
}

// decimalOf returns the exact value of a double.
func decimalOf(f float64) (Decimal, *fault) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Decimal{}, failed("Infinite or NaN")
	}
	r := new(big.Rat).SetFloat64(f)
	// The denominator is a power of two, so that as many decimal places as it
	// has bits are enough.
	scale := r.Denom().BitLen() - 1
	n := new(big.Int).Mul(r.Num(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
	return Decimal{n.Quo(n, r.Denom()), scale}, nil
}

// ParseDecimal reads a text as new BigDecimal does.
func ParseDecimal(s string) (Decimal, bool) {
	if len(s) > maxDigits || !utf8.ValidString(s) {
		return Decimal{}, false
	}
	s = latinDigits(s)
	number, exponent := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		n, err := strconv.Atoi(s[i+1:])
		if err != nil || n > 10*maxDigits || n < -10*maxDigits {
			return Decimal{}, false
		}
		number, exponent = s[:i], n
	}
	whole, fraction, _ := strings.Cut(number, ".")
	digits := strings.TrimLeft(whole, "+-") + fraction
	if digits == "" || len(strings.TrimLeft(whole, "+-")) < len(whole)-1 || strings.Trim(digits, "0123456789") != "" {
		return Decimal{}, false
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if ok && strings.HasPrefix(whole, "-") {
		n.Neg(n)
	}
	return Decimal{n, len(fraction) - exponent}, ok
}

var maxUint64 = new(big.Int).SetUint64(math.MaxUint64)

// wrapped is an integer that can be cut to 64 bits.
type wrapped struct{ *big.Int }

// Int64Wrapped returns the low 64 bits.
func (w wrapped) Int64Wrapped() int64 {
	return int64(new(big.Int).And(w.Int, maxUint64).Uint64())
}

// toBigInt returns the part before the decimal point.
func toBigInt(d Decimal) wrapped {
	if d.Scale <= 0 {
		return wrapped{new(big.Int).Mul(d.Unscaled, power(-d.Scale))}
	}
	return wrapped{new(big.Int).Quo(d.Unscaled, power(d.Scale))}
}

func power(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// IntValue is Number.intValue: the whole part of a number as an Integer. False
// for what is no number.
func IntValue(v any) (int32, bool) {
	if n, ok := integral(v); ok {
		return int32(n), true
	}
	if f, ok := floating(v); ok {
		return int32(max(min(truncated(f), math.MaxInt32), math.MinInt32)), true
	}
	switch v.(type) {
	case *big.Int, Decimal:
		n, _ := toLong(v)
		return int32(n), true
	}
	return 0, false
}
