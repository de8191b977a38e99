package analysis

import (
	"math"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel/outcome"
)

// Misfit is a slot whose value, whatever it turns out to be, is of no use
// where it stands: the engine throws an exception when it asks for it, or does
// something that nobody writes on purpose.
type Misfit struct {
	Slot
	// Is says what the value is: empty, blank, text, null, negative, zero, …
	Is string
}

// numberKinds are the kinds of numbers.
const numberKinds = outcome.Integer | outcome.Fraction | outcome.Big

// Misfits returns the slots whose value is of no use. Those that fail before
// they have a value are left out.
func Misfits(slots []Slot) []Misfit {
	var out []Misfit
	for _, s := range slots {
		if s.Fails() {
			continue
		}
		if is := misfit(s); is != "" {
			out = append(out, Misfit{s, is})
		}
	}
	return out
}

// misfit says what the value of a slot is if it is of no use, else nothing.
// Each case is what the engine answers.
func misfit(s Slot) string {
	switch s.Use {
	case ConditionUse, CompletionConditionUse:
		return s.unless(outcome.Boolean)
	case PriorityUse:
		if is := s.unlessNumber(math.MinInt32); is != "null" {
			return is
		}
	case JobPriorityUse, TaskPriorityUse:
		if s.Expression.IsLiteralText() {
			return "" // judged at deployment
		}
		return s.unless(outcome.Integer | outcome.Other)
	case CardinalityUse:
		return s.cardinality()
	case CollectionUse:
		return s.collection()
	case DelegateUse:
		return s.unless(outcome.Other)
	case MappingDelegateUse:
		return s.unless(outcome.Other | outcome.Null)
	case CalledElementUse, CaseUse, DecisionUse, TopicUse:
		return s.reference()
	case VersionUse:
		return s.version()
	case AssigneeUse:
		if text, ok := s.Constant.(string); ok && strings.TrimSpace(text) == "" {
			return "blank"
		}
	}
	return ""
}

// unless returns what the value is where it is of none of the kinds.
func (s Slot) unless(kinds outcome.Kinds) string {
	if s.Kinds.May(kinds) {
		return ""
	}
	return s.kind()
}

// kind says in a word what the value is.
func (s Slot) kind() string {
	switch k := s.Kinds; {
	case s.Constant == "":
		return "empty"
	case s.isText() && strings.TrimSpace(s.Text) == "":
		return "blank"
	case k == outcome.Text && !s.isText() && len(s.Expression.Parts) > 1:
		return "text with expressions in it"
	case k == outcome.Text:
		return "text"
	case k == outcome.Null:
		return "null"
	case k == outcome.Boolean:
		return "true or false"
	case k&^(outcome.Date|outcome.DateTime) == 0:
		return "a date"
	case k&^numberKinds == 0:
		return "a number"
	}
	return "no value that fits"
}

// isText reports whether nothing is evaluated.
func (s Slot) isText() bool { return s.Expression.IsLiteralText() }

// unlessNumber says what the value is where it is no whole number, nor a text
// of one that is at least the lowest.
func (s Slot) unlessNumber(lowest int) string {
	if is := s.unless(numberKinds | outcome.Text | outcome.Null | outcome.Other); is != "" {
		return is
	}
	if s.Kinds == outcome.Null {
		return "null"
	}
	switch v := s.Constant.(type) {
	case string:
		// Java's Integer.parseInt: no blanks, no fraction, a sign if need be.
		n, err := strconv.ParseInt(v, 10, 32)
		switch {
		case err != nil:
			return s.kind()
		case n < int64(lowest):
			return "negative"
		}
	case int64:
		if v < int64(lowest) {
			return "negative"
		}
	}
	// Text around an expression must be digits, or the whole is no number.
	for _, part := range s.Expression.Parts {
		if len(s.Expression.Parts) > 1 && part.Node == nil && strings.Trim(part.Text, "0123456789+-") != "" {
			return s.kind()
		}
	}
	return ""
}

func (s Slot) cardinality() string {
	if is := s.unlessNumber(0); is != "" {
		return is
	}
	if s.Constant == int64(0) || s.Constant == "0" {
		return "zero"
	}
	return ""
}

// collection judges a collection, which is an expression where it has a brace,
// else the name of a variable, of which no blank is removed.
func (s Slot) collection() string {
	switch {
	case strings.Contains(s.Text, "{"):
		return s.unless(outcome.Other)
	case s.Text == "":
		return "empty"
	case strings.TrimSpace(s.Text) != s.Text:
		return "blank around a name"
	case strings.Contains(s.Text, ","):
		return "a list of names"
	}
	return ""
}

// reference judges the key of what is called, or a topic.
func (s Slot) reference() string {
	if s.Kinds == outcome.Null {
		return "null"
	}
	if text, ok := s.Constant.(string); ok && strings.TrimSpace(text) == "" {
		return "empty"
	}
	return ""
}

// version judges the number of a called version, which must be a text: a
// literal number in an expression is a Long, which the engine does not take.
func (s Slot) version() string {
	if _, ok := s.Constant.(string); ok {
		return s.unlessNumber(math.MinInt32)
	}
	if s.IsConstant {
		return s.kind()
	}
	return ""
}
