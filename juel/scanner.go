package juel

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/source"
)

// symbol is the kind of a token.
type symbol uint8

const (
	symNone symbol = iota // before the first token, and after a fault
	symEOF
	symText
	symStartDynamic
	symStartDeferred
	symEnd
	symIdentifier
	symString
	symFloat
	symInteger
	symTrue
	symFalse
	symNull
	symInstanceof
	symNot
	symEmpty
	symOr
	symAnd
	symEqual
	symNotEqual
	symLess
	symLessOrEqual
	symGreater
	symGreaterOrEqual
	symAdd
	symSubtract
	symMultiply
	symDivide
	symModulo
	symQuestion
	symColon
	symDot
	symComma
	symLeftParen
	symRightParen
	symLeftBracket
	symRightBracket
)

// token is a token with its place. Its image is what JUEL prints in messages:
// the text as written, but for texts and strings their value.
type token struct {
	sym   symbol
	span  source.Span
	image string
}

// scanner splits a text into tokens. Within an evaluation the tokens are those
// of the expression language; outside, all text up to the next evaluation is
// one token.
type scanner struct {
	text  string
	pos   int
	eval  bool // within an evaluation
	fault *SyntaxError
}

// next returns the next token. After a fault it returns symNone.
func (s *scanner) next() token {
	if s.fault != nil {
		return token{}
	}
	if s.eval {
		s.skipSpace()
	}
	if s.pos == len(s.text) {
		return token{sym: symEOF, span: source.Span{Start: s.pos, End: s.pos}, image: "null"}
	}
	if s.eval {
		return s.nextEval()
	}
	if strings.HasPrefix(s.text[s.pos+1:], "{") {
		switch s.text[s.pos] {
		case '$':
			s.eval = true
			return s.fixed(symStartDynamic, 2)
		case '#':
			s.eval = true
			return s.fixed(symStartDeferred, 2)
		}
	}
	return s.nextText()
}

// fixed returns a token of n bytes.
func (s *scanner) fixed(sym symbol, n int) token {
	t := token{sym, source.Span{Start: s.pos, End: s.pos + n}, s.text[s.pos : s.pos+n]}
	s.pos += n
	return t
}

// fail records a lexical error at the current position and returns symNone.
func (s *scanner) fail(end int, encountered, expected string) token {
	s.fault = &SyntaxError{
		Kind: Lexical, Text: s.text, Span: source.Span{Start: s.pos, End: end},
		Encountered: encountered, Expected: expected,
	}
	return token{}
}

// nextText returns the text up to the next evaluation. A backslash escapes
// the start of an evaluation and nothing else; of several backslashes before
// one, the last does, the others stand for themselves.
func (s *scanner) nextText() token {
	start, end := s.pos, len(s.text)
	escapes := false
	for i := start; i+1 < len(s.text); i++ {
		c := s.text[i]
		if c != '$' && c != '#' || s.text[i+1] != '{' {
			continue
		}
		if i > start && s.text[i-1] == '\\' {
			escapes = true
			continue
		}
		end = i
		break
	}
	t := s.fixed(symText, end-start)
	if escapes {
		t.image = strings.NewReplacer(`\${`, `${`, `\#{`, `#{`).Replace(t.image)
	}
	return t
}

func (s *scanner) nextEval() token {
	c := s.text[s.pos]
	follow := byte(0)
	if s.pos+1 < len(s.text) {
		follow = s.text[s.pos+1]
	}
	switch {
	case c == '}':
		s.eval = false
		return s.fixed(symEnd, 1)
	case c == '\'' || c == '"':
		return s.nextString(c)
	case isDigit(c) || c == '.' && isDigit(follow):
		return s.nextNumber()
	}
	if sym, size := operator(c, follow); size > 0 {
		return s.fixed(sym, size)
	}
	if n := identifierLength(s.text[s.pos:]); n > 0 {
		t := s.fixed(symIdentifier, n)
		t.sym = keyword(t.image)
		return t
	}
	_, size := utf8.DecodeRuneInString(s.text[s.pos:])
	return s.fail(s.pos+size, "invalid character '"+javaChar(s.text[s.pos:])+"'", "expression token")
}

// operator returns the operator or punctuation that begins with c, and its
// length, 0 where there is none.
func operator(c, follow byte) (symbol, int) {
	switch c {
	case '+':
		return symAdd, 1
	case '-':
		return symSubtract, 1
	case '*':
		return symMultiply, 1
	case '/':
		return symDivide, 1
	case '%':
		return symModulo, 1
	case '?':
		return symQuestion, 1
	case ':':
		return symColon, 1
	case '.':
		return symDot, 1
	case ',':
		return symComma, 1
	case '(':
		return symLeftParen, 1
	case ')':
		return symRightParen, 1
	case '[':
		return symLeftBracket, 1
	case ']':
		return symRightBracket, 1
	}
	return comparison(c, follow)
}

