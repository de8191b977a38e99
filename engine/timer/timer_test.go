package timer_test

import (
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
)

var (
	now    = time.Date(2030, 2, 27, 13, 7, 0, 0, time.UTC)
	spring = platform.Platform{Product: platform.Camunda, Major: 7, Minor: 24}
	quartz = platform.Platform{Product: platform.Camunda, Major: 7, Minor: 23}
)

const layout = "2006-01-02T15:04:05"

func text(t time.Time, err *timer.Error) string {
	if err != nil {
		return err.Cause
	}
	return t.UTC().Format(layout)
}

// The expectations were verified with Camunda 7.24 and 7.23.
func TestCycle(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ cycle, spring, quartz string }{
		"repetition":              {"R3/PT1H", "2030-02-27T14:07:00", "2030-02-27T14:07:00"},
		"repetition with start":   {"R/2030-01-31T00:00:00/P1M", "2030-02-28T00:00:00", "2030-02-28T00:00:00"},
		"repetition with end":     {"R3/PT36H/2031-01-01T00:00:00", "2030-12-27T12:00:00", "2030-12-27T12:00:00"},
		"repetition that is over": {"R3/2029-12-31T00:30:00/PT1H", "duedate is null", "duedate is null"},
		"no repetition":           {"R0/PT1H", "2030-02-27T13:07:00", "2030-02-27T13:07:00"},
		"without duration":        {"R3", "Index 0 out of bounds for length 0", "Index 0 out of bounds for length 0"},
		"fraction":                {"R3/PT1.5H", `For input string: "1.5"`, `For input string: "1.5"`},
		"daily":                   {"0 0 12 * * ?", "2030-02-28T12:00:00", "2030-02-28T12:00:00"},
		"weekday by number":       {"0 0 9 ? * 2", "2030-03-05T09:00:00", "2030-03-04T09:00:00"},
		"weekday by name":         {"0 0 9 ? * MON", "2030-03-04T09:00:00", "2030-03-04T09:00:00"},
		"last weekday":            {"0 0 0 ? * 6L", "2030-03-30T00:00:00", "2030-03-29T00:00:00"},
		"nth weekday":             {"0 0 0 ? * 3#2", "2030-03-13T00:00:00", "2030-03-12T00:00:00"},
		"day before the last":     {"0 15 10 L-2 * ?", "2030-03-29T10:15:00", "2030-02-26T10:15:00"},
		"nearest weekday":         {"0 0 0 31W * ?", "Invalid date 'FEBRUARY 31'", "2030-03-29T00:00:00"},
		"hours go round":          {"0 0 22-2 * * ?", "Failed to parse cron expression. Invalid range! [22,2]", "2030-02-27T22:00:00"},
		"days go round":           {"0 0 0 ? * 5-2", "2030-03-01T00:00:00", "2030-02-28T00:00:00"},
		"seven fields":            {"0 0 0 * * ? 2031", "Cron expression contains 7 parts but we expect one of [6]", "2031-01-01T00:00:00"},
		"both days":               {"0 0 0 1 * MON", "2030-04-01T00:00:00", "Support for specifying both a day-of-week AND a day-of-month parameter is not implemented."},
		"nickname":                {"@daily", "2030-02-28T00:00:00", "Unexpected character: @"},
		"never":                   {"0 0 0 30 2 ?", "2030-02-27T13:07:00", "duedate is null"},
		"too few":                 {"0 0", "Cron expression contains 2 parts but we expect one of [6]", "Unexpected end of expression."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := text(timer.Cycle(test.cycle, now, spring)); got != test.spring {
				t.Errorf("Spring: %s, want %s", got, test.spring)
			}
			if got := text(timer.Cycle(test.cycle, now, quartz)); got != test.quartz {
				t.Errorf("Quartz: %s, want %s", got, test.quartz)
			}
		})
	}
}

func TestDateAndDuration(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"2030-02-01T10:00:00":       "2030-02-01T10:00:00",
		"2030-02-01T10:00":          "2030-02-01T10:00:00",
		"2030-02-01T10:00:00Z":      "2030-02-01T10:00:00",
		"2030-02-01T10:00:00+02:00": "2030-02-01T08:00:00",
		"2030-02-01":                "2030-02-01T00:00:00",
		"2030-02":                   "2030-02-01T00:00:00",
		"2030":                      "2030-01-01T00:00:00",
		"2030-032":                  "2030-02-01T00:00:00",
		"2030-W05-1":                "2030-01-28T00:00:00",
		"T10:00":                    "1970-01-01T10:00:00",
		"P1W":                       "2030-03-06T13:07:00",
		"tomorrow":                  `Invalid format: "tomorrow" is malformed at "omorrow"`,
		"2030-02-01 10:00":          `Invalid format: "2030-02-01 10:00" is malformed at " 10:00"`,
	} {
		if got := text(timer.Date(value, now)); got != want {
			t.Errorf("date %s: %s, want %s", value, got, want)
		}
	}
	for value, want := range map[string]string{
		"PT1H":                      "2030-02-27T14:07:00",
		"P1M":                       "2030-03-27T13:07:00",
		"P2W":                       "2030-03-13T13:07:00",
		"R2/PT1H":                   "2030-02-27T14:07:00",
		"PT36H/2031-01-01T00:00:00": "2031-01-01T00:00:00",
		"PT1.5H":                    `For input string: "1.5"`,
		"5 minutes":                 `Invalid format: "5 minutes" is malformed at " minutes"`,
	} {
		if got := text(timer.Duration(value, now)); got != want {
			t.Errorf("duration %s: %s, want %s", value, got, want)
		}
	}
}

func FuzzTimer(f *testing.F) {
	for _, s := range []string{"R3/PT1H", "0 0 0 L-2 * ?", "0 0 0 ? * 2#1,4#2", "2030-W05-1", "PT36H/2031-01-01T00:00:00", "R/PT0S/2031-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range []platform.Platform{spring, quartz} {
			due, err := timer.Cycle(s, now, p)
			if err == nil && due.IsZero() {
				t.Errorf("%q has neither date nor fault", s)
			}
		}
		_, _ = timer.Date(s, now)
		_, _ = timer.Duration(s, now)
	})
}

func BenchmarkCycle(b *testing.B) {
	for name, cycle := range map[string]string{"repetition": "R/2030-01-01T06:00:00/PT1H", "cron": "0 15 10 ? * 6L", "never": "0 0 0 30 2 ?"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = timer.Cycle(cycle, now, spring)
			}
		})
	}
}
