package timer

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// Cron is a cron expression that has been read.
type Cron struct {
	seconds, minutes, hours uint64
	months                  uint64
	// years is nil for all.
	years map[int]bool
	days  dayRule
	// maxYear is the last year in which a date is looked for.
	maxYear int
}

// dayRule says which days count. quartz has quirks of its own.
type dayRule interface {
	matches(t time.Time) bool
}

// ParseCron reads a cron expression of a dialect; now bounds the years. cause
// is the engine's text of the fault, empty for none.
func ParseCron(text string, dialect platform.Cron, now time.Time) (c *Cron, cause string) {
	if dialect == platform.Quartz {
		return parseQuartz(text, now)
	}
	return parseSpring(text, now)
}

// Next returns the first date after a moment; false where there is none. cause
// is the engine's text where it fails to compute one.
func (c *Cron) Next(after time.Time) (next time.Time, ok bool, cause string) {
	t := after.Truncate(time.Second).Add(time.Second)
	first := true
	for t.Year() <= c.maxYear {
		if c.years != nil && !c.years[t.Year()] {
			t, first = time.Date(t.Year()+1, 1, 1, 0, 0, 0, 0, t.Location()), false
			continue
		}
		if c.months&(1<<int(t.Month())) == 0 {
			t, first = time.Date(t.Year(), t.Month()+1, 1, 0, 0, 0, 0, t.Location()), false
			continue
		}
		if q, ok := c.days.(*quartzDays); ok {
			if past, ok := q.passed(c, t); ok {
				return past, true, ""
			}
		}
		if s, ok := c.days.(*springDays); ok {
			if cause := s.invalid(t); cause != "" {
				return time.Time{}, false, cause
			}
		}
		if c.days.matches(t) {
			from := 0
			if first {
				from = t.Hour()*3600 + t.Minute()*60 + t.Second()
			}
			if s, ok := c.clock(from); ok {
				return time.Date(t.Year(), t.Month(), t.Day(), s/3600, s/60%60, s%60, 0, t.Location()), true, ""
			}
		}
		t, first = time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location()), false
	}
	return time.Time{}, false, ""
}

// clock returns the first matching second of a day that is not before from.
func (c *Cron) clock(from int) (int, bool) {
	for h := from / 3600; h < 24; h++ {
		if c.hours&(1<<h) == 0 {
			continue
		}
		m := 0
		if h == from/3600 {
			m = from / 60 % 60
		}
		for ; m < 60; m++ {
			if c.minutes&(1<<m) == 0 {
				continue
			}
			s := 0
			if h == from/3600 && m == from/60%60 {
				s = from % 60
			}
			for ; s < 60; s++ {
				if c.seconds&(1<<s) != 0 {
					return h*3600 + m*60 + s, true
				}
			}
		}
	}
	return 0, false
}

// nearestWeekday returns the weekday nearest to a day within its month.
func nearestWeekday(year int, month time.Month, day int) int {
	last := lastDay(year, month)
	day = min(day, last)
	switch time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday() {
	case time.Saturday:
		if day == 1 {
			return 3
		}
		return day - 1
	case time.Sunday:
		if day == last {
			return day - 2
		}
		return day + 1
	}
	return day
}

var (
	monthNames = []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
	dayNames   = []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
)

func fields(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v' })
}
