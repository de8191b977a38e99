package migration

import (
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Suggestion is an instruction that the engine would accept and does not make
// by itself.
type Suggestion struct {
	Instruction engine.Instruction
	// Reason tells why the two activities are taken for the same.
	Reason string
}

// Suggest returns instructions for activities that a plan leaves out and that
// seem to be there in the new version: moved to another scope, or under another
// id. The engine accepts the plan with all of them.
func Suggest(p Pair, plan engine.Plan) []Suggestion {
	if !Validate(p, plan).Accepted() {
		return nil
	}
	s := &suggester{pair: p, mapped: planSet(p, plan)}
	// An event is accepted once what it belongs to is, which may come later.
	const rounds = 4
	for range rounds {
		before := len(s.out)
		s.round()
		if len(s.out) == before {
			break
		}
	}
	return s.out
}

// suggester is the work on one Suggest.
type suggester struct {
	pair     Pair
	mapped   *set           // the plan's instructions, with what was suggested
	matching *diff.Matching // nil until it is needed
	out      []Suggestion
}

func (s *suggester) round() {
	mapped := s.mapped
	for i := range s.pair.Source.Activities {
		id := program.ActivityID(i)
		a := &s.pair.Source.Activities[i]
		if id == program.Root || len(mapped.from[id]) > 0 || !isCandidate(a) || a.ID == "" {
			continue
		}
		if isJoin(a.Behavior) && !rests(a) {
			continue // a fork holds nobody
		}
		target, reason := s.counterpart(id)
		if target == program.None || len(mapped.to[target]) > 0 {
			continue
		}
		group := []mapping{{id, target, isConditional(a.Behavior)}}
		if a.Behavior.IsMultiInstance() {
			inner, ok := innerOf(s.pair.Source, id)
			into, there := innerOf(s.pair.Target, target)
			if !ok || !there || len(mapped.from[inner]) > 0 {
				continue
			}
			group = append(group, mapping{source: inner, target: into})
		}
		if s.accepts(group) {
			for _, m := range group {
				s.out = append(s.out, Suggestion{mapped.instruction(m), reason})
			}
		}
	}
}

// accepts tries mappings of activities that were not mapped, and keeps them
// where the engine accepts the plan. Of the others only those within the new
// ones are judged by them.
func (s *suggester) accepts(group []mapping) bool {
	for _, m := range group {
		s.mapped.add(m)
	}
	j := &judgement{set: s.mapped}
	bad := slices.ContainsFunc(s.mapped.list, func(m mapping) bool {
		concerned := slices.ContainsFunc(group, func(g mapping) bool { return g == m || s.pair.Source.Contains(g.source, m.source) })
		return concerned && (len(j.failures(m)) > 0 || j.exception != "")
	})
	if bad {
		for _, m := range group {
			s.mapped.drop(m)
		}
	}
	return !bad
}

// counterpart returns the activity of the target that an activity seems to be,
// None where there is none.
func (s *suggester) counterpart(id program.ActivityID) (program.ActivityID, string) {
	a := &s.pair.Source.Activities[id]
	if target, ok := s.pair.Target.ActivityByID(a.ID); ok && target != program.Root {
		from, to := Label(s.pair.Source, a.FlowScope), Label(s.pair.Target, s.pair.Target.Activities[target].FlowScope)
		if from == to {
			return target, "same id"
		}
		return target, fmt.Sprintf("same id, in %s instead of %s", to, from)
	}
	if s.matching == nil {
		s.matching = diff.Match(s.pair.Source.Definitions, s.pair.Target.Definitions)
	}
	old := s.pair.Source.FlowNode(id)
	n, ok := s.matching.New(old).(*bpmn.FlowNode)
	if !ok {
		return program.None, ""
	}
	target, ok := s.pair.Target.ActivityByID(n.ID)
	if !ok {
		return program.None, ""
	}
	if a.Behavior.IsMultiInstance() {
		if target = s.pair.Target.Body(target); target == program.None {
			return program.None, ""
		}
	}
	for i := range s.matching.Pairs {
		if s.matching.Pairs[i].Old == bpmn.Node(old) {
			return target, matchReason(s.matching.Pairs[i].By)
		}
	}
	return program.None, ""
}

// matchReason says why two elements are taken for the same.
func matchReason(r diff.Reason) string {
	switch r {
	case diff.ByPlace:
		return "same type, name and place in the diagram"
	case diff.ByFlow:
		return "same type and name, between the same elements"
	}
	return "same type and name"
}
