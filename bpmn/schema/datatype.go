package schema

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// invalid says why a text is no value of a simple type, in the validator's
// words; the zero value says that it is one.
type invalid struct{ key, message string }

func notValid(text, kind string) invalid {
	return invalid{"cvc-datatype-valid.1.2.1", "'" + text + "' is not a valid value for '" + kind + "'."}
}

// collapse normalizes white space as all types but strings want it.
func collapse(s string) string {
	if !strings.ContainsAny(s, " \t\r\n") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }), " ")
}

// check judges a text against a simple type; resolve finds namespace prefixes.
func (s *simple) check(text string, t *typ, resolve func(prefix string) bool) invalid {
	switch s.builtIn {
	case "string":
		return invalid{}
	case "":
		return s.listed(text, t, resolve)
	}
	text = collapse(text)
	switch s.builtIn {
	case "ID", "IDREF":
		if !isNCName(text) {
			return notValid(text, "NCName")
		}
	case "QName":
		return qname(text, resolve)
	case "anyURI":
		if !isURI(text) {
			return notValid(text, "anyURI")
		}
	case "boolean":
		if text != "true" && text != "false" && text != "1" && text != "0" {
			return notValid(text, "boolean")
		}
	case "double":
		if !isDouble(text) {
			return notValid(text, "double")
		}
	case "int", "integer":
		return integer(text, s.builtIn)
	}
	return invalid{}
}

// listed judges enumerations and unions.
func (s *simple) listed(text string, t *typ, resolve func(string) bool) invalid {
	if slices.Contains(s.values, text) {
		return invalid{}
	}
	if s.union != nil {
		if collapsed := collapse(text); slices.Contains(s.values, collapsed) || s.union.simple.check(collapsed, s.union, resolve).key == "" {
			return invalid{}
		}
		return invalid{"cvc-datatype-valid.1.2.3", "'" + text + "' is not a valid value of union type '" + t.name + "'."}
	}
	return invalid{"cvc-enumeration-valid", "Value '" + text + "' is not facet-valid with respect to enumeration '[" +
		strings.Join(s.values, ", ") + "]'. It must be a value from the enumeration."}
}

func qname(text string, resolve func(string) bool) invalid {
	prefix, local, prefixed := strings.Cut(text, ":")
	if !prefixed {
		if !isNCName(text) {
			return notValid(text, "QName")
		}
		return invalid{}
	}
	if !isNCName(prefix) || !isNCName(local) {
		return notValid(text, "QName")
	}
	if !resolve(prefix) {
		return invalid{"UndeclaredPrefix", "Cannot resolve '" + text + "' as a QName: the prefix '" + prefix + "' is not declared."}
	}
	return invalid{}
}

// isNCName reports whether a text is a name without colon.
func isNCName(s string) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return isNCNameSlow(s)
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_':
		case i > 0 && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return true
}

// isNCNameSlow knows letters beyond ASCII. The validator follows XML 1.0 in its
// first editions, whose letters are those of Unicode 2.0.
func isNCNameSlow(s string) bool {
	for i, r := range s {
		letter := r == '_' || unicode.IsLetter(r) && r <= 0xFFFF && !(r >= 0xFF00) && !(r >= 0xAA && r <= 0xBA)
		other := r == '-' || r == '.' || r == 0xB7 || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || unicode.Is(unicode.Lm, r)
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return true
}

// isURI reports whether a text is a reference to a resource. Nearly every text
// is, for characters that no address may have count as escaped.
func isURI(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			return false
		}
	}
	if strings.Count(s, "#") > 1 {
		return false
	}
	end := strings.IndexAny(s, ":/?#")
	if end < 0 || s[end] != ':' {
		return true
	}
	if end == 0 {
		return false
	}
	for i := range end {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	if rest := s[end+1:]; rest == "" || rest[0] == '#' {
		return false // a scheme alone
	}
	if _, err := url.Parse(s); err != nil && strings.Contains(err.Error(), "port") {
		return false
	}
	return true
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isDouble(s string) bool {
	switch s {
	case "INF", "-INF", "NaN":
		return true
	}
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil || strings.Contains(err.Error(), "range")
}

func integer(s, kind string) invalid {
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || len(digits) < len(s)-1 || strings.Trim(digits, "0123456789") != "" {
		return notValid(s, "integer")
	}
	if kind == "integer" {
		return invalid{}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case n > 1<<31-1 || err != nil && s[0] != '-':
		return invalid{"cvc-maxInclusive-valid", "Value '" + s + "' is not facet-valid with respect to maxInclusive '2147483647' for type 'int'."}
	case n < -1<<31 || err != nil:
		return invalid{"cvc-minInclusive-valid", "Value '" + s + "' is not facet-valid with respect to minInclusive '-2147483648' for type 'int'."}
	}
	return invalid{}
}
