package juel

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// maxText bounds the texts that methods make.
const maxText = 1 << 20

// Char is a Character.
type Char uint16

// String returns the character as a text.
func (c Char) String() string { return string(utf16.Decode([]uint16{uint16(c)})) }

func stringMethod(s, name string, a *arguments) (any, bool) {
	units := func() []uint16 { return utf16.Encode([]rune(s)) }
	decode := func(u []uint16) string { return string(utf16.Decode(u)) }
	switch name {
	case "startsWith":
		if a.are(2) {
			u, from := units(), a.int(1)
			return from >= 0 && from <= len(u) && strings.HasPrefix(decode(u[max(min(from, len(u)), 0):]), a.text(0)), true
		}
	case "substring", "subSequence":
		u := units()
		switch {
		case a.are(1) && name == "substring":
			return decode(a.slice(u, a.int(0), len(u))), true
		case a.are(2):
			return decode(a.slice(u, a.int(0), a.int(1))), true
		}
	case "indexOf", "lastIndexOf":
		return find(s, name, a)
	case "replace":
		if a.are(2) {
			return a.bounded(strings.ReplaceAll(s, a.text(0), a.text(1)), len(s)*(1+len(a.text(1)))), true
		}
	case "split":
		if a.are(1) && plainPattern(a.text(0)) {
			parts := strings.Split(s, strings.TrimPrefix(a.text(0), `\`))
			for len(parts) > 1 && parts[len(parts)-1] == "" {
				parts = parts[:len(parts)-1]
			}
			list := &List{}
			for _, p := range parts {
				list.Items = append(list.Items, p)
			}
			return list, true
		}
	}
	if a.are(0) {
		return stringProperty(s, name)
	}
	if a.are(1) {
		return stringArgument(s, name, a)
	}
	return nil, false
}

// stringArgument calls a method of a text with one argument.
func stringArgument(s, name string, a *arguments) (any, bool) {
	switch name {
	case "concat":
		return a.bounded(s+a.text(0), len(s)), true
	case "contains":
		if _, ok := a.values[0].(string); !ok {
			return nil, false
		}
		return strings.Contains(s, a.text(0)), true
	case "startsWith":
		return strings.HasPrefix(s, a.text(0)), true
	case "endsWith":
		return strings.HasSuffix(s, a.text(0)), true
	case "equalsIgnoreCase":
		return a.values[0] != nil && strings.EqualFold(s, a.text(0)), true
	case "compareToIgnoreCase":
		return int32(compareTexts(strings.ToLower(strings.ToUpper(s)), strings.ToLower(strings.ToUpper(a.text(0))))), true
	case "contentEquals":
		return s == a.text(0), true
	case "charAt":
		u, i := utf16.Encode([]rune(s)), a.int(0)
		if i < 0 || i >= len(u) {
			a.throw("java.lang.StringIndexOutOfBoundsException", fmt.Sprintf("String index out of range: %d", i))
			return nil, true
		}
		return Char(u[i]), true
	case "repeat":
		n := a.int(0)
		switch {
		case n < 0:
			a.throw("java.lang.IllegalArgumentException", fmt.Sprintf("count is negative: %d", n))
			return nil, true
		case n*len(s) > maxText:
			a.fail(failed("the text would be longer than this program makes"))
			return nil, true
		}
		return strings.Repeat(s, n), true
	}
	return nil, false
}

func stringProperty(s, name string) (any, bool) {
	switch name {
	case "length":
		return int32(len(utf16.Encode([]rune(s)))), true
	case "isEmpty":
		return s == "", true
	case "isBlank":
		return strings.TrimSpace(s) == "", true
	case "trim":
		return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }), true
	case "strip":
		return strings.TrimSpace(s), true
	case "toUpperCase":
		return strings.ToUpper(strings.ReplaceAll(s, "ß", "SS")), true
	case "toLowerCase":
		return strings.ToLower(s), true
	case "intern":
		return s, true
	}
	return nil, false
}

// plainPattern reports whether a regular expression is a text, or one escaped
// character.
func plainPattern(p string) bool {
	if len(p) == 2 && p[0] == '\\' {
		return strings.ContainsRune(`.$|()[{^?*+\`, rune(p[1]))
	}
	return p != "" && !strings.ContainsAny(p, `.$|()[{^?*+\`)
}

func find(s, name string, a *arguments) (any, bool) {
	if !a.are(1) && !a.are(2) {
		return nil, false
	}
	u, what := utf16.Encode([]rune(s)), utf16.Encode([]rune(a.text(0)))
	if c, ok := integral(a.values[0]); ok { // a character by its number
		what = utf16.Encode([]rune{rune(c)})
	}
	at := func(i int) bool {
		for j := range what {
			if u[i+j] != what[j] {
				return false
			}
		}
		return true
	}
	last := len(u) - len(what)
	if name == "indexOf" {
		from := 0
		if a.are(2) {
			from = max(a.int(1), 0)
		}
		for i := from; i <= last; i++ {
			if at(i) {
				return int32(i), true
			}
		}
		return int32(-1), true
	}
	if a.are(2) {
		last = min(last, a.int(1))
	}
	for i := last; i >= 0; i-- {
		if at(i) {
			return int32(i), true
		}
	}
	return int32(-1), true
}

// slice returns a part of a text, or throws.
func (a *arguments) slice(u []uint16, from, to int) []uint16 {
	if from < 0 || to > len(u) || from > to {
		a.throw("java.lang.StringIndexOutOfBoundsException", fmt.Sprintf("begin %d, end %d, length %d", from, to, len(u)))
		return nil
	}
	return u[from:to]
}

// bounded refuses texts that are too long.
func (a *arguments) bounded(s string, most int) string {
	if len(s) > maxText && most > 0 {
		a.fail(failed("the text would be longer than this program makes"))
		return ""
	}
	return s
}
