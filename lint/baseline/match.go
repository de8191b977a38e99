package baseline

// Match tells which of the findings entries hide, and which entries are gone.
// found are the findings as entries; exists reports whether a file is there,
// linted or not. hidden has a value for each finding; gone are the entries that
// no finding answers to, in their order.
func Match(entries, found []Entry, exists func(file string) bool) (hidden []bool, gone []Entry) {
	type place struct{ file, rule, fingerprint string }
	hidden = make([]bool, len(found))
	free := map[place]int{}
	for _, e := range entries {
		free[place{e.File, e.Rule, e.Fingerprint}]++
	}
	take := func(p place) bool {
		if free[p] == 0 {
			return false
		}
		free[p]--
		return true
	}
	for i, f := range found {
		hidden[i] = take(place{f.File, f.Rule, f.Fingerprint})
	}
	for from, to := range renames(entries, found, exists) {
		for i, f := range found {
			if f.File == to && !hidden[i] {
				hidden[i] = take(place{from, f.Rule, f.Fingerprint})
			}
		}
	}
	for _, e := range entries {
		if p := (place{e.File, e.Rule, e.Fingerprint}); take(p) {
			gone = append(gone, e)
		}
	}
	return hidden, gone
}

// renames pairs files of entries that are not there any more with files that
// have findings but no entries: the pair that shares the most comes first, and
// the smaller of the two must share half of what it has.
func renames(entries, found []Entry, exists func(string) bool) map[string]string {
	type finding struct{ rule, fingerprint string }
	before, after := map[string]map[finding]bool{}, map[string]map[finding]bool{}
	add := func(to map[string]map[finding]bool, e Entry) {
		if to[e.File] == nil {
			to[e.File] = map[finding]bool{}
		}
		to[e.File][finding{e.Rule, e.Fingerprint}] = true
	}
	known := map[string]bool{}
	for _, e := range entries {
		known[e.File] = true
	}
	there := map[string]bool{}
	for file := range known {
		there[file] = exists(file)
	}
	for _, e := range entries {
		if !there[e.File] {
			add(before, e)
		}
	}
	if len(before) == 0 {
		return nil
	}
	holders := map[finding][]string{}
	for _, f := range found {
		if !known[f.File] {
			add(after, f)
			holders[finding{f.Rule, f.Fingerprint}] = append(holders[finding{f.Rule, f.Fingerprint}], f.File)
		}
	}
	var pairs []rename
	for from, had := range before {
		shared := map[string]int{}
		for f := range had {
			for _, to := range holders[f] {
				shared[to]++
			}
		}
		for to, n := range shared {
			if 2*n >= min(len(had), len(after[to])) {
				pairs = append(pairs, rename{from, to, n})
			}
		}
	}
	return best(pairs)
}
