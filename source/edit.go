package source

import (
	"fmt"
	"slices"
)

// Edit replaces the bytes [Start, End) of a file's data by New.
type Edit struct {
	Start, End int
	New        string
}

// Apply returns data with all edits made. Edits may come in any order; two
// that overlap, or one outside of data, are an error and nothing is changed.
func Apply(data []byte, edits []Edit) ([]byte, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return a.Start - b.Start })
	var out []byte
	last := 0
	for _, e := range sorted {
		if e.Start < last || e.End < e.Start || e.End > len(data) {
			return nil, fmt.Errorf("edit of bytes %d to %d overlaps another or lies outside of the file", e.Start, e.End)
		}
		out = append(out, data[last:e.Start]...)
		out = append(out, e.New...)
		last = e.End
	}
	return append(out, data[last:]...), nil
}
