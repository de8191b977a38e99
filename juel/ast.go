package juel

import "github.com/bpmnlint/bpmnlint/source"

// Expression is a parsed text. The zero value is the empty text.
type Expression struct {
	// Text is what was parsed.
	Text string
	// Parts are the literal texts and evaluations in the order of the text.
	// No two literal texts are neighbours. The empty text has no parts.
	Parts []Part
	// Deferred is set where the evaluations are written #{…}.
	Deferred bool
}

// Part is a stretch of literal text or an evaluation.
type Part struct {
	// Span is the place of the part, the delimiters of an evaluation included.
	Span source.Span
	// Text is the literal text, escapes resolved: \${ reads ${. It is empty
	// for an evaluation.
	Text string
	// Node is the tree of an evaluation, nil for literal text.
	Node Node
}

// Node is a node of the syntax tree: one of [*Literal], [*Identifier],
// [*Property], [*Index], [*Method], [*Function], [*Unary], [*Binary],
// [*Choice] and [*Nested].
type Node interface {
	// Span returns the node's place in the text that was parsed, in bytes.
	Span() source.Span
	// String returns the canonical text, without delimiters.
	String() string

	// children calls visit for each child in the order of the text, until
	// visit returns false, and returns whether it never did.
	children(visit func(Node) bool) bool
	appendTo(b []byte) []byte
	appendTree(b []byte) []byte
}

// place is the span that every node has.
type place struct{ span source.Span }

// Span returns the node's place in the text that was parsed, in bytes.
func (p place) Span() source.Span { return p.span }

// Literal is a constant.
type Literal struct {
	place
	// Value is nil, a bool, an int64, a float64 (infinite where the text was
	// too large) or a string with its escapes resolved.
	Value any
}

// Identifier is the name of a variable, a bean or an object of the context
// such as execution.
type Identifier struct {
	place
	Name string
}

// Property is base.name.
type Property struct {
	place
	Base Node
	Name string
	// NameSpan is the place of the name alone.
	NameSpan source.Span
}

// Index is base[key].
type Index struct {
	place
	Base, Key Node
}

// Method is a call of a method: base.name(args) or base[key](args).
type Method struct {
	place
	// Target is a *Property or an *Index: the object and the method's name.
	Target Node
	Args   []Node
}

// Base returns the object whose method is called.
func (m *Method) Base() Node {
	switch t := m.Target.(type) {
	case *Property:
		return t.Base
	case *Index:
		return t.Base
	}
	return nil
}

// Name returns the name of the method, or "" where it is computed, as in
// bean[key](). A constant string in brackets is a name too.
func (m *Method) Name() string {
	switch t := m.Target.(type) {
	case *Property:
		return t.Name
	case *Index:
		if l, ok := Unwrap(t.Key).(*Literal); ok {
			name, _ := l.Value.(string)
			return name
		}
	}
	return ""
}

// Function is a call of a function: name(args) or prefix:name(args).
type Function struct {
	place
	// Prefix is the name before the colon, "" where there is none.
	Prefix string
	// Local is the name without prefix.
	Local string
	Args  []Node
}

// Name returns the name as it is looked up: prefix:local or local.
func (f *Function) Name() string {
	if f.Prefix == "" {
		return f.Local
	}
	return f.Prefix + ":" + f.Local
}

// Unary is an operator before its operand.
type Unary struct {
	place
	Op      UnaryOp
	Operand Node
}

// Binary is an operator between its operands. Chains lean to the left:
// a - b - c is (a - b) - c.
type Binary struct {
	place
	Op          BinaryOp
	Left, Right Node
}

// Choice is condition ? then : else.
type Choice struct {
	place
	Condition, Then, Else Node
}

// Nested is an expression in parentheses.
type Nested struct {
	place
	Inner Node
}

// Unwrap returns the node without the parentheses around it.
func Unwrap(n Node) Node {
	for {
		nested, ok := n.(*Nested)
		if !ok {
			return n
		}
		n = nested.Inner
	}
}

// UnaryOp is an operator with one operand. The zero value is none.
type UnaryOp uint8

// The operators with one operand.
const (
	Not    UnaryOp = iota + 1 // ! or not
	Negate                    // -
	Empty                     // empty
)

// String returns the operator as canonical text writes it: !, - or empty.
func (o UnaryOp) String() string {
	return [...]string{"", "!", "-", "empty"}[min(o, Empty)]
}

// BinaryOp is an operator with two operands. The zero value is none.
type BinaryOp uint8

// The operators with two operands.
const (
	Or             BinaryOp = iota + 1 // || or or
	And                                // && or and
	Equal                              // == or eq
	NotEqual                           // != or ne
	Less                               // < or lt
	LessOrEqual                        // <= or le
	Greater                            // > or gt
	GreaterOrEqual                     // >= or ge
	Add                                // +
	Subtract                           // -
	Multiply                           // *
	Divide                             // / or div
	Modulo                             // % or mod
)

// String returns the operator as canonical text writes it: its symbol.
func (o BinaryOp) String() string {
	return [...]string{"", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%"}[min(o, Modulo)]
}

// IsRelation reports whether the operator compares: == != < <= > >=.
func (o BinaryOp) IsRelation() bool { return Equal <= o && o <= GreaterOrEqual }

// Mirrored returns the operator that says the same of exchanged operands:
// a < b is b > a. Operators that are not relations are returned as they are.
func (o BinaryOp) Mirrored() BinaryOp {
	switch o {
	case Less:
		return Greater
	case LessOrEqual:
		return GreaterOrEqual
	case Greater:
		return Less
	case GreaterOrEqual:
		return LessOrEqual
	}
	return o
}