// comparison is operator for what may have two characters.
func comparison(c, follow byte) (symbol, int) {
	switch {
	case c == '=' && follow == '=':
		return symEqual, 2
	case c == '!' && follow == '=':
		return symNotEqual, 2
	case c == '!':
		return symNot, 1
	case c == '<' && follow == '=':
		return symLessOrEqual, 2
	case c == '<':
		return symLess, 1
	case c == '>' && follow == '=':
		return symGreaterOrEqual, 2
	case c == '>':
		return symGreater, 1
	case c == '&' && follow == '&':
		return symAnd, 2
	case c == '|' && follow == '|':
		return symOr, 2
	}
	return symNone, 0
}

// keyword returns the symbol of a reserved word, symIdentifier of any other.
func keyword(word string) symbol {
	switch word {
	case "true":
		return symTrue
	case "false":
		return symFalse
	case "null":
		return symNull
	case "empty":
		return symEmpty
	case "not":
		return symNot
	case "and":
		return symAnd
	case "or":
		return symOr
	case "eq":
		return symEqual
	case "ne":
		return symNotEqual
	case "lt":
		return symLess
	case "le":
		return symLessOrEqual
	case "gt":
		return symGreater
	case "ge":
		return symGreaterOrEqual
	case "div":
		return symDivide
	case "mod":
		return symModulo
	case "instanceof":
		return symInstanceof
	}
	return symIdentifier
}

// nextString returns a string. Its backslash escapes itself and the quote;
// before anything else it is an error, which JUEL reports at the quote.
func (s *scanner) nextString(quote byte) token {
	start := s.pos
	var value []byte // nil until the first escape
	run := start + 1 // what is not yet in value begins here
	for i := run; i < len(s.text); i++ {
		switch c := s.text[i]; c {
		case quote:
			t := s.fixed(symString, i+1-start)
			if t.image = s.text[run:i]; value != nil {
				t.image = string(append(value, t.image...))
			}
			return t
		case '\\':
			if i+1 == len(s.text) {
				return s.fail(len(s.text), "unterminated string", string(quote)+` or \`)
			}
			if e := s.text[i+1]; e != '\\' && e != quote {
				escape := javaChar(s.text[i+1:])
				return s.fail(start+1, `invalid escape sequence \`+escape, `\`+string(quote)+` or \\`)
			}
			value = append(append(value, s.text[run:i]...), s.text[i+1])
			run = i + 2
			i++
		}
	}
	return s.fail(len(s.text), "unterminated string", string(quote))
}

// nextNumber returns an integer or a float. What looks like an exponent but
// has no digits is left for the next token.
func (s *scanner) nextNumber() token {
	sym := symInteger
	i := s.digits(s.pos)
	if i < len(s.text) && s.text[i] == '.' {
		sym = symFloat
		i = s.digits(i + 1)
	}
	if i < len(s.text) && s.text[i]|0x20 == 'e' {
		e := i + 1
		if e < len(s.text) && (s.text[e] == '+' || s.text[e] == '-') {
			e++
		}
		if end := s.digits(e); end > e {
			sym = symFloat
			i = end
		}
	}
	return s.fixed(sym, i-s.pos)
}

// digits returns the offset behind the digits from offset i on.
func (s *scanner) digits(i int) int {
	for i < len(s.text) && isDigit(s.text[i]) {
		i++
	}
	return i
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.text) {
		r, size := rune(s.text[s.pos]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[s.pos:])
		}
		if !isSpace(r) {
			return
		}
		s.pos += size
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isSpace is Java's Character.isWhitespace: no-break spaces are none.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r' || 0x1C <= r && r <= 0x1F
	}
	return unicode.Is(unicode.Z, r) && r != 0xA0 && r != 0x2007 && r != 0x202F
}

// identifierLength returns the length in bytes of the identifier at the start
// of s, 0 where there is none.
func identifierLength(s string) int {
	n := 0
	for n < len(s) {
		r, size := rune(s[n]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[n:])
		}
		if n == 0 && !isIdentifierStart(r) || !isIdentifierPart(r) {
			break
		}
		n += size
	}
	return n
}

// isIdentifierStart is Java's Character.isJavaIdentifierStart(char). JUEL asks
// it for each UTF-16 code unit, so that nothing beyond the basic plane is part
// of an identifier.
func isIdentifierStart(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || r == '_' || r == '$'
	}
	return r <= 0xFFFF && (unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Sc, unicode.Pc))
}

// isIdentifierPart is Java's Character.isJavaIdentifierPart(char). Control
// characters that Java ignores within identifiers belong to it.
func isIdentifierPart(r rune) bool {
	if isIdentifierStart(r) {
		return true
	}
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || r <= 8 || 0x0E <= r && r <= 0x1B || r == 0x7F
	}
	return r <= 0xFFFF && (unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Cf) || r <= 0x9F)
}
