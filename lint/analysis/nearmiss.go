package analysis

import (
	"hash/maphash"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	minName = 5   // characters; shorter names differ in little by nature
	maxName = 120 // characters; longer ones are not compared
	minWord = 5   // letters of a word that one too many or too few is found in
	// minSubstituted is the number of letters of a word in which one stands
	// for another: upload and unload are both words.
	minSubstituted = 8
)

// NearMisses returns the pairs of names (as positions, the smaller one first,
// sorted) of which one looks like a slip in writing the other:
//
//   - they differ in letter case or in separators only (customer_notify,
//     customerNotify);
//   - in the middle of a long word two letters are exchanged, one is missing,
//     or one is another.
//
// Names that differ in a digit, in the first or last letter of a word
// (plurals, tenses) or in two places are families, not slips.
func NearMisses(names []string) [][2]int {
	// Two names that differ by a slip have a text in common: one of them, or
	// what is left of both without the letter in question.
	var h maphash.Hash
	variants := map[uint64][]int32{}
	add := func(i int, parts ...string) {
		h.Reset()
		for _, part := range parts {
			_, _ = h.WriteString(part)
		}
		key := h.Sum64()
		if l := variants[key]; len(l) == 0 || l[len(l)-1] != int32(i) {
			variants[key] = append(l, int32(i))
		}
	}
	folded := make([]string, len(names))
	for i, name := range names {
		n := utf8.RuneCountInString(name)
		if n < minName || n > maxName || !utf8.ValidString(name) {
			continue
		}
		folded[i] = foldName(name)
		add(i, strings.ReplaceAll(folded[i], "-", ""))
		add(i, folded[i])
		for at, size := range insideWords(folded[i]) {
			add(i, folded[i][:at], folded[i][at+size:])
		}
	}
	var pairs [][2]int
	for _, l := range variants {
		// A text that many names share says nothing of two of them.
		if len(l) < 2 || len(l) > 50 {
			continue
		}
		for x, i := range l {
			for _, j := range l[x+1:] {
				if isSlip(folded[i], folded[j]) {
					pairs = append(pairs, [2]int{int(min(i, j)), int(max(i, j))})
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(pairs)
}

// insideWords yields place and size of the letters inside long words: all but
// the first and the last of each.
func insideWords(name string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for start := 0; start < len(name); {
			word := name[start:]
			if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
				word = word[:end]
			}
			if utf8.RuneCountInString(word) >= minWord {
				_, first := utf8.DecodeRuneInString(word)
				_, last := utf8.DecodeLastRuneInString(word)
				for at, r := range word[first : len(word)-last] {
					if !yield(start+first+at, utf8.RuneLen(r)) {
						return
					}
				}
			}
			_, next := utf8.DecodeRuneInString(name[start+len(word):])
			start += len(word) + next
		}
	}
}

// foldName returns the words of a name in small letters with hyphens between
// them.
func foldName(name string) string {
	var b strings.Builder
	lower, hyphen := false, false
	for _, r := range strings.TrimSpace(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if hyphen || lower && unicode.IsUpper(r) {
				b.WriteByte('-')
			}
			lower, hyphen = !unicode.IsUpper(r), false
			b.WriteRune(unicode.ToLower(r))
		default:
			hyphen = b.Len() > 0
		}
	}
	return b.String()
}

// isSlip compares two folded names.
func isSlip(foldedA, foldedB string) bool {
	if foldedA == foldedB {
		return true
	}
	if strings.ReplaceAll(foldedA, "-", "") == strings.ReplaceAll(foldedB, "-", "") {
		// OrderID and orderId, notifyCustomer and notifycustomer.
		return true
	}
	x, y := []rune(foldedA), []rune(foldedB)
	start := 0
	for start < len(x) && start < len(y) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < len(x)-start && end < len(y)-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	dx, dy := x[start:len(x)-end], y[start:len(y)-end]
	if slices.ContainsFunc(slices.Concat(dx, dy), func(r rune) bool { return !unicode.IsLetter(r) }) {
		return false
	}
	switch {
	case len(dx) == 1 && len(dy) == 1:
		return inside(x, start, 1, minSubstituted)
	case len(dx) == 2 && len(dy) == 2 && dx[0] == dy[1] && dx[1] == dy[0]:
		return inside(x, start, 2, minWord)
	case len(dx) == 1 && len(dy) == 0:
		return inside(x, start, 1, minWord)
	case len(dx) == 0 && len(dy) == 1:
		return inside(y, start, 1, minWord)
	}
	return false
}

// inside reports whether n characters of a name lie within a word of at least
// so many letters, neither first nor last.
func inside(name []rune, at, n, letters int) bool {
	first, last := at, at+n
	for first > 0 && unicode.IsLetter(name[first-1]) {
		first--
	}
	for last < len(name) && unicode.IsLetter(name[last]) {
		last++
	}
	return last-first >= letters && at > first && at+n < last
}
