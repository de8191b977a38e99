package config

import (
	"slices"
	"strings"
)

// Nearest returns the name that was probably meant, empty for none: a third
// of its letters may be wrong, and what stands before a slash or colon may be
// missing or too much. The first of equally near names wins.
func Nearest(name string, names []string) string {
	name = strings.ToLower(name)
	best, least := "", [2]int{}
	for _, candidate := range names {
		lower := strings.ToLower(candidate)
		whole := distance(name, lower)
		d := min(whole, distance(unprefixed(name), unprefixed(lower)))
		if strings.HasPrefix(lower, name) && len(name) >= 3 {
			d = min(d, 1) // warn for warning
		}
		rank := [2]int{d, whole}
		if d <= max(1, len(unprefixed(lower))/3) && (best == "" || slices.Compare(rank[:], least[:]) < 0) {
			best, least = candidate, rank
		}
	}
	return best
}

func unprefixed(name string) string { return name[strings.LastIndexAny(name, "/:")+1:] }

// distance is the number of bytes to insert, remove, replace or swap with
// their neighbour to make a into b.
func distance(a, b string) int {
	const maxLength = 100
	if len(a) > maxLength || len(b) > maxLength {
		return maxLength
	}
	var before, last, row [maxLength + 1]int
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
