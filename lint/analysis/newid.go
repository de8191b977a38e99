package analysis

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// maxIDLength is about the length in characters that an id made from a name
// has at most: what fits into a column of Cockpit.
const maxIDLength = 64

// NewIDs makes ids from an element's name: the one to take first, then the same
// in other styles. For a user task "Check order" with the id Activity_0abc123
// they are Activity_CheckOrder, CheckOrder, checkOrder, check-order, check_order.
// All are free, which taken decides, and end in the same number where the bare
// ones are not. There is none for an element whose name has no word.
func NewIDs(e *bpmn.Element, taken func(id string) bool) []string {
	words := nameWords(e.Name)
	if len(words) == 0 {
		return nil
	}
	for n := 1; ; n++ {
		ids := idStyles(idPrefix(e), words, n)
		free := len(ids) > 0
		for _, id := range ids {
			free = free && !taken(id)
		}
		if free || len(ids) == 0 {
			return ids
		}
	}
}

// idStyles writes words as an id in each style; the number n is left out where
// it is 1. What is no id, or looks as generated as the old one, is left out.
func idStyles(prefix string, words []string, n int) []string {
	var camel strings.Builder
	lower := make([]string, len(words))
	for i, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		camel.WriteString(string(unicode.ToUpper(r)) + w[size:])
		lower[i] = strings.ToLower(w)
	}
	number := func(sep string) string {
		if n == 1 {
			return ""
		}
		return fmt.Sprintf("%s%d", sep, n)
	}
	upper := camel.String()
	first, size := utf8.DecodeRuneInString(upper)
	all := []string{
		prefix + "_" + upper + number("_"),
		upper + number("_"),
		string(unicode.ToLower(first)) + upper[size:] + number("_"),
		strings.Join(lower, "-") + number("-"),
		strings.Join(lower, "_") + number("_"),
	}
	var ids []string
	for _, id := range all {
		if r, _ := utf8.DecodeRuneInString(id); unicode.IsLetter(r) && !IsGeneratedID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// idPrefix returns the word that begins the ids of an element's kind: that of
// its own id, otherwise the Modeler's.
func idPrefix(e *bpmn.Element) string {
	if i := strings.LastIndexByte(e.ID, '_'); i > 0 && elementWords[strings.ToLower(e.ID[:i])] {
		return e.ID[:i]
	}
	switch {
	case e.Type.IsEvent():
		return "Event"
	case e.Type.IsGateway():
		return "Gateway"
	case e.Type == bpmn.SequenceFlowType:
		return "Flow"
	case e.Type == bpmn.ProcessType:
		return "Process"
	}
	return "Activity"
}

// umlauts are letters that are written with two, where leaving out the accent
// makes another word of it.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "ß", "ss",
	"æ", "ae", "Æ", "Ae", "ø", "oe", "Ø", "Oe", "å", "aa", "Å", "Aa", "œ", "oe", "Œ", "Oe", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D")

// nameWords returns the words of a name without accents, as many as an id
// holds.
func nameWords(name string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(umlauts.Replace(norm.NFC.String(name))))
	words := strings.FieldsFunc(norm.NFC.String(plain), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	length := 0
	for i, w := range words {
		if length += utf8.RuneCountInString(w); length > maxIDLength && i > 0 {
			return words[:i]
		}
	}
	return words
}
