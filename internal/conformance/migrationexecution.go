package conformance

import (
	"encoding/json"
	"errors"
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
	s := &search{models: models, want: a.Before}
	routes, err := s.routes(q.Source)
	if err != nil {
		return err
	}
	if len(routes) == 0 {
		r.disagree("not reached", "%s → %s%s", q.Source, q.Target, gapText(s.nearestGaps()))
		return nil
	}
	var first []gap
	for _, at := range routes {
		// The clock of the recording went on, or stood still.
		for _, passed := range [...]time.Duration{time.Hour, 0} {
			got, err := models.migrateFrom(at, q, &a, passed)
			if err != nil {
				return err
			}
			gaps := a.executionGaps(got)
			if len(gaps) == 0 {
				r.Agree++
				return nil
			}
			if first == nil {
				first = gaps
			}
		}
	}
	r.disagree(first[0].part, "%s → %s, by %s%s", q.Source, q.Target, strings.Join(routes[0].steps, ", "), gapText(first))
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
	var refusal *engine.Refusal
	var e *engine.Error
	switch {
	case errors.As(err, &refusal):
		a.Report = reportOf(refusal.Report)
	case errors.As(err, &e):
		a.Exception = line(e)
	case err != nil:
		return nil, err
	default:
		a.OK = true
		a.After = s.stateOf(at.instance)
	}
	return a, nil
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
