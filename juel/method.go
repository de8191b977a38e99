package juel

import (
	"errors"
	"math/big"
	"strings"
	"time"
)

// Methods of Java's classes that expressions commonly call. Which of several
// methods of a name is meant is decided by the number of arguments, as JUEL
// does; arguments are converted to its parameters.

// call calls a method of an object; found is false where the class has none of
// that name and number of arguments.
func call(base any, name string, args []any) (value any, found bool, f *fault) {
	if o, ok := base.(Object); ok {
		return callObject(o, name, args)
	}
	a := arguments{values: args}
	switch b := base.(type) {
	case string:
		value, found = stringMethod(b, name, &a)
	case *List:
		value, found = listMethod(b, name, &a)
	case *Set:
		value, found = setMethod(b, name, &a)
	case *Map:
		value, found = mapMethod(b, name, &a)
	case time.Time:
		value, found = dateMethod(b, name, &a)
	case DateTime:
		value, found = dateTimeMethod(b, name, &a)
	case bool:
		if found = name == "booleanValue" && len(args) == 0; found {
			value = b
		}
	case *Iterator:
		value, found = iteratorMethod(b, name, &a)
	default:
		value, found = numberMethod(base, name, &a)
	}
	if !found {
		value, found = objectMethod(base, name, &a)
	}
	return value, found, a.fault
}

func callObject(o Object, name string, args []any) (any, bool, *fault) {
	value, ok, failure := o.Call(name, args)
	if failure == nil {
		if !ok {
			a := arguments{values: args}
			value, ok = objectMethod(o, name, &a)
		}
		return value, ok, nil
	}
	var t *Thrown
	if !errors.As(failure, &t) {
		t = &Thrown{Class: "java.lang.RuntimeException", Message: failure.Error(), Cause: failure}
	}
	return nil, true, &fault{kind: thrown, thrown: t}
}

// arguments converts what a method is called with; the first fault is kept.
type arguments struct {
	values []any
	fault  *fault
}

// are reports whether a call is of a name with a number of arguments.
func (a *arguments) are(n int) bool { return len(a.values) == n }

func (a *arguments) fail(f *fault) {
	if a.fault == nil {
		a.fault = f
	}
}

// throw ends the call with an exception.
func (a *arguments) throw(class, message string) {
	a.fail(&fault{kind: thrown, thrown: &Thrown{Class: class, Message: message}})
}

func (a *arguments) text(i int) string {
	if a.values[i] == nil {
		return ""
	}
	return toString(a.values[i])
}

func (a *arguments) long(i int) int64 {
	n, f := toLong(a.values[i])
	if f != nil {
		a.fail(f)
	}
	return n
}

func (a *arguments) int(i int) int {
	if s, ok := a.values[i].(string); ok && s != "" {
		if n, f := toLong(s); f != nil || n != int64(int32(n)) {
			a.fail(failed("Cannot coerce '" + s + "' to class java.lang.Integer"))
			return 0
		}
	}
	n, f := toLong(a.values[i])
	if f != nil {
		a.fail(cannotCoerce(a.values[i], "java.lang.Integer"))
	}
	return int(int32(n))
}

// objectMethod has what all classes have.
func objectMethod(base any, name string, a *arguments) (any, bool) {
	switch {
	case name == "equals" && a.are(1):
		return javaEquals(base, a.values[0]), true
	case name == "hashCode" && a.are(0):
		return hashCode(base), true
	case name == "toString" && a.are(0):
		return text(base), true
	case name == "getClass" && a.are(0):
		return Class(ClassOf(base)), true
	case name == "compareTo" && a.are(1):
		return compareTo(base, a)
	}
	if c, ok := base.(Class); ok && a.are(0) {
		switch name {
		case "getName":
			return string(c), true
		case "getSimpleName":
			return simple(string(c)), true
		}
	}
	return nil, false
}

func simple(class string) string {
	class = class[strings.LastIndexByte(class, '.')+1:]
	return class[strings.LastIndexByte(class, '$')+1:]
}

func compareTo(base any, a *arguments) (any, bool) {
	other := a.values[0]
	switch base.(type) {
	case string, bool, time.Time, DateTime, int8, int16, int32, int64, float32, float64, *big.Int, Decimal:
	default:
		return nil, false
	}
	if other == nil {
		a.throw("java.lang.NullPointerException", "")
		return nil, true
	}
	if ClassOf(base) != ClassOf(other) {
		a.throw("java.lang.ClassCastException", cannotCast(ClassOf(other), ClassOf(base)))
		return nil, true
	}
	c, f := compare(base, other)
	if f != nil {
		a.fail(f)
	}
	return int32(c), true
}

func numberMethod(base any, name string, a *arguments) (any, bool) {
	if x, ok := base.(Decimal); ok && a.are(1) {
		return decimalMethod(x, name, a)
	}
	if !a.are(0) {
		return nil, false
	}
	_, isLong := integral(base)
	_, isDouble := floating(base)
	if !isLong && !isDouble && !isBig(base) && !isDecimal(base) {
		return nil, false
	}
	n, _ := toLong(base)
	d, _ := toDouble(base)
	switch name {
	case "intValue":
		return int32(n), true
	case "longValue":
		return n, true
	case "doubleValue":
		return d, true
	case "floatValue":
		return float32(d), true
	case "shortValue":
		return int16(n), true
	case "byteValue":
		return int8(n), true
	case "isNaN":
		return d != d, isDouble
	case "isInfinite":
		return d-d != d-d && d == d, isDouble
	case "abs", "negate", "signum":
		return bigMethod(base, name)
	case "scale":
		if x, ok := base.(Decimal); ok {
			return int32(x.Scale), true
		}
	}
	return nil, false
}

func decimalMethod(x Decimal, name string, a *arguments) (any, bool) {
	op := map[string]BinaryOp{"add": Add, "subtract": Subtract, "multiply": Multiply}[name]
	if op == 0 {
		return nil, false
	}
	y, f := toDecimal(a.values[0])
	if f != nil {
		a.fail(f)
		return nil, true
	}
	return decimalArithmetic(op, x, y), true
}

func bigMethod(base any, name string) (any, bool) {
	sign := 0
	switch b := base.(type) {
	case *big.Int:
		sign = b.Sign()
	case Decimal:
		sign = b.Unscaled.Sign()
	default:
		return nil, false
	}
	negative, _ := negate(base)
	switch {
	case name == "signum":
		return int32(sign), true
	case name == "negate", sign < 0:
		return negative, true
	}
	return base, true
}

// beanProperty returns a property by its getter.
func beanProperty(object any, name string) (any, bool) {
	if name == "class" {
		return Class(ClassOf(object)), true
	}
	switch o := object.(type) {
	case Object:
		return o.Property(name)
	case Class:
		switch name {
		case "name", "typeName":
			return string(o), true
		case "simpleName":
			return simple(string(o)), true
		}
	case string:
		switch name {
		case "empty":
			return o == "", true
		case "blank":
			return strings.TrimSpace(o) == "", true
		case "bytes":
			return []byte(o), true
		}
	case *Set:
		switch name {
		case "empty":
			return len(o.Items) == 0, true
		}
	case time.Time:
		return dateProperty(o, name)
	case DateTime:
		return dateTimeProperty(o, name)
	}
	return nil, false
}
