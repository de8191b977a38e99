package timer

import (
	"strings"
	"time"
)

// RetryCycle checks a failedJobRetryTimeCycle: a repetition (R3/PT5M), a
// duration, or durations with commas between. The engine logs what it cannot
// read and retries as if there were no cycle.
func RetryCycle(text string) *Error {
	for _, part := range strings.Split(text, ",") {
		if _, cause := parseRepetition(strings.TrimSpace(part), time.Unix(0, 0).UTC()); cause != "" {
			return &Error{Message: cause, Cause: cause}
		}
	}
	return nil
}

// Repetitions returns how often a duration is repeated, and whether it says so
// at all: R3/PT5M three times, R/PT5M without end (the greatest Integer). What
// is repeated zero times is tried once.
func Repetitions(text string) (times int, repeats bool, err *Error) {
	r, cause := parseRepetition(text, time.Unix(0, 0).UTC())
	if cause != "" {
		return 0, false, &Error{Message: cause, Cause: cause}
	}
	return max(r.times, 1), r.repeats, nil
}
