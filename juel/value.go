package juel

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// The values of expressions are Java's, as Go values:
//
//	null                 nil
//	Boolean              bool
//	String               string
//	Byte, Short          int8, int16
//	Integer, Long        int32, int64
//	Float, Double        float32, float64
//	BigInteger           *big.Int
//	BigDecimal           Decimal
//	java.util.Date       time.Time (its location is the zone of the engine)
//	Joda's DateTime      DateTime
//	byte[]               []byte
//	List, Set, Map       *List, *Set, *Map
//	Class                Class
//	anything else        Object
//
// A literal number is a Long or a Double, so that an Integer variable and a
// literal are equal by == but not by the method equals.

// Decimal is a BigDecimal: Unscaled times ten to the power of -Scale.
type Decimal struct {
	Unscaled *big.Int
	Scale    int
}

// DateTime is a DateTime of the Joda library.
type DateTime struct{ time.Time }

// Class is a Java class, by its full name.
type Class string

// List is an ArrayList.
type List struct{ Items []any }

// Set is a TreeSet of strings or numbers of one kind, in order.
type Set struct{ Items []any }

// Map is a HashMap. Keys are compared as Java does: an Integer 1 is no Long 1.
type Map struct {
	keys   []any // in the order of insertion
	values map[any]any
}

// NewMap returns a map of keys and values, which alternate.
func NewMap(pairs ...any) *Map {
	m := &Map{values: map[any]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Put(pairs[i], pairs[i+1])
	}
	return m
}

// Put sets the value of a key and returns the one before.
func (m *Map) Put(key, value any) any {
	old, ok := m.Get(key)
	if !ok {
		m.keys = append(m.keys, key)
	}
	m.values[hashKey(key)] = value
	return old
}

// Get returns the value of a key, and whether it is there.
func (m *Map) Get(key any) (any, bool) {
	v, ok := m.values[hashKey(key)]
	return v, ok
}

// Remove takes a key out and returns its value.
func (m *Map) Remove(key any) any {
	old, ok := m.Get(key)
	if ok {
		delete(m.values, hashKey(key))
		m.keys = slices.DeleteFunc(m.keys, func(k any) bool { return hashKey(k) == hashKey(key) })
	}
	return old
}

// Len returns the number of keys.
func (m *Map) Len() int { return len(m.keys) }

// hashKey returns what stands for a key in a Go map: equal values of one class
// are equal.
func hashKey(v any) any {
	switch v := v.(type) {
	case Decimal:
		return "decimal " + text(v)
	case *big.Int:
		return "integer " + v.String()
	case []byte:
		return &v
	}
	return v
}

// InsertionOrder returns the keys in the order in which they were first put in.
func (m *Map) InsertionOrder() []any { return slices.Clone(m.keys) }

// Keys returns the keys in the order in which a HashMap lists them.
func (m *Map) Keys() []any {
	places := 16
	for len(m.keys) > places*3/4 {
		places *= 2
	}
	keys := slices.Clone(m.keys)
	slices.SortStableFunc(keys, func(a, b any) int {
		return int(spread(a)&uint32(places-1)) - int(spread(b)&uint32(places-1))
	})
	return keys
}

func spread(v any) uint32 {
	h := uint32(hashCode(v))
	return h ^ h>>16
}

// hashCode is Java's for strings, numbers and booleans, 0 for others.
func hashCode(v any) int32 {
	switch v := v.(type) {
	case string:
		var h int32
		for _, c := range utf16.Encode([]rune(v)) {
			h = 31*h + int32(c)
		}
		return h
	case int8:
		return int32(v)
	case int16:
		return int32(v)
	case int32:
		return v
	case int64:
		return int32(v ^ int64(uint64(v)>>32))
	case float64:
		bits := math.Float64bits(v)
		return int32(bits ^ bits>>32)
	case bool:
		if v {
			return 1231
		}
		return 1237
	case time.Time:
		return hashCode(v.UnixMilli())
	case *List:
		h := int32(1)
		for _, item := range v.Items {
			h = 31*h + hashCode(item)
		}
		return h
	}
	return 0
}

// Object is a value that only the caller knows: a bean, an execution, a task.
type Object interface {
	// Class returns the full name of the Java class.
	Class() string
	// Property returns a property; false where there is none of that name.
	Property(name string) (any, bool)
	// Call calls a method; false where there is none of that name and number
	// of arguments. A failure is usually a [Thrown].
	Call(name string, args []any) (value any, ok bool, failure error)
	// String returns what toString does.
	String() string
}

