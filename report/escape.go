package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// Printable returns s as one line that a terminal shows as it is: line breaks and
// tabs become blanks, whatever else steers a terminal or the direction of
// writing is spelt out (\x1b, \u202e), and so is what would be invisible.
// Joiners stay: emoji and several scripts need them.
func Printable(s string) string {
	if _, ok := simpleCells(s); ok {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for i, r := range s {
		if r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' {
			blank = true
			continue
		}
		if blank && r != ' ' && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r < ' ' || r >= 0x7F && r < 0xA0:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r == softHyphen:
		case unicode.Is(unicode.Cf, r) && !isJoiner(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// softHyphen stands in many German names that were pasted from a word
// processor. Terminals disagree on its width, and it says nothing.
const softHyphen = '\u00AD'

// isJoiner tells the format characters that belong to what people see: the
// joiners of emoji and scripts, and the tags that end the flag of England.
func isJoiner(r rune) bool {
	return r == '\u200C' || r == '\u200D' || r >= 0xE0020 && r <= 0xE007F
}

// simpleCells returns the number of cells of a text of Latin letters, digits
// and signs that take one each and need no escape, which is nearly all text.
func simpleCells(s string) (n int, ok bool) {
	for _, r := range s {
		if r < ' ' || r >= 0x7F && r < 0xA1 || r == softHyphen || r >= 0x300 {
			return 0, false
		}
		n++
	}
	return n, true
}

// cells returns the number of terminal cells that plain text takes.
func cells(s string) int {
	if n, ok := simpleCells(s); ok {
		return n
	}
	return displaywidth.String(s)
}

// wrap breaks plain text at blanks into lines of at most width cells. A word
// that is longer has a line of its own, so that it can be copied. A width of
// 0 or less does not wrap.
func wrap(s string, width int) []string {
	if width <= 0 || cells(s) <= width {
		return []string{s}
	}
	var lines []string
	var line strings.Builder
	used := 0
	for word := range strings.SplitSeq(s, " ") {
		n := cells(word)
		if line.Len() > 0 && used+1+n > width {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += n
	}
	return append(lines, line.String())
}

// counted returns "1 error", "2 errors".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
