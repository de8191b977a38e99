package unified

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// around is the number of lines around a change.
const around = 3

// Diff returns the unified diff that makes one text of another; empty where
// they are equal. The names head it as they are: those of git begin with a/ and
// b/.
func Diff(oldName, newName, before, after string) string {
	if before == after {
		return ""
	}
	hunks := group(compare(splitLines(before), splitLines(after)))
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", oldName, newName)
	for _, h := range hunks {
		h.write(&b)
	}
	return b.String()
}

// splitLines splits a text into lines with their ends.
func splitLines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// change is a line that both texts have (' '), that goes ('-') or comes ('+').
type change struct {
	kind byte
	line string
}

// compare returns the lines of both texts with what becomes of them. What they
// begin and end with is the same is not searched: edits of a model are few.
func compare(a, b []string) []change {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []change
	add := func(kind byte, lines []string) {
		for _, l := range lines {
			out = append(out, change{kind, l})
		}
	}
	add(' ', a[:head])
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on any machine
	x, y, lines := d.DiffLinesToRunes(strings.Join(a[head:len(a)-tail], ""), strings.Join(b[head:len(b)-tail], ""))
	for _, part := range d.DiffCharsToLines(d.DiffMainRunes(x, y, false), lines) {
		kind := map[diffmatchpatch.Operation]byte{
			diffmatchpatch.DiffEqual: ' ', diffmatchpatch.DiffDelete: '-', diffmatchpatch.DiffInsert: '+',
		}[part.Type]
		add(kind, splitLines(part.Text))
	}
	add(' ', a[len(a)-tail:])
	return out
}

// hunk is a run of changes with the lines around them.
type hunk struct {
	oldStart, newStart int // lines from 1
	changes            []change
}

// group gathers changes that are near each other.
func group(all []change) []hunk {
	var out []hunk
	oldLine, newLine, quiet := 1, 1, 2*around+1
	var before []change // the last lines that both have
	for _, c := range all {
		if c.kind == ' ' {
			quiet++
			if len(out) > 0 && quiet <= 2*around {
				out[len(out)-1].changes = append(out[len(out)-1].changes, c)
			}
			before = append(before, c)
			if len(before) > around {
				before = before[1:]
			}
		} else {
			if quiet > 2*around {
				out = append(out, hunk{oldLine - len(before), newLine - len(before), append([]change(nil), before...)})
			}
			quiet, before = 0, nil
			out[len(out)-1].changes = append(out[len(out)-1].changes, c)
		}
		if c.kind != '+' {
			oldLine++
		}
		if c.kind != '-' {
			newLine++
		}
	}
	for i := range out {
		out[i].trim()
	}
	return out
}

// trim drops the lines behind the last change that are more than its context.
func (h *hunk) trim() {
	last := len(h.changes) - 1
	for h.changes[last].kind == ' ' {
		last--
	}
	h.changes = h.changes[:min(len(h.changes), last+1+around)]
}

func (h *hunk) write(b *strings.Builder) {
	olds, news := 0, 0
	for _, c := range h.changes {
		if c.kind != '+' {
			olds++
		}
		if c.kind != '-' {
			news++
		}
	}
	fmt.Fprintf(b, "@@ -%s +%s @@\n", span(h.oldStart, olds), span(h.newStart, news))
	for _, c := range h.changes {
		b.WriteByte(c.kind)
		b.WriteString(c.line)
		if !strings.HasSuffix(c.line, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// span writes where lines are: an empty run is behind the line before.
func span(start, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("%d,0", start-1)
	case 1:
		return fmt.Sprint(start)
	}
	return fmt.Sprintf("%d,%d", start, n)
}

// Hunks returns the changes that make one text of another, as Diff does, but
// without the names.
func Hunks(before, after string) string {
	_, text, _ := strings.Cut(Diff("", "", before, after), "@@")
	if text == "" {
		return ""
	}
	return strings.ReplaceAll("@@"+text, "\n\\ No newline at end of file\n", "\n")
}

// Words returns a text with the words that go as [-words-] and those that come
// as {+words+}, as git does with --word-diff.
func Words(before, after string) string {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // the same answer on any machine
	a, b := splitWords(before), splitWords(after)
	x, y, words := d.DiffLinesToRunes(strings.Join(a, "\n")+"\n", strings.Join(b, "\n")+"\n")
	var out strings.Builder
	for _, part := range d.DiffCharsToLines(d.DiffMainRunes(x, y, false), words) {
		text := strings.ReplaceAll(part.Text, "\n", "")
		if text == "" {
			continue
		}
		switch part.Type {
		case diffmatchpatch.DiffEqual:
			out.WriteString(text)
		case diffmatchpatch.DiffDelete:
			out.WriteString("[-" + text + "-]")
		case diffmatchpatch.DiffInsert:
			out.WriteString("{+" + text + "+}")
		}
	}
	return out.String()
}

// splitWords splits a text without line ends into words, with the white space
// before each, and single signs.
func splitWords(text string) []string {
	var out []string
	start := 0
	word := false
	for i, r := range text {
		is := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
		if i > start && (!is || !word) && text[i-1] != ' ' {
			out = append(out, text[start:i])
			start = i
		}
		word = is
	}
	return append(out, text[start:])
}
