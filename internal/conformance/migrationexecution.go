package conformance

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
)

// execution is a recorded migration of an instance whose state before is known,
// but not how it got there.
type executionRequest struct {
	planRequest
	SkipCustomListeners, SkipIOMappings bool
}

// compareExecution brings an instance into the recorded state, migrates it, and
// compares what becomes of it.
func (r *Result) compareExecution(models *planModels, row []byte) error {
	var q executionRequest
	if err := json.Unmarshal(row, &q); err != nil {
		return err
	}
	var a migrationAnswer
	if err := json.Unmarshal(row, &a); err != nil {
		return err
	}
	s := &search{models: models, want: a.Before, values: map[string]string{}}
	if err := s.readValues(q.Source, a.Before); err != nil {
		return err
	}
	if err := s.readValues(q.Target, a.After); err != nil {
		return err
	}
	var nearest []gap
	s.accept = func(at *route) (bool, error) {
		gaps, err := models.executionFrom(at, q, &a)
		if nearest == nil {
			nearest = gaps
		}
		return len(gaps) == 0, err
	}
	at, err := s.reach(q.Source)
	switch {
	case err != nil:
		return err
	case at == nil:
		r.disagree("not reached", "%s → %s%s", q.Source, q.Target, gapText(s.nearestGaps()))
	case s.accepted:
		r.Agree++
	default:
		r.disagree(nearest[0].part, "%s → %s, by %s%s", q.Source, q.Target, strings.Join(at.steps, ", "), gapText(nearest))
	}
	return nil
}

// executionFrom migrates an instance from where a route has brought it, and
// compares. The clock of the recording went on before, or stood still.
func (m *planModels) executionFrom(at *route, q executionRequest, a *migrationAnswer) ([]gap, error) {
	var first []gap
	for _, passed := range [...]time.Duration{time.Hour, 0} {
		got, err := m.migrateFrom(at, q, a, passed)
		if err != nil {
			return nil, err
		}
		gaps := a.executionGaps(got)
		if len(gaps) == 0 {
			return nil, nil
		}
		if first == nil {
			first = gaps
		}
	}
	return first, nil
}

// readValues finds the values of variables in the recorded names of messages
// and signals whose names are expressions.
func (s *search) readValues(model string, state *instanceState) error {
	m, err := s.models.model(model)
	if err != nil || m.process == nil || state == nil {
		return err
	}
	for _, b := range state.EventSubscriptions {
		a, ok := m.process.ActivityByID(b.ActivityID)
		if !ok || b.Name == nil {
			continue
		}
		x := m.process.Activities[a].Subscription
		if x == nil || x.Name == nil {
			continue
		}
		head, rest, ok := strings.Cut(x.Name.Text, "${")
		name, tail, closed := strings.Cut(rest, "}")
		value, begins := strings.CutPrefix(*b.Name, head)
		value, ends := strings.CutSuffix(value, tail)
		if ok && closed && begins && ends {
			s.values[name] = value
		}
	}
	return nil
}

// migrateFrom migrates an instance from where a route has brought it.
func (m *planModels) migrateFrom(at *route, q executionRequest, recorded *migrationAnswer, passed time.Duration) (*migrationAnswer, error) {
	s := &script{replica: at.fork(), instance: at.instance}
	a := &migrationAnswer{Before: s.stateOf(at.instance)}
	target, err := m.deploy(s, q.Target)
	if err != nil {
		return nil, err
	}
	c := engine.Migrate{Instances: []engine.ID{at.instance}, SkipListeners: q.SkipCustomListeners, SkipIOMappings: q.SkipIOMappings}
	c.Plan.Source, c.Plan.Target = at.definition, target
	for _, i := range recorded.Instructions {
		c.Plan.Instructions = append(c.Plan.Instructions, engine.Instruction(i))
	}
	a.Instructions = recorded.Instructions
	if err := s.SetTime(engine.SetTime{Time: s.Now().Add(passed)}); err != nil {
		return nil, err
	}
	s.rememberNames()
	err = s.attempted(func() error { return s.Migrate(c) })
	if err == nil {
		a.OK = true
		a.After = s.stateOf(at.instance)
	}
	return a, a.note(err)
}

// executionGaps compares the outcome, and the states afterwards.
func (a *migrationAnswer) executionGaps(got *migrationAnswer) []gap {
	if out := appendGap(nil, "outcome", a.outcome(), got.outcome()); len(out) > 0 || !a.OK {
		return out
	}
	return stateGaps("after", a.After.lines(a.Before.keptTimes()), got.After.lines(got.Before.keptTimes()))
}

// keptTimes writes whether a time is one that a state before has.
func (s *instanceState) keptTimes() times {
	dues, repeats := map[int64]bool{}, map[string]bool{}
	for _, j := range s.Jobs {
		if j.DueDate != nil {
			dues[*j.DueDate] = true
		}
		if j.Repeat != nil {
			repeats[*j.Repeat] = true
		}
	}
	word := func(kept bool) string {
		if kept {
			return "unchanged"
		}
		return "changed"
	}
	return times{
		due:    func(millis int64) string { return word(dues[millis]) },
		repeat: func(cycle string) string { return word(repeats[cycle]) },
	}
}
