package config

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/source"
)

// kind is the type of a [value], whatever the language of the file.
type kind uint8

const (
	isNull kind = iota
	isBoolean
	isInteger
	isNumber
	isText
	isList
	isMapping
)

// String returns the type with its article, as messages say it.
func (k kind) String() string {
	return [...]string{"nothing", "a boolean", "an integer", "a number", "a string", "a list", "a mapping"}[k]
}

// value is a value of a configuration file, YAML and JSON alike.
type value struct {
	kind    kind
	text    string // of a string; of other scalars, as they are written
	boolean bool
	integer int
	number  float64 // of an integer too
	list    []value
	pairs   []pair // in the file's order, keys being unique
	span    source.Span
	// broken values have been reported and are left out of lists and mappings.
	broken bool
}

type pair struct {
	key   string
	span  source.Span // of the key
	value value
}

// plain returns the value as encoding/json would decode it, with int for
// integers.
func (v value) plain() any {
	switch v.kind {
	case isBoolean:
		return v.boolean
	case isInteger:
		return v.integer
	case isNumber:
		return v.number
	case isText:
		return v.text
	case isList:
		list := make([]any, len(v.list))
		for i, e := range v.list {
			list[i] = e.plain()
		}
		return list
	case isMapping:
		m := make(map[string]any, len(v.pairs))
		for _, p := range v.pairs {
			m[p.key] = p.value.plain()
		}
		return m
	}
	return nil
}

// scalar returns the text of a string or an integer.
func (v value) scalar() (string, bool) {
	return v.text, v.kind == isText || v.kind == isInteger
}

// lineOffsets returns the offset of the first byte of each line.
func lineOffsets(text string) []int {
	lines := []int{0}
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// firstLine returns the text up to its first line end, without blanks around.
func firstLine(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		s = strings.TrimSpace(s[:i])
	}
	return s
}
