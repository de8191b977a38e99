package analysis

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
)

// CorrectTimer returns what a constant date, duration or cycle that the engine
// cannot read was surely meant to be; empty where that is not certain: small
// letters and blanks in an ISO 8601 text, a cron expression of the other
// dialect.
func CorrectTimer(kind, text string, p platform.Platform) string {
	text = strings.TrimSpace(text)
	readable := func(s string) bool { return due(kind, s, p) == nil }
	if text == "" || readable(text) {
		return ""
	}
	if kind == "cycle" && p.Cron() == platform.Spring {
		if converted, _, ok := timer.ToSpring(text); ok && readable(converted) {
			return converted
		}
	}
	return correct(text, readable)
}

// correct returns a text in capitals and without blanks, if only that was
// wrong.
func correct(text string, readable func(string) bool) string {
	capitals := strings.ToUpper(strings.Join(strings.Fields(text), ""))
	if capitals == text || !strings.HasPrefix(capitals, "P") && !strings.HasPrefix(capitals, "R") && !isDate(capitals) || !readable(capitals) {
		return ""
	}
	return capitals
}

// isDate reports whether a text begins as a date of ISO 8601 does.
func isDate(text string) bool {
	return len(text) > len("2030-01-01T") && text[4] == '-' && text[7] == '-' && text[10] == 'T'
}

// CorrectHistoryTimeToLive returns the days that a history time to live which
// the engine refuses was surely meant to be, in the form P30D; empty where that
// is not certain. Weeks have seven days each, months and years no certain
// number.
func CorrectHistoryTimeToLive(value string) string {
	if _, ok := HistoryDays(value); ok {
		return ""
	}
	text := strings.ToUpper(strings.Join(strings.Fields(value), ""))
	if digits, ok := strings.CutSuffix(text, "W"); ok {
		if digits, ok = strings.CutPrefix(digits, "P"); ok && isDigits(digits) && len(digits) < 4 {
			weeks, _ := strconv.Atoi(digits)
			text = "P" + strconv.Itoa(7*weeks) + "D"
		}
	}
	if _, ok := HistoryDays(text); !ok {
		return ""
	}
	return text
}
