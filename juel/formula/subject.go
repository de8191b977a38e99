package formula

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// subject is something of which conditions ask, or a pair of such things that
// they compare.
type subject struct {
	// key is the canonical text, for people too.
	key         string
	pair        bool
	left, right string // of a pair
	source      origin
	// roots are the names that the value depends on. A star depends on
	// everything.
	roots []string
	tests []test
	cells []cell
}

// origin says where a value comes from, and so what is known of its range. The
// later, the less.
type origin uint8

const (
	fromVariable   origin = iota // any value, or null
	fromCall                     // perhaps never null
	fromArithmetic               // perhaps only some numbers: sizes, remainders
)

// anything is the root of what may depend on everything.
const anything = "*"

// functions is the root of all results of functions.
const functions = "()"

// newSubject returns the subject that an expression is. The node is one that
// isSubject accepts.
func newSubject(n juel.Node) *subject {
	if name, ok := variableRead(n); ok {
		return &subject{key: name, roots: []string{name}}
	}
	s := &subject{key: key(n), roots: roots(n)}
	switch n := n.(type) {
	case *juel.Method:
		s.source = fromCall
		if name := n.Name(); name == "size" || name == "length" || name == "count" || name == "compareTo" {
			s.source = fromArithmetic
		}
	case *juel.Function:
		s.source = fromCall
	case *juel.Unary, *juel.Binary:
		s.source = fromArithmetic
	}
	return s
}

// key returns the canonical text of an expression. x['y'] is x.y.
func key(n juel.Node) string {
	n = juel.Unwrap(n)
	switch n := n.(type) {
	case *juel.Property:
		return key(n.Base) + "." + n.Name
	case *juel.Index:
		if l, ok := juel.Unwrap(n.Key).(*juel.Literal); ok {
			if name, ok := l.Value.(string); ok && isName(name) {
				return key(n.Base) + "." + name
			}
		}
		return key(n.Base) + "[" + key(n.Key) + "]"
	}
	return n.String()
}

// isName reports whether a text is a plain name, which could stand behind a
// dot but for reserved words, of which reading is the same.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if c|0x20 < 'a' && c != '_' || c|0x20 > 'z' {
			return false
		}
	}
	return s != ""
}

// variableRead returns the name of the variable that an expression reads as a
// whole, and whether it does so by execution.getVariable, which gives null
// where the variable does not exist.
func variableRead(n juel.Node) (name string, lenient bool) {
	m, ok := n.(*juel.Method)
	if !ok || m.Name() != "getVariable" {
		return "", false
	}
	name = executionArgument(m)
	return name, name != ""
}

// existence returns the name of the variable of which a call of
// execution.hasVariable asks, "" for any other call.
func existence(m *juel.Method) string {
	if m.Name() != "hasVariable" {
		return ""
	}
	return executionArgument(m)
}

// executionArgument returns the constant text that is the only argument of a
// method of the execution, "" for any other call.
func executionArgument(m *juel.Method) string {
	if id, ok := juel.Unwrap(m.Base()).(*juel.Identifier); !ok || id.Name != "execution" || len(m.Args) != 1 {
		return ""
	}
	text, _ := textConstant(m.Args[0])
	return text
}

// textEquals recognizes x.equals('a') and 'a'.equals(x). It returns x, the
// text, and what happens where x is null.
func textEquals(m *juel.Method) (tested juel.Node, text string, onNull Outcomes) {
	if m.Name() != "equals" || len(m.Args) != 1 {
		return nil, "", 0
	}
	base, arg := juel.Unwrap(m.Base()), juel.Unwrap(m.Args[0])
	if text, ok := textConstant(arg); ok && isSubject(base) {
		return base, text, Fails
	}
	if text, ok := textConstant(base); ok && isSubject(arg) {
		return arg, text, False
	}
	return nil, "", 0
}

func textConstant(n juel.Node) (string, bool) {
	l, ok := juel.Unwrap(n).(*juel.Literal)
	if !ok {
		return "", false
	}
	text, ok := l.Value.(string)
	return text, ok
}

// isSubject reports whether an expression is something that a test can ask
// about: not a constant, not a formula, not a choice.
func isSubject(n juel.Node) bool {
	switch n.(type) {
	case *juel.Identifier, *juel.Property, *juel.Index, *juel.Method, *juel.Function:
		return !isFormula(n)
	}
	_, ok := constantValue(n)
	return !ok && isArithmetic(n)
}

// isFormula reports whether an expression yields a Boolean, never null, by its
// form.
func isFormula(n juel.Node) bool {
	switch n := juel.Unwrap(n).(type) {
	case *juel.Unary:
		return n.Op != juel.Negate
	case *juel.Binary:
		return n.Op <= juel.GreaterOrEqual
	case *juel.Choice:
		return isFormula(n.Then) && isFormula(n.Else)
	case *juel.Method:
		if existence(n) != "" {
			return true
		}
		tested, _, _ := textEquals(n)
		return tested != nil
	}
	return false
}

// isArithmetic reports whether an expression yields a number by its form.
func isArithmetic(n juel.Node) bool {
	switch n := juel.Unwrap(n).(type) {
	case *juel.Unary:
		return n.Op == juel.Negate
	case *juel.Binary:
		return n.Op >= juel.Add
	}
	return false
}

// roots returns the names that the value of an expression depends on.
func roots(n juel.Node) []string {
	var names []string
	for c := range juel.Nodes(n) {
		switch c := c.(type) {
		case *juel.Identifier:
			names = append(names, c.Name)
		case *juel.Function:
			names = append(names, functions)
		case *juel.Property:
			if id, ok := juel.Unwrap(c.Base).(*juel.Identifier); ok && id.Name == "execution" && strings.HasPrefix(c.Name, "variables") {
				names = append(names, anything)
			}
		case *juel.Method:
			if name := executionArgument(c); name != "" && (c.Name() == "getVariable" || c.Name() == "hasVariable") {
				names = append(names, name)
			} else if id, ok := juel.Unwrap(c.Base()).(*juel.Identifier); ok && id.Name == "execution" {
				names = append(names, anything)
			}
		}
	}
	return names
}

// entangled reports whether the values of two subjects may depend on each
// other.
func entangled(a, b *subject) bool {
	if slices.Contains(a.roots, anything) || slices.Contains(b.roots, anything) {
		return true
	}
	return slices.ContainsFunc(a.roots, func(r string) bool { return slices.Contains(b.roots, r) })
}

func isTrueText(s string) bool { return strings.EqualFold(s, "true") }
