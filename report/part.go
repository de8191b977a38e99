package report

import (
	"encoding/json"
	"fmt"
)

// Part says which part of a run a report is about, from 1. The zero value is
// all of it.
type Part struct{ Number, Of int }

// numbers returns what a report says of its part.
func (p Part) numbers() map[string]int {
	if p.Of < 2 {
		return nil
	}
	return map[string]int{"part": p.Number, "parts": p.Of}
}

// partOf returns the part that a report of either kind is about.
func partOf(data []byte) (Part, error) {
	type numbers struct{ Part, Parts int }
	var head struct {
		numbers
		Runs []struct{ Properties numbers }
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return Part{}, err
	}
	n := head.numbers
	if len(head.Runs) > 0 {
		n = head.Runs[0].Properties
	}
	return Part{n.Part, n.Parts}, nil
}

// whole returns an error unless documents that are parts of a run are all of
// its parts, each of them once.
func whole(docs []Document) error {
	var of int
	have := map[int]string{}
	for i, d := range docs {
		p, err := partOf(d.Data)
		if err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		if i == 0 {
			of = p.Of
		}
		switch other := have[p.Number]; {
		case p.Of != of:
			return fmt.Errorf("%s is %s and %s is %s", docs[0].Name, Part{Of: of}.kind(), d.Name, p.kind())
		case of > 0 && other != "":
			return fmt.Errorf("%s and %s are both part %d of %d", other, d.Name, p.Number, of)
		}
		have[p.Number] = d.Name
	}
	for n := 1; n <= of; n++ {
		if have[n] == "" {
			return fmt.Errorf("part %d of %d is missing: the merged report would have no finding of it", n, of)
		}
	}
	return nil
}

func (p Part) kind() string {
	if p.Of == 0 {
		return "the report of a whole run"
	}
	return fmt.Sprintf("one of %d parts", p.Of)
}
