package rehearsal

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel/formula"
)

// split are the conditional flows out of an activity but its default flow, in
// the order in which the engine asks them. Answers that contradict each other
// are not given.
type split struct {
	formula *formula.Split
	answers []formula.Outcomes
	// always says that there is a way out if none of the conditions holds.
	always bool
}

func newSplit(p *program.Process, flows []program.FlowID, always bool) *split {
	s := &split{answers: make([]formula.Outcomes, len(flows)), always: always}
	var conditions []formula.Condition
	for _, f := range flows {
		c := formula.Condition{} // a script
		if e := p.Flows[f].Condition.Expression; e != nil {
			c = formula.Of(e.JUEL())
		}
		conditions = append(conditions, c)
	}
	s.formula = formula.New(conditions...)
	return s
}

// ask returns whether the condition at a place can hold, and whether it can not
// hold, after the answers that were given since the first one was asked. At
// least one is true.
func (s *split) ask(at int) (yes, no bool) {
	const anything = formula.True | formula.False | formula.Fails
	if at == 0 {
		for i := range s.answers {
			s.answers[i] = anything
		}
	}
	can := func(o formula.Outcomes) bool {
		before := s.answers[at]
		s.answers[at] = o
		defer func() { s.answers[at] = before }()
		return s.formula.Possible(s.answers)
	}
	yes, no = can(formula.True), can(formula.False)
	if no && !s.always && at == len(s.answers)-1 {
		taken := false
		for _, a := range s.answers[:at] {
			taken = taken || a == formula.True
		}
		no = taken // else the engine would break off
	}
	return yes || !no, no
}

// answer keeps an answer.
func (s *split) answer(at int, holds bool) {
	s.answers[at] = formula.False
	if holds {
		s.answers[at] = formula.True
	}
}
