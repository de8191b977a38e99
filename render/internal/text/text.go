package text

import (
	"strings"
	"unicode"
)

// LineHeight is the distance of two lines, in multiples of the font size.
const LineHeight = 1.2

// room is by how much a viewer's font may be wider than Helvetica.
const room = 1.1

// wide is the width of East Asian characters and pictographs, which is the
// font size in every font: they need no room.
const wide = 909

// widths are the advance widths of Helvetica for U+0020 to U+007E, in
// thousandths of the font size (Adobe Font Metrics of the PDF core fonts).
var widths = [...]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// Width returns the width of a line of text in a font size.
func Width(s string, size float64) float64 {
	sum := 0
	for _, r := range s {
		sum += runeWidth(r)
	}
	return float64(sum) * size * room / 1000
}

func runeWidth(r rune) int {
	switch {
	case r >= ' ' && int(r-' ') < len(widths):
		return int(widths[r-' '])
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60, r >= 0x1F000:
		return wide
	}
	return 600
}

// Clean returns a text that is fit to be shown: characters that XML forbids,
// control characters and those that change the direction of writing beyond
// the text are removed, and all white space but line feeds becomes spaces.
func Clean(s string) string {
	if !strings.ContainsFunc(s, needsCleaning) {
		return strings.TrimSpace(s)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsSpace(r) && r != '\u00a0':
			return ' '
		case needsCleaning(r):
			return -1
		}
		return r
	}, s))
}

func needsCleaning(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r == '\u2028' || r == '\u2029' ||
		r >= 0x200E && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 ||
		r == 0xFFFE || r == 0xFFFF || r == unicode.ReplacementChar || unicode.IsSpace(r) && r != ' ' && r != '\n'
}

// Wrap breaks a cleaned text into lines that are no wider than width in a font
// size, and reports whether it fits into that many lines: if not, the last
// line ends in an ellipsis. Words that are wider than a line are broken, where
// they can be within camel case or behind punctuation. Line feeds of the text
// are kept.
func Wrap(s string, width, size float64, lines int) (wrapped []string, fits bool) {
	lines = max(lines, 1)
	w := wrapper{width: width, size: size, limit: lines + 1}
	for paragraph := range strings.SplitSeq(s, "\n") {
		for word := range strings.FieldsSeq(paragraph) {
			w.word(word)
		}
		w.end()
		if len(w.lines) > lines {
			break
		}
	}
	if len(w.lines) <= lines {
		return w.lines, true
	}
	out := w.lines[:lines]
	out[lines-1] = ellipsis(out[lines-1], width, size)
	return out, false
}

// ellipsis shortens a line so that it is no wider than width with an ellipsis.
func ellipsis(line string, width, size float64) string {
	runes := []rune(line)
	for len(runes) > 1 && Width(string(runes)+"…", size) > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// wrapper collects words into lines, up to limit lines.
type wrapper struct {
	width, size float64
	limit       int
	lines       []string
	line        string
}

func (w *wrapper) end() {
	if w.line != "" && len(w.lines) < w.limit {
		w.lines = append(w.lines, w.line)
	}
	w.line = ""
}

func (w *wrapper) word(word string) {
	if len(w.lines) >= w.limit {
		return
	}
	if w.line != "" {
		if joined := w.line + " " + word; Width(joined, w.size) <= w.width {
			w.line = joined
			return
		}
		w.end()
	}
	for len(w.lines) < w.limit && Width(word, w.size) > w.width {
		n := w.breakAt(word)
		if n == 0 {
			break
		}
		w.line = word[:n]
		w.end()
		word = word[n:]
	}
	w.line = word
}

// breakAt returns how many bytes of a word that is too wide go on one line, at
// least one character; 0 where there is only one.
func (w *wrapper) breakAt(word string) int {
	var sum float64
	good, last := 0, 0
	var before rune
	for i, r := range word {
		if i > 0 && breaks(before, r) {
			good = i
		}
		if i > 0 && sum+Width(string(r), w.size) > w.width {
			last = i
			break
		}
		sum += Width(string(r), w.size)
		before = r
	}
	// A good place far at the front would leave an ugly short line.
	if good*3 >= last {
		return good
	}
	return last
}

// breaks reports whether a word may be broken between two characters.
func breaks(a, b rune) bool {
	return strings.ContainsRune("-_./:,;)", a) && !unicode.IsPunct(b) ||
		unicode.IsLower(a) && unicode.IsUpper(b) || runeWidth(a) == wide && runeWidth(b) == wide
}
