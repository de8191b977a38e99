package juel

import (
	"strconv"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/source"
)

// SyntaxError says why a text is no expression. It has no Error method, for it
// is a fault in somebody's model, which is reported as a diagnostic.
type SyntaxError struct {
	// Kind says who refused the text.
	Kind ErrorKind
	// Text is the whole text.
	Text string
	// Span is the token or character at fault, in bytes of the text. It is
	// empty at the end of the text.
	Span source.Span
	// Encountered is what stands there, in JUEL's words: 'x' or unterminated
	// string. Expected is what should: <IDENTIFIER>, '}', or alternatives with
	// bars between. Both are empty for TooComplex.
	Encountered, Expected string
}

// ErrorKind is the kind of a syntax error. The zero value is none.
type ErrorKind uint8

// The kinds of syntax errors.
const (
	// Lexical: the characters are no token.
	Lexical ErrorKind = iota + 1
	// Syntax: the token cannot stand there.
	Syntax
	// TooComplex: a limit of this package was met, see MaxDepth and MaxNodes.
	TooComplex
)

// Message returns JUEL's text of the fault, such as
//
//	syntax error at position 4, encountered 'b', expected '}'
//
// The position counts UTF-16 code units from 0 and is grouped by thousands, as
// Java's message formats do in an English locale.
func (e *SyntaxError) Message() string {
	switch e.Kind {
	case Lexical:
		return "lexical error at position " + grouped(e.position()) + ", encountered " + e.Encountered + ", expected " + e.Expected
	case Syntax:
		return "syntax error at position " + grouped(e.position()) + ", encountered " + e.Encountered + ", expected " + e.Expected
	}
	return "expression has more than " + grouped(MaxDepth) + " levels or " + grouped(MaxNodes) + " nodes"
}

// EngineMessage returns the text of the exception with which the engine
// refuses the expression: Error parsing '‹text›': ‹message›.
func (e *SyntaxError) EngineMessage() string {
	return "Error parsing '" + e.Text + "': " + e.Message()
}

// position returns the start of the span in UTF-16 code units.
func (e *SyntaxError) position() int {
	n := 0
	for _, r := range e.Text[:e.Span.Start] {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// grouped writes 1203 as 1,203.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// javaChar returns the first UTF-16 code unit of s as Java prints it: half of
// a surrogate pair, or a byte that is not UTF-8, comes out as a question mark.
func javaChar(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r > 0xFFFF || r == utf8.RuneError && size < 2 {
		return "?"
	}
	return s[:size]
}
