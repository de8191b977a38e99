package baseline

import (
	"cmp"
	"slices"
)

// rename is a guess that a file has another name now.
type rename struct {
	from, to string
	shared   int // findings
}

// best returns the renames that do not contradict each other, those that share
// the most first.
func best(guesses []rename) map[string]string {
	slices.SortFunc(guesses, func(a, b rename) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	to, taken := map[string]string{}, map[string]bool{}
	for _, g := range guesses {
		if to[g.from] == "" && !taken[g.to] {
			to[g.from], taken[g.to] = g.to, true
		}
	}
	return to
}
