package formula

import (
	"slices"
	"strings"
)

// maxCandidates bounds how many combinations are tried as witnesses.
const maxCandidates = 64

// Coverage says whether some condition always holds.
type Coverage uint8

// The answers of [Split.Coverage].
const (
	// Undecided: nothing is certain.
	Undecided Coverage = iota
	// Complete: whatever the values, a condition holds, unless one fails.
	Complete
	// NullGap: no condition holds for null; no other value is known for which
	// none does.
	NullGap
	// Gap: there are values other than null for which no condition holds.
	Gap
)

// Witness tells of values for which a claim holds. The zero value is none.
type Witness struct {
	// Clauses say what the values are, one for each subject that matters:
	// "status is neither 'NEW' nor 'OPEN'", "amount is 5". Values of all other
	// subjects do not matter.
	Clauses []string
	// Negative is set where a number is negative although no constant is: such
	// values may not occur.
	Negative bool
}

// String returns the clauses as one: a is 5 and b is null.
func (w Witness) String() string { return strings.Join(w.Clauses, " and ") }

// Coverage decides whether some condition always holds. For [Gap] and [NullGap]
// the witness says when none does; it has no clauses where none ever does.
func (s *Split) Coverage() (Coverage, Witness) {
	for i := range s.roots {
		if s.Constant(i) == AlwaysTrue {
			return Complete, Witness{}
		}
	}
	if s.impure || s.table == nil || len(s.roots) == 0 {
		return Undecided, Witness{}
	}
	gap := func(row []Outcomes) bool {
		return !slices.ContainsFunc(row, func(o Outcomes) bool { return o != False })
	}
	found, ok := s.witness(gap)
	switch {
	case ok && !found.isNull:
		return Gap, found.Witness
	case ok:
		return NullGap, found.Witness
	}
	for c := range s.combinations() {
		if !slices.ContainsFunc(s.row(c), func(o Outcomes) bool { return o&False == 0 }) {
			return Undecided, Witness{}
		}
	}
	return Complete, Witness{}
}

// Constant says whether a condition has one outcome only.
type Constant uint8

// The answers of [Split.Constant].
const (
	NotConstant Constant = iota // or undecided
	AlwaysTrue                  // true whenever it does not fail
	NeverTrue                   // false or failing
	AlwaysFails                 // neither true nor false: not a Boolean
)

// Constant decides whether condition i, on its own, is the same for all values.
func (s *Split) Constant(i int) Constant {
	if s.table == nil {
		return NotConstant
	}
	var all Outcomes
	for c := range s.combinations() {
		all |= s.row(c)[i]
	}
	switch {
	case all == Fails:
		return AlwaysFails
	case all&True == 0:
		return NeverTrue
	case all&False == 0:
		return AlwaysTrue
	}
	return NotConstant
}

// NeverTaken decides whether condition i is never the first that holds: it is
// constant, or whenever it holds an earlier one does, or has failed. The result
// by names the earlier conditions that take its place, in document order and as
// few as possible; it is empty where the condition never holds by itself. This
// is the question of an exclusive gateway; the other splits take all flows whose
// condition holds, and for them only [Split.Constant] matters.
func (s *Split) NeverTaken(i int) (never bool, by []int) {
	switch s.Constant(i) {
	case NeverTrue, AlwaysFails:
		return true, nil
	}
	if s.impure || s.table == nil {
		return false, nil
	}
	for j := range i {
		by = append(by, j)
	}
	if !s.implied(i, by) {
		return false, nil
	}
	for j := i - 1; j >= 0; j-- {
		fewer := slices.DeleteFunc(slices.Clone(by), func(k int) bool { return k == j })
		if s.implied(i, fewer) {
			by = fewer
		}
	}
	return true, by
}

// implied reports whether condition i can hold only where one of the others
// holds or fails.
func (s *Split) implied(i int, by []int) bool {
	for c := range s.combinations() {
		row := s.row(c)
		if row[i]&True != 0 && !slices.ContainsFunc(by, func(j int) bool { return row[j]&False == 0 }) {
			return false
		}
	}
	return true
}

