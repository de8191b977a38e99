package suppress

import (
	"time"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// Suppression says which findings shall not be shown, and why.
type Suppression struct {
	// Names are the rules and categories as written.
	Names []string
	// Reason is empty where none is given.
	Reason string
	// Expires is the last day on which it holds; the zero value stands for no
	// end. Only the date counts.
	Expires time.Time
	// Spans are the places in File where it holds, as offsets into the data,
	// sorted and disjoint; for a suppression in a model.
	Spans []source.Span
	// Covers reports whether a finding lies where the suppression holds,
	// whatever its rule; for one in a configuration.
	Covers func(*diag.Diagnostic) bool `json:"-"`

	// File, Range and Element tell where it stands; Place is what the
	// fingerprints of findings about it are made from.
	File    string
	Range   source.Range
	Element diag.Element
	Place   string
}

// Rules answers what the names in suppressions mean.
type Rules interface {
	// Matches reports whether a finding is of the rule or category of a name.
	Matches(name string, d *diag.Diagnostic) bool
	// Known reports whether there is a rule or category of a name.
	Known(name string) bool
	// Nearest returns the known name that was probably meant, empty for none.
	Nearest(name string) string
	// Judged reports whether all findings that a name stands for would have
	// been found where the suppression holds, so that none means that there is
	// none.
	Judged(name string, s *Suppression) bool
}

// Apply splits findings into those that remain and the number of those that
// suppressions silence, and returns what is wrong with the suppressions. today
// is the day by which suppressions expire. The order of the findings is kept;
// the list is not changed.
func Apply(list diag.List, all []*Suppression, rules Rules, today time.Time) (kept diag.List, silenced int, faults []Fault) {
	used := make([][]bool, len(all))
	byFile := map[string][]int{}
	var anywhere []int
	for i, s := range all {
		used[i] = make([]bool, len(s.Names))
		if s.expired(today) {
			continue
		}
		if s.Covers == nil {
			byFile[s.File] = append(byFile[s.File], i)
		} else {
			anywhere = append(anywhere, i)
		}
	}
	kept = make(diag.List, 0, len(list))
	for i := range list {
		d := &list[i]
		silent := false
		for _, candidates := range [][]int{byFile[d.File], anywhere} {
			for _, c := range candidates {
				if !all[c].covers(d) {
					continue
				}
				for n, name := range all[c].Names {
					if rules.Matches(name, d) {
						used[c][n], silent = true, true
					}
				}
			}
		}
		if silent {
			silenced++
		} else {
			kept = append(kept, *d)
		}
	}
	for i, s := range all {
		faults = append(faults, s.faults(used[i], rules, today)...)
	}
	return kept, silenced, faults
}

// covers reports whether a finding lies where the suppression holds.
func (s *Suppression) covers(d *diag.Diagnostic) bool {
	if s.Covers != nil {
		return s.Covers(d)
	}
	return d.Range.Start.Line > 0 && contains(s.Spans, d.Range.Start.Offset)
}

func (s *Suppression) expired(today time.Time) bool {
	const day = "2006-01-02"
	return !s.Expires.IsZero() && s.Expires.Format(day) < today.Format(day)
}
