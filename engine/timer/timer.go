package timer

import (
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// Date returns when a timeDate, or a due date of a user task, is due. A text
// that begins with P is a period from now.
func Date(text string, now time.Time) (time.Time, *Error) {
	if strings.HasPrefix(text, "P") {
		p, cause := parsePeriod(text, true)
		if cause != "" {
			return time.Time{}, dateError(text, `Invalid format: "`+text+`"`)
		}
		return p.add(now, 1), nil
	}
	t, cause := parseDate(text, now.Location())
	if cause != "" {
		return time.Time{}, dateError(text, cause)
	}
	return t, nil
}

// Duration returns when a timeDuration is due. A number of repetitions in
// front is ignored.
func Duration(text string, now time.Time) (time.Time, *Error) {
	r, cause := parseRepetition(text, now)
	if cause != "" {
		return time.Time{}, dateError(text, cause)
	}
	if r.repeats {
		return r.next(now)
	}
	if !r.end.IsZero() {
		return r.end, nil
	}
	return r.period.add(r.start, 1), nil
}

// Cycle returns when a timeCycle is due for the first time after now.
func Cycle(text string, now time.Time, p platform.Platform) (time.Time, *Error) {
	what := p.Wording().Cycle
	if strings.HasPrefix(text, "R") {
		r, cause := parseRepetition(text, now)
		if cause != "" {
			return time.Time{}, cycleError(text, what, cause)
		}
		return r.next(now)
	}
	c, cause := ParseCron(text, p.Cron(), now)
	if cause != "" {
		return time.Time{}, cycleError(text, what, cause)
	}
	next, ok, cause := c.Next(now)
	switch {
	case cause != "":
		return time.Time{}, cycleError(text, what, cause)
	case ok:
		return next, nil
	case p.Cron() == platform.Spring:
		return now, nil // it is due at once, and then for ever again
	}
	return time.Time{}, neverDue()
}

// repetition is a duration with what is known of its beginning, end and
// repetitions.
type repetition struct {
	period     period
	start, end time.Time
	repeats    bool
	times      int
}

// parseRepetition reads [Rn/]part[/part]. cause is Java's text of the fault.
func parseRepetition(text string, now time.Time) (r repetition, cause string) {
	parts := strings.Split(text, "/")
	for len(parts) > 0 && parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	if len(parts) == 0 || len(parts) > 3 {
		return r, "Cannot parse duration"
	}
	if count, ok := strings.CutPrefix(parts[0], "R"); ok {
		r.repeats, r.times = true, 1<<31-1
		if count != "" {
			n, err := strconv.ParseInt(count, 10, 32)
			if err != nil {
				return r, `For input string: "` + count + `"`
			}
			r.times = int(n)
		}
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return r, "Index 0 out of bounds for length 0"
	}
	if strings.HasPrefix(parts[0], "P") {
		if r.period, cause = parsePeriod(parts[0], false); cause == "" && len(parts) > 1 {
			r.end, cause = parseDate(parts[1], now.Location())
		}
	} else {
		r.start, cause = parseDate(parts[0], now.Location())
		switch {
		case cause != "":
		case len(parts) == 1:
			cause = "Index 1 out of bounds for length 1"
		case strings.HasPrefix(parts[1], "P"):
			r.period, cause = parsePeriod(parts[1], false)
		default:
			r.end, cause = parseDate(parts[1], now.Location())
			r.period = period{clock: r.end.Sub(r.start)}
		}
	}
	if r.start.IsZero() && r.end.IsZero() {
		r.start = now
	}
	return r, cause
}

// next returns the first date of the repetition that is not before now.
func (r repetition) next(now time.Time) (time.Time, *Error) {
	var due time.Time
	if !r.start.IsZero() {
		n := r.steps(func(n int) bool { return r.period.add(r.start, n).After(now) })
		due = r.period.add(r.start, n)
	} else {
		n := r.steps(func(n int) bool { return !r.period.add(r.end, -(n + 1)).After(now) })
		due = r.period.add(r.end, -n)
	}
	if due.Before(now) {
		return time.Time{}, neverDue()
	}
	return due, nil
}

// steps returns the smallest number of periods, at most the repetitions, for
// which a condition holds that holds for all greater numbers too.
func (r repetition) steps(enough func(int) bool) int {
	low, high := 0, max(r.times, 0)
	if high > maxSteps {
		high = maxSteps
	}
	// What is far away cannot be computed: it is come up to.
	for n := 1; n < high; n *= 2 {
		if enough(n) {
			high = n
			break
		}
		low = n + 1
	}
	for low < high {
		middle := (low + high) / 2
		if enough(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// maxSteps keeps dates within what can be computed.
const maxSteps = 1 << 22
