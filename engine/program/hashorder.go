package program

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// hashOrder sorts a list by ids as Java's HashMap does that holds its members:
// the engine keeps events in such maps, and their order decides which is set or
// subscribed to first. The list is in the order of insertion.
func hashOrder[T any](list []T, id func(T) string) {
	if len(list) < 2 {
		return
	}
	// A table begins with 16 places and doubles when it is three quarters full;
	// within a place the order is that of insertion.
	places := uint32(16)
	for uint32(len(list)) > places*3/4 {
		places *= 2
	}
	slices.SortStableFunc(list, func(a, b T) int {
		return cmp.Compare(hash(id(a))&(places-1), hash(id(b))&(places-1))
	})
}

// hash is Java's hash of a text, spread as its HashMap does.
func hash(s string) uint32 {
	var h uint32
	for _, r := range s {
		if high, low := utf16.EncodeRune(r); high != 0xFFFD {
			h = 31*(31*h+uint32(high)) + uint32(low)
		} else {
			h = 31*h + uint32(r)
		}
	}
	return h ^ h>>16
}
