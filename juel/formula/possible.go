package formula

// Possible reports whether all conditions can be as wanted at the same time: each
// of them one of the outcomes in its set, which is True|False|Fails where it does
// not matter. Where that is undecided they can.
func (s *Split) Possible(wanted []Outcomes) bool {
	if s.impure || s.table == nil {
		return true
	}
	for c := range s.combinations() {
		row, all := s.row(c), true
		for i := range row {
			all = all && row[i]&wanted[i] != 0
		}
		if all {
			return true
		}
	}
	return false
}
