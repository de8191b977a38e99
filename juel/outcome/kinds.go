package outcome

import (
	"math/big"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/juel"
)

// Kinds is a set of kinds of values, by what the engine can do with them.
type Kinds uint16

// The kinds of values.
const (
	Null     Kinds = 1 << iota
	Boolean        // true or false
	Text           // a String
	Integer        // Byte, Short, Integer, Long
	Fraction       // Float, Double
	Big            // BigInteger, BigDecimal
	Date           // java.util.Date
	DateTime       // Joda's DateTime, which dateTime() returns
	Other          // lists, maps, beans and everything else
)

const (
	number  = Integer | Fraction | Big
	unknown = Null | Boolean | Text | number | Date | DateTime | Other
)

// May reports whether a value of one of the other kinds is possible.
func (k Kinds) May(other Kinds) bool { return k&other != 0 }

// kindOf returns the kind of a value.
func kindOf(v any) Kinds {
	switch v.(type) {
	case nil:
		return Null
	case bool:
		return Boolean
	case string:
		return Text
	case int8, int16, int32, int64:
		return Integer
	case float32, float64:
		return Fraction
	case *big.Int, juel.Decimal:
		return Big
	case time.Time:
		return Date
	case juel.DateTime:
		return DateTime
	}
	return Other
}

// samples are values of each kind; of texts one that is a number and one that
// is none.
var samples = [...]struct {
	kind  Kinds
	value any
}{
	{Null, nil},
	{Boolean, true},
	{Boolean, false},
	{Text, "1"},
	{Text, "a"},
	{Integer, int64(1)},
	{Fraction, 1.5},
	{Big, juel.Decimal{Unscaled: big.NewInt(15), Scale: 1}},
	{Date, time.Unix(0, 0).UTC()},
	{DateTime, juel.DateTime{Time: time.Unix(0, 0).UTC()}},
}

// methodResults are the kinds of what methods return that Java's classes have
// and that nobody gives another meaning.
var methodResults = map[string]Kinds{
	"size": Integer, "length": Integer, "indexOf": Integer, "lastIndexOf": Integer, "hashCode": Integer,
	"toString": Text, "concat": Text, "substring": Text, "trim": Text, "toLowerCase": Text, "toUpperCase": Text,
}

// methodResult returns what a method returns.
func methodResult(base Kinds, name string) Kinds {
	if k, ok := methodResults[name]; ok {
		return k
	}
	if base != DateTime {
		return unknown
	}
	switch {
	case name == "toDate":
		return Date
	case strings.HasPrefix(name, "plus"), strings.HasPrefix(name, "minus"), strings.HasPrefix(name, "with"):
		return DateTime
	}
	return unknown
}

// functionResult returns what a function of the engine or of Spin returns.
func functionResult(name string) Kinds {
	switch name {
	case "now":
		return Date
	case "dateTime":
		return DateTime
	case "currentUser":
		return Text | Null
	case "currentUserGroups":
		return Other | Null
	case "S", "JSON", "XML":
		return Other
	}
	return unknown
}