// ClassOf returns the name of a value's Java class.
func ClassOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "java.lang.Boolean"
	case string:
		return "java.lang.String"
	case int8:
		return "java.lang.Byte"
	case int16:
		return "java.lang.Short"
	case int32:
		return "java.lang.Integer"
	case int64:
		return "java.lang.Long"
	case float32:
		return "java.lang.Float"
	case float64:
		return "java.lang.Double"
	case *big.Int:
		return "java.math.BigInteger"
	case Decimal:
		return "java.math.BigDecimal"
	case time.Time:
		return "java.util.Date"
	case DateTime:
		return "org.joda.time.DateTime"
	case []byte:
		return "[B"
	case *List:
		return "java.util.ArrayList"
	case *Set:
		return "java.util.TreeSet"
	case *Map:
		return "java.util.HashMap"
	case Class:
		return "java.lang.Class"
	case Char:
		return "java.lang.Character"
	case *Iterator:
		return v.class
	case Object:
		return v.Class()
	}
	return fmt.Sprintf("%T", v)
}

// SimpleClass returns the name without its package.
func SimpleClass(v any) string {
	name := ClassOf(v)
	if v, ok := v.([]byte); ok {
		_ = v
		return "byte[]"
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	return name[strings.LastIndexByte(name, '$')+1:]
}

// Text returns a value as Java prints it; null is "null".
func Text(v any) string {
	if v == nil {
		return "null"
	}
	return text(v)
}

func text(v any) string {
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v)
	case string:
		return v
	case int8, int16, int32, int64:
		return fmt.Sprint(v)
	case float32:
		return javaFloat(float64(v), 32)
	case float64:
		return javaFloat(v, 64)
	case *big.Int:
		return v.String()
	case Decimal:
		return v.String()
	case time.Time:
		return v.Format("Mon Jan 02 15:04:05 MST 2006")
	case DateTime:
		return v.String()
	case *List:
		return "[" + joined(v.Items, v) + "]"
	case *Set:
		return "[" + joined(v.Items, v) + "]"
	case *Map:
		parts := make([]string, 0, v.Len())
		for _, k := range v.Keys() {
			value, _ := v.Get(k)
			parts = append(parts, within(k, v)+"="+within(value, v))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Class:
		return "class " + string(v)
	case Char:
		return v.String()
	case []byte:
		return "[B@1"
	case Object:
		return v.String()
	}
	return fmt.Sprint(v)
}

func joined(items []any, owner any) string {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = within(item, owner)
	}
	return strings.Join(parts, ", ")
}

// within prints a part of a collection, which may be the collection itself.
func within(v, owner any) string {
	if v == owner {
		if _, isMap := owner.(*Map); isMap {
			return "(this Map)"
		}
		return "(this Collection)"
	}
	return Text(v)
}

// String returns the time as Joda prints it.
func (d DateTime) String() string { return d.Format("2006-01-02T15:04:05.000Z07:00") }

// String returns the number as Java prints it.
func (d Decimal) String() string {
	digits := new(big.Int).Abs(d.Unscaled).String()
	sign := ""
	if d.Unscaled.Sign() < 0 {
		sign = "-"
	}
	if d.Scale == 0 {
		return sign + digits
	}
	exponent := len(digits) - 1 - d.Scale
	if d.Scale > 0 && exponent >= -6 {
		if pad := d.Scale - len(digits) + 1; pad > 0 {
			digits = strings.Repeat("0", pad) + digits
		}
		return sign + digits[:len(digits)-d.Scale] + "." + digits[len(digits)-d.Scale:]
	}
	if len(digits) > 1 {
		digits = digits[:1] + "." + digits[1:]
	}
	if exponent == 0 {
		return sign + digits
	}
	return fmt.Sprintf("%s%sE%+d", sign, digits, exponent)
}

// javaFloat prints a floating point number as Java does.
func javaFloat(f float64, bits int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		if math.Signbit(f) {
			return "-0.0"
		}
		return "0.0"
	}
	if math.Abs(f) == math.SmallestNonzeroFloat64 {
		return strings.Replace(strconv.FormatFloat(f, 'e', 1, bits), "e-", "E-", 1) // Java prints two digits at least
	}
	if a := math.Abs(f); a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(f, 'f', -1, bits)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	s := strconv.FormatFloat(f, 'e', -1, bits)
	mantissa, exponent, _ := strings.Cut(s, "e")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}
