package juel

import (
	"math"
	"strconv"
	"strings"
)

// String returns the canonical text: symbols instead of words for operators,
// one blank around operators between operands, single quotes, numbers in their
// shortest form. Parentheses stay. Parsing it gives the same tree.
func (e *Expression) String() string {
	b := make([]byte, 0, len(e.Text)+8)
	for _, part := range e.Parts {
		if part.Node == nil {
			b = append(b, escapeText(part.Text)...)
			continue
		}
		start := byte('$')
		if e.Deferred {
			start = '#'
		}
		b = append(b, start, '{')
		b = part.Node.appendTo(b)
		b = append(b, '}')
	}
	return string(b)
}

// Tree returns the typed tree in one line, for tests and for bug reports:
//
//	(> (name amount) (int 5))
//
// Literal text is (text "…"), each evaluation (eval …).
func (e *Expression) Tree() string {
	var b []byte
	for i, part := range e.Parts {
		if i > 0 {
			b = append(b, ' ')
		}
		if part.Node == nil {
			b = append(b, "(text "...)
			b = strconv.AppendQuote(b, part.Text)
		} else {
			b = append(b, "(eval "...)
			b = part.Node.appendTree(b)
		}
		b = append(b, ')')
	}
	return string(b)
}

func escapeText(s string) string {
	if !strings.Contains(s, "${") && !strings.Contains(s, "#{") {
		return s
	}
	return strings.NewReplacer("${", `\${`, "#{", `\#{`).Replace(s)
}

// String returns the canonical text.
func (n *Literal) String() string { return string(n.appendTo(nil)) }

func (n *Literal) appendTo(b []byte) []byte {
	switch v := n.Value.(type) {
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return appendFloat(b, v)
	case string:
		b = append(b, '\'')
		for i := range len(v) {
			if v[i] == '\'' || v[i] == '\\' {
				b = append(b, '\\')
			}
			b = append(b, v[i])
		}
		return append(b, '\'')
	}
	return append(b, "null"...)
}

// appendFloat writes a float so that it is read as a float again. No literal
// is negative or not a number.
func appendFloat(b []byte, v float64) []byte {
	if math.IsInf(v, 0) {
		return append(b, "1e999"...)
	}
	start := len(b)
	b = strconv.AppendFloat(b, v, 'g', -1, 64)
	for _, c := range b[start:] {
		if c == '.' || c == 'e' {
			return b
		}
	}
	return append(b, ".0"...)
}

func (n *Literal) appendTree(b []byte) []byte {
	kind := "(null"
	switch n.Value.(type) {
	case bool:
		kind = "(bool "
	case int64:
		kind = "(int "
	case float64:
		kind = "(float "
	case string:
		kind = "(string "
	}
	b = append(b, kind...)
	if n.Value != nil {
		b = n.appendTo(b)
	}
	return append(b, ')')
}

// String returns the name.
func (n *Identifier) String() string { return n.Name }

func (n *Identifier) appendTo(b []byte) []byte { return append(b, n.Name...) }

func (n *Identifier) appendTree(b []byte) []byte {
	return append(append(append(b, "(name "...), n.Name...), ')')
}

// String returns the canonical text.
func (n *Property) String() string { return string(n.appendTo(nil)) }

func (n *Property) appendTo(b []byte) []byte {
	b = n.Base.appendTo(b)
	if _, ok := n.Base.(*Literal); ok && len(b) > 0 && b[len(b)-1] >= '0' && b[len(b)-1] <= '9' {
		// The point would become a part of the number.
		b = append(b, ' ')
	}
	return append(append(b, '.'), n.Name...)
}

func (n *Property) appendTree(b []byte) []byte {
	b = n.Base.appendTree(append(b, "(property "...))
	return append(append(append(b, ' '), n.Name...), ')')
}

// String returns the canonical text.
func (n *Index) String() string { return string(n.appendTo(nil)) }

func (n *Index) appendTo(b []byte) []byte {
	b = append(n.Base.appendTo(b), '[')
	return append(n.Key.appendTo(b), ']')
}

func (n *Index) appendTree(b []byte) []byte { return appendList(b, "index", n.Base, n.Key) }

// String returns the canonical text.
func (n *Method) String() string { return string(n.appendTo(nil)) }

func (n *Method) appendTo(b []byte) []byte { return appendArgs(n.Target.appendTo(b), n.Args) }

func (n *Method) appendTree(b []byte) []byte {
	b = n.Target.appendTree(append(b, "(call "...))
	for _, arg := range n.Args {
		b = arg.appendTree(append(b, ' '))
	}
	return append(b, ')')
}

// String returns the canonical text.
func (n *Function) String() string { return string(n.appendTo(nil)) }

func (n *Function) appendTo(b []byte) []byte { return appendArgs(append(b, n.Name()...), n.Args) }

func (n *Function) appendTree(b []byte) []byte {
	return appendList(b, "function "+n.Name(), n.Args...)
}

// String returns the canonical text.
func (n *Unary) String() string { return string(n.appendTo(nil)) }

func (n *Unary) appendTo(b []byte) []byte {
	b = append(b, n.Op.String()...)
	if n.Op == Empty {
		b = append(b, ' ')
	}
	return n.Operand.appendTo(b)
}

func (n *Unary) appendTree(b []byte) []byte { return appendList(b, n.Op.String(), n.Operand) }

// String returns the canonical text.
func (n *Binary) String() string { return string(n.appendTo(nil)) }

func (n *Binary) appendTo(b []byte) []byte {
	b = append(n.Left.appendTo(b), ' ')
	b = append(append(b, n.Op.String()...), ' ')
	return n.Right.appendTo(b)
}

func (n *Binary) appendTree(b []byte) []byte { return appendList(b, n.Op.String(), n.Left, n.Right) }

// String returns the canonical text.
func (n *Choice) String() string { return string(n.appendTo(nil)) }

func (n *Choice) appendTo(b []byte) []byte {
	b = append(n.Condition.appendTo(b), " ? "...)
	b = append(n.Then.appendTo(b), " : "...)
	return n.Else.appendTo(b)
}

func (n *Choice) appendTree(b []byte) []byte {
	return appendList(b, "?", n.Condition, n.Then, n.Else)
}

// String returns the canonical text.
func (n *Nested) String() string { return string(n.appendTo(nil)) }

func (n *Nested) appendTo(b []byte) []byte {
	return append(n.Inner.appendTo(append(b, '(')), ')')
}

func (n *Nested) appendTree(b []byte) []byte { return appendList(b, "nested", n.Inner) }

func appendArgs(b []byte, args []Node) []byte {
	b = append(b, '(')
	for i, arg := range args {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = arg.appendTo(b)
	}
	return append(b, ')')
}

func appendList(b []byte, head string, nodes ...Node) []byte {
	b = append(append(b, '('), head...)
	for _, n := range nodes {
		b = n.appendTree(append(b, ' '))
	}
	return append(b, ')')
}
