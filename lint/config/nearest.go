package config

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/internal/spelling"
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

// distance is that of two names; those of more than a hundred letters are no
// slips of each other.
func distance(a, b string) int {
	const longest = 100
	if len(a) > longest || len(b) > longest {
		return longest
	}
	return spelling.Distance(a, b, longest)
}
