package timer

import (
	"strconv"
	"strings"
	"time"
)

// period is a span by calendar.
type period struct {
	years, months, days int
	clock               time.Duration
}

// add returns the moment a number of periods later; negative ones are before.
func (p period) add(t time.Time, n int) time.Time {
	t = addMonths(t, n*(12*p.years+p.months))
	return t.AddDate(0, 0, n*p.days).Add(time.Duration(n) * p.clock)
}

// addMonths adds months and keeps to the end of a shorter month.
func addMonths(t time.Time, n int) time.Time {
	if n == 0 {
		return t
	}
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	return first.AddDate(0, 0, min(t.Day(), lastDay(first.Year(), first.Month()))-1)
}

func lastDay(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// parsePeriod reads P1Y2M3DT4H5M6.7S; weeks may stand alone, or anywhere where
// mixed is allowed. cause is Java's text of the fault.
func parsePeriod(text string, mixedWeeks bool) (p period, cause string) {
	rest, ok := strings.CutPrefix(text, "P")
	if !ok || rest == "" {
		return p, text
	}
	if n, ok := strings.CutSuffix(rest, "W"); ok && digits(n) {
		weeks, err := strconv.Atoi(n)
		if err != nil || weeks > 1_000_000 {
			return p, text
		}
		return period{days: 7 * weeks}, ""
	}
	date, clock, timed := strings.Cut(rest, "T")
	units := "YMD"
	if mixedWeeks {
		units = "YMWD"
	}
	if timed && clock == "" {
		return p, text
	}
	if cause = p.read(text, date, units, true); cause == "" {
		cause = p.read(text, clock, "HMS", false)
	}
	return p, cause
}

// read reads numbers with their units, which must come in order.
func (p *period) read(text, part, units string, date bool) string {
	at := 0
	for part != "" {
		i := strings.IndexFunc(part, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if i <= 0 {
			return text
		}
		unit := strings.IndexByte(units[at:], part[i])
		if unit < 0 {
			return text
		}
		at += unit
		number, name := part[:i], units[at]
		part = part[i+1:]
		at++
		if strings.Contains(number, ".") && name != 'S' {
			return `For input string: "` + number + `"`
		}
		if !p.set(number, name, date) {
			return text
		}
	}
	return ""
}

func (p *period) set(number string, unit byte, date bool) bool {
	if unit == 'S' {
		seconds, err := strconv.ParseFloat(number, 64)
		p.clock += time.Duration(seconds * float64(time.Second))
		return err == nil && number[0] != '.' && seconds < 1e9
	}
	n, err := strconv.Atoi(number)
	if err != nil || n > 10_000_000 {
		return false
	}
	switch {
	case unit == 'Y':
		p.years = n
	case unit == 'M' && date:
		p.months = n
	case unit == 'W':
		p.days += 7 * n
	case unit == 'D':
		p.days += n
	case unit == 'H':
		p.clock += time.Duration(n) * time.Hour
	default:
		p.clock += time.Duration(n) * time.Minute
	}
	return true
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// parseDate reads an ISO 8601 date, with time and zone if it has some. cause
// is the library's text of the fault.
func parseDate(text string, loc *time.Location) (t time.Time, cause string) {
	s := &scanner{text: text, rest: text}
	year, month, day := 1970, 1, 1
	if !strings.HasPrefix(text, "T") && !strings.HasPrefix(text, "t") {
		year, month, day = s.date()
	}
	hour, minute, second, nano := 0, 0, 0, 0
	if !s.failed && (s.take("T") || s.take("t")) {
		hour, minute, second, nano = s.clock()
	}
	zone := loc
	if !s.failed && s.rest != "" && strings.ContainsAny(text, "Tt") {
		zone = s.zone(loc)
	}
	if s.failed || s.rest != "" {
		return time.Time{}, s.fault()
	}
	if day > lastDay(year, time.Month(month)) {
		return time.Time{}, `Cannot parse "` + text + `": Value ` + strconv.Itoa(day) + " for dayOfMonth must be in the range [1," + strconv.Itoa(lastDay(year, time.Month(month))) + "]"
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, nano, zone), ""
}

type scanner struct {
	text, rest string
	failed     bool
	range_     string // a value out of its range, in the library's words
}

func (s *scanner) fault() string {
	if s.range_ != "" {
		return `Cannot parse "` + s.text + `": ` + s.range_
	}
	if s.rest == s.text || s.rest == "" {
		if s.rest == "" && s.text != "" {
			return `Invalid format: "` + s.text + `" is too short`
		}
		return `Invalid format: "` + s.text + `"`
	}
	return `Invalid format: "` + s.text + `" is malformed at "` + s.rest + `"`
}

func (s *scanner) take(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	if ok && !s.failed {
		s.rest = rest
	}
	return ok && !s.failed
}

// number reads between least and most digits, in a range.
func (s *scanner) number(most, low, high int, name string) int {
	n := 0
	for n < most && n < len(s.rest) && s.rest[n] >= '0' && s.rest[n] <= '9' {
		n++
	}
	if s.failed || n == 0 {
		s.failed = true
		return low
	}
	value, _ := strconv.Atoi(s.rest[:n])
	if value < low || value > high {
		s.failed = true
		s.range_ = "Value " + strconv.Itoa(value) + " for " + name + " must be in the range [" + strconv.Itoa(low) + "," + strconv.Itoa(high) + "]"
		return low
	}
	s.rest = s.rest[n:]
	return value
}

func (s *scanner) date() (year, month, day int) {
	year = s.number(9, 0, 999_999_999, "year")
	month, day = 1, 1
	switch {
	case s.failed || !strings.HasPrefix(s.rest, "-"):
	case strings.HasPrefix(s.rest, "-W"):
		s.rest = s.rest[2:]
		return s.week(year)
	case len(s.rest) >= 4 && digits(s.rest[1:4]) && (len(s.rest) == 4 || s.rest[4] == 'T'):
		s.rest = s.rest[1:]
		n := s.number(3, 1, 366, "dayOfYear")
		t := time.Date(year, 1, n, 0, 0, 0, 0, time.UTC)
		return t.Year(), int(t.Month()), t.Day()
	default:
		s.rest = s.rest[1:]
		month = s.number(2, 1, 12, "monthOfYear")
		if s.take("-") {
			day = s.number(2, 1, 31, "dayOfMonth")
		}
	}
	return year, month, day
}

func (s *scanner) week(year int) (y, m, d int) {
	week, day := s.number(2, 1, 53, "weekOfWeekyear"), 1
	if s.take("-") {
		day = s.number(1, 1, 7, "dayOfWeek")
	}
	// The fourth of January is in the first week, which begins on a Monday.
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	t := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(week-1)+day-1)
	return t.Year(), int(t.Month()), t.Day()
}

func (s *scanner) clock() (hour, minute, second, nano int) {
	hour = s.number(2, 0, 23, "hourOfDay")
	if s.take(":") {
		minute = s.number(2, 0, 59, "minuteOfHour")
		if s.take(":") {
			second = s.number(2, 0, 59, "secondOfMinute")
		}
	}
	if s.take(".") || s.take(",") {
		n := 0
		for n < len(s.rest) && s.rest[n] >= '0' && s.rest[n] <= '9' {
			n++
		}
		if n == 0 {
			s.failed = true
			return hour, minute, second, 0
		}
		fraction, _ := strconv.ParseFloat("0."+s.rest[:n], 64)
		nano = int(fraction*1000) * int(time.Millisecond)
		s.rest = s.rest[n:]
	}
	return hour, minute, second, nano
}

func (s *scanner) zone(loc *time.Location) *time.Location {
	if s.take("Z") {
		return time.UTC
	}
	sign := 1
	switch {
	case s.take("+"):
	case s.take("-"):
		sign = -1
	default:
		s.failed = true
		return loc
	}
	hours, minutes := s.number(2, 0, 23, "offset"), 0
	if s.take(":") || s.rest != "" {
		minutes = s.number(2, 0, 59, "offset")
	}
	return time.FixedZone("", sign*(hours*3600+minutes*60))
}
