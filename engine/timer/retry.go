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
