package migration

import (
	"cmp"
	"maps"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// mapping is an instruction whose activities are there.
type mapping struct {
	source, target program.ActivityID
	update         bool
}

// set is the instructions that are judged together.
type set struct {
	source, target *program.Process
	list           []mapping
	// from and to are the mappings of a source and of a target activity, in the
	// order of the list.
	from, to [][]mapping
	// settled says that the last filter found nothing, and that nothing was
	// added since: the same filter would find nothing again.
	settled bool
}

func newSet(p Pair) *set {
	return &set{
		source: p.Source, target: p.Target,
		from: make([][]mapping, len(p.Source.Activities)), to: make([][]mapping, len(p.Target.Activities)),
	}
}

func (s *set) add(m mapping) {
	s.settled = false
	s.list = append(s.list, m)
	s.from[m.source] = append(s.from[m.source], m)
	s.to[m.target] = append(s.to[m.target], m)
}

func (s *set) has(m mapping) bool { return slices.Contains(s.from[m.source], m) }

// filter drops all mappings that fail a check. It goes through them once: each
// is judged by the set as it was before. The engine breaks off where exception
// is not empty.
func (s *set) filter(checks ...[]check) (exception string) {
	judge := &judgement{set: s}
	var failing []mapping
	for _, m := range s.list {
		fails := slices.ContainsFunc(checks, func(list []check) bool {
			return slices.ContainsFunc(list, func(c check) bool { return c(judge, m) != "" })
		})
		if judge.exception != "" {
			return judge.exception
		}
		if fails {
			failing = append(failing, m)
		}
	}
	s.settled = len(failing) == 0
	for _, m := range failing {
		s.drop(m)
	}
	return ""
}

func (s *set) drop(m mapping) {
	same := func(x mapping) bool { return x == m }
	s.list = slices.DeleteFunc(s.list, same)
	s.from[m.source] = slices.DeleteFunc(s.from[m.source], same)
	s.to[m.target] = slices.DeleteFunc(s.to[m.target], same)
}

func (s *set) instruction(m mapping) engine.Instruction {
	return engine.Instruction{
		Source: s.source.Activities[m.source].ID, Target: s.target.Activities[m.target].ID, UpdateEventTrigger: m.update,
	}
}

// sortInstructions puts instructions in document order of the source.
func sortInstructions(p *program.Process, list []engine.Instruction) {
	place := func(i engine.Instruction) program.ActivityID {
		if id, ok := p.ActivityByID(i.Source); ok {
			return id
		}
		return program.None
	}
	slices.SortStableFunc(list, func(a, b engine.Instruction) int { return cmp.Compare(place(a), place(b)) })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
