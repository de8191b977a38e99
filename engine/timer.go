package engine

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/engine/timer"
)

// setTimers makes the timers that a scope declares.
func (t *transaction) setTimers(x *execution, a *program.Activity) *Error {
	if a.Declarations == nil {
		return nil
	}
	for _, d := range a.Declarations.Timers {
		if x.parent == nil && x.in.def.process.Activities[d.Activity].Behavior == program.NoneStartBehavior {
			continue
		}
		j := &job{x: x, activity: d.Activity, timer: d, flow: program.NoFlow, exclusive: d.Exclusive}
		if err := t.addTimer(j); err != nil {
			return err
		}
	}
	return nil
}

// addTimer computes when a timer is due, and adds it.
func (t *transaction) addTimer(j *job) *Error {
	if err := t.computeDue(j, t.now); err != nil {
		return err
	}
	return t.addJob(j)
}

// computeDue computes when a timer is due.
func (t *transaction) computeDue(j *job, now time.Time) *Error {
	var (
		v   any
		err *Error
	)
	d := j.timer
	switch {
	case d.Value.IsConstant():
		v = strings.TrimSpace(d.Value.Text)
	case j.x != nil:
		v, err = t.evaluate(j.x, d.Value)
	default:
		c := t.context(nil)
		v, err = t.evaluateIn(c, d.Value)
		t.release()
	}
	if err != nil {
		return err
	}
	return t.setDue(j, v, now)
}

func (t *transaction) setDue(j *job, v any, now time.Time) *Error {
	d := j.timer
	p := j.definition()
	switch v := v.(type) {
	case time.Time:
		j.due, j.hasDue = v, true
		return nil
	case string:
		var (
			due   time.Time
			fault *timer.Error
		)
		switch d.Kind {
		case program.TimeDate:
			due, fault = timer.Date(v, now)
		case program.TimeDuration:
			due, fault = timer.Duration(v, now)
		default:
			due, fault = timer.Cycle(v, now, p.platform)
			if d.Repeats {
				j.repeat = repeating(v, now)
			}
		}
		if fault != nil {
			return timerError(fault)
		}
		j.due, j.hasDue = due, true
		return nil
	}
	at := "null"
	if j.x != nil && j.x.at() != nil {
		at = j.x.at().ID
	}
	return engineError("Timer '" + at +
		"' was not configured with a valid duration/time, either hand in a java.util.Date or a String in format 'yyyy-MM-dd'T'hh:mm:ss'")
}

// repeating returns a cycle with the time from which it counts.
func repeating(cycle string, now time.Time) string {
	if strings.HasPrefix(cycle, "R") && strings.Count(strings.TrimRight(cycle, "/"), "/") == 1 {
		return strings.Replace(cycle, "/", "/"+now.Format("2006-01-02T15:04:05")+"/", 1)
	}
	return cycle
}

// dueJob is a job in the queue of those that become due. It may be stale.
type dueJob struct {
	due int64
	id  ID
}

// dueQueue is a heap of jobs by when they are due, then by identifier.
type dueQueue []dueJob

func (q dueQueue) less(i, j int) bool {
	if q[i].due != q[j].due {
		return q[i].due < q[j].due
	}
	return q[i].id < q[j].id
}

func (q *dueQueue) push(d dueJob) {
	*q = append(*q, d)
	s := *q
	for i := len(s) - 1; i > 0; {
		parent := (i - 1) / 2
		if !s.less(i, parent) {
			break
		}
		s[i], s[parent] = s[parent], s[i]
		i = parent
	}
}

func (q *dueQueue) pop() dueJob {
	s := *q
	top, n := s[0], len(s)-1
	s[0] = s[n]
	s = s[:n]
	*q = s
	for i := 0; ; {
		least := i
		for _, c := range [2]int{2*i + 1, 2*i + 2} {
			if c < n && s.less(c, least) {
				least = c
			}
		}
		if least == i {
			return top
		}
		s[i], s[least] = s[least], s[i]
		i = least
	}
}
