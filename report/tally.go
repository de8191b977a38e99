package report

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// counts holds how many findings there are of each severity.
type counts [diag.Error + 1]int

func countAll(list diag.List) counts {
	var c counts
	for i := range list {
		c[severity(&list[i])]++
	}
	return c
}

func (c counts) total() int { return c[diag.Note] + c[diag.Warning] + c[diag.Error] }

// worst returns the highest severity that there is, a note for none.
func (c counts) worst() diag.Severity {
	for s := diag.Error; s > diag.Note; s-- {
		if c[s] > 0 {
			return s
		}
	}
	return diag.Note
}

// String returns "3 errors, 14 warnings, 1 note", without what there is none of.
func (c counts) String() string {
	var parts []string
	for s := diag.Error; s >= diag.Note; s-- {
		if c[s] > 0 {
			parts = append(parts, counted(c[s], s.String()))
		}
	}
	return strings.Join(parts, ", ")
}

// severity returns a finding's severity; a finding without a valid one is
// taken for an error, because hiding it would be worse.
func severity(d *diag.Diagnostic) diag.Severity {
	if d.Severity < diag.Note || d.Severity > diag.Error {
		return diag.Error
	}
	return d.Severity
}

// tally is a number of findings that have something in common: their rule,
// category or file.
type tally struct {
	counts
	name     string // of what they have in common
	category string // of the first
	files    int
	lastFile string
}

// tallies groups the findings of a sorted list by a name of theirs. The groups
// with the most errors come first, then those with the most warnings.
func tallies(list diag.List, name func(*diag.Diagnostic) string) []*tally {
	byName := make(map[string]*tally)
	for i := range list {
		d := &list[i]
		t := byName[name(d)]
		if t == nil {
			t = &tally{name: name(d), category: d.Category}
			byName[t.name] = t
		}
		t.counts[severity(d)]++
		if d.File != "" && d.File != t.lastFile {
			t.lastFile = d.File
			t.files++
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b *tally) int {
		return cmp.Or(
			cmp.Compare(b.counts[diag.Error], a.counts[diag.Error]),
			cmp.Compare(b.counts[diag.Warning], a.counts[diag.Warning]),
			cmp.Compare(b.counts[diag.Note], a.counts[diag.Note]),
			cmp.Compare(a.name, b.name),
		)
	})
}

func byRule(d *diag.Diagnostic) string     { return d.Rule }
func byCategory(d *diag.Diagnostic) string { return d.Category }
func byFile(d *diag.Diagnostic) string     { return d.File }

// perFile yields the start and the end of each file's findings in a sorted
// list.
func perFile(list diag.List) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for start := 0; start < len(list); {
			end := start + 1
			for end < len(list) && list[end].File == list[start].File {
				end++
			}
			if !yield(start, end) {
				return
			}
			start = end
		}
	}
}

// filesIn returns the number of files that findings are in.
func filesIn(list diag.List) int {
	n := 0
	for start := range perFile(list) {
		if list[start].File != "" {
			n++
		}
	}
	return n
}
