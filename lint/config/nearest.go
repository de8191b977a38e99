package config

import "strings"

// nearest returns the name that was probably meant, empty for none: a third
// of its letters may be wrong. The first of equally near names wins.
func nearest(name string, names []string) string {
	name = strings.ToLower(name)
	short := name[strings.LastIndexAny(name, "/:")+1:]
	best, least := "", 0
	for _, candidate := range names {
		lower := strings.ToLower(candidate)
		d := min(distance(name, lower), distance(short, lower))
		if strings.HasPrefix(lower, name) && len(name) >= 3 {
			d = min(d, 1) // warn for warning
		}
		if d <= max(1, len(lower)/3) && (best == "" || d < least) {
			best, least = candidate, d
		}
	}
	return best
}

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
