package timer

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// samples are moments from which two readings of a cron expression are
// compared; how many dates from each.
const compared = 60

// SameDates reports whether two cron expressions of their dialects are due at
// the same dates, as far as many samples tell; otherwise it returns the first
// dates that differ.
func SameDates(a, b *Cron) (same bool, first, second time.Time) {
	for year := 2029; year <= 2033; year++ {
		for _, month := range [...]time.Month{1, 2, 5, 8, 11} {
			at := time.Date(year, month, 27, 13, 7, 0, 0, time.UTC)
			x, y := at, at
			for range compared {
				var okX, okY bool
				var causeX, causeY string
				x, okX, causeX = a.Next(x)
				y, okY, causeY = b.Next(y)
				if okX != okY || causeX != causeY || okX && !x.Equal(y) {
					return false, x, y
				}
				if !okX {
					break
				}
				// Far dates count too: go on from the next day.
				x = time.Date(x.Year(), x.Month(), x.Day(), 23, 59, 59, 0, time.UTC)
				y = x
			}
		}
	}
	return true, time.Time{}, time.Time{}
}

// ToSpring rewrites a Quartz expression in Spring's dialect. ok is false where
// no text is known that means the same; reason says why.
func ToSpring(text string) (converted, reason string, ok bool) {
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	old, cause := ParseCron(text, platform.Quartz, now)
	if cause != "" {
		return "", "the old engine cannot read it either: " + cause, false
	}
	parts := fields(strings.ToUpper(text))
	if len(parts) > 6 {
		if parts[6] != "*" {
			return "", "the new dialect has no years", false
		}
		parts = parts[:6]
	}
	parts[quartzWeekday] = weekdayNames(parts[quartzWeekday])
	converted = strings.Join(parts, " ")
	fresh, cause := ParseCron(converted, platform.Spring, now)
	if cause != "" {
		return "", "the new dialect knows no such expression: " + cause, false
	}
	if same, _, _ := SameDates(old, fresh); !same {
		return "", "the new dialect reads it differently", false
	}
	return converted, "", true
}

// weekdayNames replaces the numbers of a field of weekdays, which Quartz counts
// from Sunday = 1, by names. A step keeps its number.
func weekdayNames(field string) string {
	if field == "L" {
		return "SAT"
	}
	items := strings.Split(field, ",")
	for i, item := range items {
		body, step, stepped := strings.Cut(item, "/")
		day, nth, numbered := strings.Cut(body, "#")
		ends := strings.Split(day, "-")
		for j, end := range ends {
			number, last := strings.CutSuffix(end, "L")
			if len(number) != 1 || number < "1" || number > "7" {
				continue
			}
			if last { // a name cannot have an L in a list; the number of the new dialect can
				ends[j] = string("7123456"[number[0]-'1']) + "L"
				continue
			}
			ends[j] = dayNames[number[0]-'1']
		}
		item = strings.Join(ends, "-")
		if numbered {
			item += "#" + nth
		}
		if stepped {
			item += "/" + step
		}
		items[i] = item
	}
	return strings.Join(items, ",")
}
