package compile

import (
	"slices"
	"unicode/utf16"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// hashOrder returns elements in the order in which the engine takes them out
// of a hash map by id: which of several faults it meets first depends on it.
// Where ids are equal the last element counts.
func hashOrder(list []*xmltree.Element) []*xmltree.Element {
	if len(list) < 2 {
		return list
	}
	byID := map[string]int{}
	var kept []*xmltree.Element
	for _, x := range list {
		key := nameOrNull(x)
		if i, ok := byID[key]; ok {
			kept[i] = x
			continue
		}
		byID[key] = len(kept)
		kept = append(kept, x)
	}
	// A table begins with 16 places and doubles when it is three quarters
	// full; within a place the order is that of insertion.
	places := 16
	for len(kept) > places*3/4 {
		places *= 2
	}
	slices.SortStableFunc(kept, func(a, b *xmltree.Element) int {
		return int(hashOf(a)&uint32(places-1)) - int(hashOf(b)&uint32(places-1))
	})
	return kept
}

// hashOf is Java's hash of an id, spread as its HashMap does.
func hashOf(x *xmltree.Element) uint32 {
	if attr(x, "id") == nil {
		return 0
	}
	var h uint32
	for _, c := range utf16.Encode([]rune(id(x))) {
		h = 31*h + uint32(c)
	}
	return h ^ h>>16
}
