package timer_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/timer"
)

func TestToSpring(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0 0 9 ? * 2":        "0 0 9 ? * MON",
		"0 0 9 ? * 2-6":      "0 0 9 ? * MON-FRI",
		"0 0 9 ? * 2-6 *":    "0 0 9 ? * MON-FRI",
		"0 0 12 * * ? *":     "0 0 12 * * ?",
		"0 0 0 ? * L":        "0 0 0 ? * SAT",
		"0 0 0 ? * 6L":       "0 0 0 ? * 5L",
		"0 0 0 ? * 1L":       "0 0 0 ? * 7L",
		"0 0 0 ? * 3#2":      "0 0 0 ? * TUE#2",
		"0 0/5 8-18 ? * 2,4": "0 0/5 8-18 ? * MON,WED",
		"0 15 10 15 * ?":     "0 15 10 15 * ?",
		"0 0 0 * * ? 2031":   "", // years
		"0 0 22-2 * * ?":     "", // hours that go round
		"0 0 0 ? * 6-3":      "", // days that go round
		"0 15 10 L-2 * ?":    "", // Quartz goes back to days that are over
		"nonsense":           "",
	} {
		got, reason, ok := timer.ToSpring(text)
		if got != want || ok != (want != "") || !ok && reason == "" {
			t.Errorf("%s: %q (%s), want %q", text, got, reason, want)
		}
	}
}