// Overlap decides whether two conditions ask about one and the same subject, and
// nothing else, and can both hold, so that their order decides. The witness says
// when. Conditions that are the same do not overlap: the second is never taken.
func (s *Split) Overlap(i, j int) (Witness, bool) {
	a, b := s.only(i), s.only(j)
	if s.impure || s.table == nil || a < 0 || a != b || s.same(i, j) {
		return Witness{}, false
	}
	found, ok := s.witness(func(row []Outcomes) bool { return row[i] == True && row[j] == True })
	return found.Witness, ok
}

// only returns the subject of a condition that has exactly one, otherwise -1.
func (s *Split) only(i int) int {
	subject := -1
	var visit func(n *node) bool
	visit = func(n *node) bool {
		switch n.kind {
		case kindConstant:
			return n.constant != anyOutcome
		case kindTest:
			if subject >= 0 && n.subject != subject {
				return false
			}
			subject = n.subject
		}
		return !slices.ContainsFunc(n.operands, func(o *node) bool { return !visit(o) })
	}
	if !visit(s.roots[i]) {
		return -1
	}
	return subject
}

// same reports whether two conditions have the same outcomes everywhere.
func (s *Split) same(i, j int) bool {
	for c := range s.combinations() {
		if row := s.row(c); row[i] != row[j] {
			return false
		}
	}
	return true
}

// found is a witness and what is unusual about it.
type found struct {
	Witness
	isNull bool
}

// witness looks for a combination for which a claim holds and which can occur.
// It prefers values that are not null and not negative.
func (s *Split) witness(claim func(row []Outcomes) bool) (found, bool) {
	var best found
	ok := false
	tried := 0
	at := make([]int, len(s.subjects))
	for c := range s.combinations() {
		if claim(s.row(c)) {
			if w, usable := s.reduce(at, claim); usable && (!ok || w.isBetter(best)) {
				best, ok = w, true
			}
			if tried++; tried == maxCandidates || ok && !best.isNull && !best.Negative {
				break
			}
		}
		s.advance(at)
	}
	return best, ok
}

func (f found) isBetter(o found) bool {
	if f.isNull != o.isNull {
		return !f.isNull
	}
	return !f.Negative && o.Negative
}

// reduce leaves out the subjects whose values do not matter for the claim, and
// describes the others. It reports false where they may not occur together.
func (s *Split) reduce(at []int, claim func(row []Outcomes) bool) (found, bool) {
	kept := make([]bool, len(s.subjects))
	for i := range kept {
		kept[i] = true
	}
	for i := range kept {
		kept[i] = false
		kept[i] = !s.claimHolds(at, kept, claim)
	}
	var w found
	for i, sub := range s.subjects {
		if !kept[i] {
			continue
		}
		c := &sub.cells[at[i]]
		for k := range i {
			if kept[k] && entangled(s.subjects[k], sub) {
				return found{}, false
			}
		}
		if c.exotic {
			return found{}, false
		}
		w.isNull = w.isNull || c.isNull
		w.Negative = w.Negative || c.negative
		say := c.say
		if c.sayNull != "" && c.alsoNull {
			say = c.sayNull
		}
		w.Clauses = append(w.Clauses, say)
	}
	return w, true
}

// claimHolds reports whether a claim holds for all combinations that agree with
// at in the subjects that are kept.
func (s *Split) claimHolds(at []int, kept []bool, claim func(row []Outcomes) bool) bool {
	current := slices.Clone(at)
	for i := range current {
		if !kept[i] {
			current[i] = 0
		}
	}
	for {
		if !claim(s.row(s.combination(current))) {
			return false
		}
		i := 0
		for ; i < len(current); i++ {
			if kept[i] {
				continue
			}
			if current[i]++; current[i] < len(s.subjects[i].cells) {
				break
			}
			current[i] = 0
		}
		if i == len(current) {
			return true
		}
	}
}

// combination returns the place of a combination of cells in the table.
func (s *Split) combination(at []int) int {
	place := 0
	for i := len(at) - 1; i >= 0; i-- {
		place = place*len(s.subjects[i].cells) + at[i]
	}
	return place
}
