package engine

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/engine/timer"
)

// retryCycle is a parsed failedJobRetryTimeCycle.
type retryCycle struct {
	retries   int
	intervals []string
}

// parseRetryCycle reads a cycle; false where the engine would ignore it.
func parseRetryCycle(text string) (retryCycle, bool) {
	if text == "" {
		return retryCycle{}, false
	}
	var list []string
	for _, s := range strings.Split(text, ",") {
		list = append(list, strings.TrimSpace(s))
	}
	for len(list) > 0 && list[len(list)-1] == "" {
		list = list[:len(list)-1]
	}
	c := retryCycle{len(list) + 1, list}
	if len(list) == 1 {
		times, repeats, err := timer.Repetitions(list[0])
		if err != nil {
			return retryCycle{}, false
		}
		if repeats {
			c.retries = times
		}
	}
	return c, len(list) > 0
}

// failJob records that a job has failed.
func (t *transaction) failJob(id ID, failure *Error) *Error {
	j := t.findJob(id)
	if j == nil {
		return nil
	}
	j = t.ownEngineJob(j)
	a := &j.definition().process.Activities[j.activity]
	message := failure.Message
	first := !j.tried
	j.tried = true
	j.exception, j.stack = &message, failure.Stack()
	if failure.Message == "" {
		j.exception = nil
	}
	j.failedActivity = a.ID
	if c, ok := t.retryCycle(j, a); ok {
		if first && !j.definition().platform.AppliesRetryCycleAtCreation() {
			j.retries = c.retries
		}
		n := len(c.intervals)
		i := max(0, min(n-1, n-(j.retries-1)))
		if due, err := timer.Duration(c.intervals[i], t.now); err == nil {
			j.due, j.hasDue = due, true
		}
	}
	if j.repeat != "" && !j.followed {
		if err := t.followUp(j); err != nil {
			return nil
		}
	}
	t.noteJob(JobFailed, j, message)
	t.setRetries(j, max(j.retries-1, 0))
	t.schedulesDue(j)
	return nil
}

// ownEngineJob returns a copy of a job of the engine that may be changed.
func (t *transaction) ownEngineJob(j *job) *job {
	if j.x != nil {
		return j
	}
	c := *j
	list := slices.Clone(t.engineJobs())
	for i := range list {
		if list[i].id == j.id {
			list[i] = &c
		}
	}
	t.setEngineJobs(list)
	return &c
}

// setRetries sets the retries of a job. None left makes an incident, some
// again resolve it.
func (t *transaction) setRetries(j *job, n int) {
	old := j.retries
	j.retries = n
	if n != old {
		t.noteRetries(j, old)
	}
	switch {
	case old == 0 && n > 0:
		t.endIncidentOf(j.x, j.fullID(), true)
	case n == 0 && old > 0:
		t.createIncident(j.x, &incident{
			kind: "failedJob", activity: j.definition().process.Activities[j.activity].ID, failedActivity: j.failedActivity,
			message: j.exception, configuration: j.fullID(), def: j.def,
		})
	}
}

// timerError makes an exception of what is wrong with a timer.
func timerError(e *timer.Error) *Error {
	out := engineError(e.Message)
	if e.Code != "" {
		out.Cause = &Error{Class: "IllegalArgumentException", Message: e.Cause, fullClass: "java.lang.IllegalArgumentException"}
		switch {
		case strings.HasPrefix(e.Cause, "For input string"):
			out.Cause.Class, out.Cause.fullClass = "NumberFormatException", "java.lang.NumberFormatException"
		case strings.HasPrefix(e.Cause, "Cannot parse \""):
			out.Cause.Class, out.Cause.fullClass = "IllegalFieldValueException", "org.joda.time.IllegalFieldValueException"
		case strings.HasPrefix(e.Cause, "Index "):
			out.Cause.Class, out.Cause.fullClass = "IndexOutOfBoundsException", "java.lang.IndexOutOfBoundsException"
		case e.Code == "ENGINE-09026" && !strings.HasPrefix(e.Cause, "Invalid format"):
			out.Cause.Class, out.Cause.fullClass = "ParseException", "java.text.ParseException"
		}
	}
	return out
}

// retryCycle returns the cycle of a job; false where it has none.
func (t *transaction) retryCycle(j *job, a *program.Activity) (retryCycle, bool) {
	if j.signal != nil || j.task != 0 {
		return retryCycle{}, false
	}
	s := &j.definition().activities[j.activity]
	switch e := a.RetryCycle; {
	case s.hasRetry:
		return s.retry, true
	case e == nil && t.e.o.RetryCycle != "":
		return parseRetryCycle(t.e.o.RetryCycle)
	case e == nil || e.IsConstant():
		return retryCycle{}, false
	case j.x == nil:
		return retryCycle{}, false
	default:
		v, err := t.evaluate(j.x, e)
		if err != nil {
			return retryCycle{}, false
		}
		s, ok := v.(string)
		if !ok {
			return retryCycle{}, false
		}
		return parseRetryCycle(s)
	}
}
