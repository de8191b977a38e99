package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// zeroWidth keeps what follows from being read together with what is before.
const zeroWidth = "\u200B"

// markdownEscape returns text as one line that Markdown shows as it is, in a
// paragraph or in the cell of a table. Nobody is notified by a name such as
// "@all", nothing is linked by "#12" or by an address.
func markdownEscape(s string) string {
	s = Printable(s)
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	before := ' '
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		switch {
		case r == '_' && isWord(before) && isWord(first(rest)): // within a word it marks nothing
			b.WriteRune(r)
		case strings.ContainsRune("\\`*_[]|~$", r), i == 0 && strings.ContainsRune("#+-=", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@' && !isWord(before), (r == '#' || r == '!') && startsWithDigit(rest):
			b.WriteRune(r)
			b.WriteString(zeroWidth)
		case r == ':' && strings.HasPrefix(rest, "//"):
			b.WriteString(`:\`)
		case r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			b.WriteString(`\.`)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// markdownCode returns text as code in the cell of a table. What code cannot
// hold there is written as text.
func markdownCode(s string) string {
	s = Printable(s)
	if strings.ContainsAny(s, "`\\|<>&") || strings.TrimSpace(s) != s || s == "" {
		return markdownEscape(s)
	}
	return "`" + s + "`"
}

// markdownAddress keeps an address within its brackets and its cell.
var markdownAddress = strings.NewReplacer("<", "%3C", ">", "%3E", "|", "%7C", "\\", "%5C", "\n", "", "\r", "", " ", "%20")

// isWebAddress tells addresses that may become a link from others, such as
// javascript:….
func isWebAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}
