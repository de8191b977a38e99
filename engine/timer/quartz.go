package timer

import (
	"strconv"
	"strings"
	"time"
)

// The fields of a Quartz expression.
const (
	quartzSecond = iota
	quartzMinute
	quartzHour
	quartzDay
	quartzMonth
	quartzWeekday
	quartzYear
)

const (
	quartzAll  = 99 // *
	quartzNone = 98 // ?
)

// quartzBounds are the values of the fields but the years.
var quartzBounds = [...]struct {
	low, high, wrap int
	complaint       string
}{
	{0, 59, 60, "Minute and Second values must be between 0 and 59"},
	{0, 59, 60, "Minute and Second values must be between 0 and 59"},
	{0, 23, 24, "Hour values must be between 0 and 23"},
	{1, 31, 31, "Day of month values must be between 1 and 31"},
	{1, 12, 12, "Month values must be between 1 and 12"},
	{1, 7, 7, "Day-of-Week values must be between 1 and 7"},
}

// quartzDays are the days of a Quartz expression: by month or by week.
type quartzDays struct {
	byWeek bool
	days   uint64 // of the month, 1 to 31
	// weekdays count from Sunday = 1.
	weekdays                uint64
	last, weekday, lastWeek bool
	offset, nth             int
}

func (q *quartzDays) matches(t time.Time) bool {
	year, month, day := t.Date()
	last := lastDay(year, month)
	if !q.byWeek {
		switch {
		case q.last && q.weekday:
			return day == nearestWeekday(year, month, last-q.offset)
		case q.last:
			return day == last-q.offset
		case q.weekday: // Quartz looks at the first of the days only
			return day == quartzNearest(year, month, lowest(q.days))
		}
		return q.days&(1<<day) != 0
	}
	weekday := int(t.Weekday()) + 1
	switch {
	case q.lastWeek:
		return weekday == quartzWeekdayOf(lowest(q.weekdays)) && day+7 > last
	case q.nth != 0:
		return weekday == quartzWeekdayOf(lowest(q.weekdays)) && (day+6)/7 == q.nth
	}
	return q.weekdays&(1<<weekday) != 0
}

// passed returns the date that Quartz gives where the day before the last one
// of the month has gone by already: it goes back to it.
func (q *quartzDays) passed(c *Cron, t time.Time) (time.Time, bool) {
	if q.byWeek || !q.last || q.weekday || q.offset == 0 {
		return time.Time{}, false
	}
	day := lastDay(t.Year(), t.Month()) - q.offset
	if s, ok := c.clock(t.Hour()*3600 + t.Minute()*60 + t.Second()); t.Day() == day && ok {
		_ = s
		return time.Time{}, false
	}
	if t.Day() < day || day < 1 {
		return time.Time{}, false
	}
	s, ok := c.clock(0)
	return time.Date(t.Year(), t.Month(), day, s/3600, s/60%60, s%60, 0, t.Location()), ok
}

// quartzWeekdayOf returns a weekday; 0 counts as Saturday where Quartz does not
// look at the bounds.
func quartzWeekdayOf(n int) int {
	if n == 0 {
		return 7
	}
	return n
}

// quartzNearest returns the weekday that Quartz takes as the nearest to a day.
// A day behind the end of the month is one of the next month to it.
func quartzNearest(year int, month time.Month, day int) int {
	switch time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday() {
	case time.Saturday:
		if day == 1 {
			return 3
		}
		return day - 1
	case time.Sunday:
		if day == lastDay(year, month) {
			return day - 2
		}
		return day + 1
	}
	return day
}

func lowest(set uint64) int {
	for i := range 64 {
		if set&(1<<i) != 0 {
			return i
		}
	}
	return 0
}

type quartzParser struct {
	sets    [6]uint64
	all     [6]bool
	none    [6]bool
	years   map[int]bool
	days    quartzDays
	maxYear int
	length  int // of the part that is read
	cause   string
}

func parseQuartz(text string, now time.Time) (*Cron, string) {
	p := &quartzParser{maxYear: now.Year() + 100}
	field := quartzSecond
	for _, word := range fields(strings.ToUpper(text)) {
		if field > quartzYear || p.cause != "" {
			break
		}
		several := strings.Contains(word, ",")
		switch {
		case field == quartzDay && strings.Contains(word, "L") && len(word) > 1 && several:
			p.fail("Support for specifying 'L' and 'LW' with other days of the month is not implemented")
		case field == quartzWeekday && strings.Contains(word, "L") && len(word) > 1 && several:
			p.fail("Support for specifying 'L' with other days of the week is not implemented")
		case field == quartzWeekday && strings.Count(word, "#") > 1:
			p.fail(`Support for specifying multiple "nth" days is not imlemented.`)
		}
		for _, part := range strings.Split(word, ",") {
			if part != "" && p.cause == "" {
				p.part(part, field)
			}
		}
		field++
	}
	switch {
	case p.cause != "":
	case field <= quartzWeekday:
		p.fail("Unexpected end of expression.")
	case p.none[quartzDay] == p.none[quartzWeekday]:
		p.fail("Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.")
	}
	if p.cause != "" {
		return nil, p.cause
	}
	q := p.days
	q.byWeek = p.none[quartzDay]
	q.days, q.weekdays = p.sets[quartzDay], p.sets[quartzWeekday]
	return &Cron{
		seconds: p.sets[quartzSecond], minutes: p.sets[quartzMinute], hours: p.sets[quartzHour],
		months: p.sets[quartzMonth], years: p.years, days: &q, maxYear: p.maxYear,
	}, ""
}

func (p *quartzParser) fail(cause string) {
	if p.cause == "" {
		p.cause = cause
	}
}

func (p *quartzParser) illegal(text string) {
	p.fail(`Illegal cron expression format (java.lang.NumberFormatException: For input string: "` + text + `")`)
}

func (p *quartzParser) part(s string, field int) {
	c := s[0]
	switch {
	case 'A' <= c && c <= 'Z' && s != "L" && s != "LW" && !isLastOffset(s):
		p.name(s, field)
	case c == '?':
		p.question(s, field)
	case c == '*' || c == '/':
		p.star(s, field)
	case c == 'L':
		p.lastDay(s, field)
	case '0' <= c && c <= '9':
		p.number(s, field)
	default:
		p.fail("Unexpected character: " + string([]rune(s)[:1]))
	}
}

func isLastOffset(s string) bool {
	rest, ok := strings.CutPrefix(s, "L-")
	return ok && strings.Trim(strings.TrimSuffix(rest, "W"), "0123456789") == ""
}

func (p *quartzParser) question(s string, field int) {
	switch {
	case len(s) > 2:
		p.fail("Illegal character after '?': " + s[1:2])
	case field != quartzDay && field != quartzWeekday:
		p.fail("'?' can only be specfied for Day-of-Month or Day-of-Week.")
	case field == quartzWeekday && !p.days.last && p.none[quartzDay]:
		p.fail("'?' can only be specfied for Day-of-Month -OR- Day-of-Week.")
	}
	if p.cause == "" {
		p.none[field] = true
	}
}

// three returns the three letters at a position.
func (p *quartzParser) three(s string, i int) string {
	if i+3 > len(s) {
		p.fail("Illegal cron expression format (java.lang.StringIndexOutOfBoundsException: begin " + strconv.Itoa(i) + ", end " + strconv.Itoa(i+3) + ", length " + strconv.Itoa(len(s)) + ")")
		return ""
	}
	return s[i : i+3]
}

func (p *quartzParser) name(s string, field int) {
	names, what, base := monthNames, "Month", 1
	if field == quartzWeekday {
		names, what = dayNames, "Day-of-Week"
	}
	sub := p.three(s, 0)
	if p.cause != "" {
		return
	}
	if field != quartzMonth && field != quartzWeekday {
		p.fail("Illegal characters for this position: '" + sub + "'")
		return
	}
	value := func(sub string) int {
		for i, n := range names {
			if n == sub {
				return i + base
			}
		}
		p.fail("Invalid " + what + " value: '" + sub + "'")
		return 0
	}
	from, to := value(sub), -1
	step := 0
	if len(s) > 3 {
		switch {
		case s[3] == '-':
			to, step = value(p.three(s, 4)), 1
		case s[3] == '#' && field == quartzWeekday:
			p.nth(s[4:])
		case s[3] == 'L' && field == quartzWeekday:
			p.days.lastWeek = true
		}
	}
	p.add(from, to, step, field)
}

func (p *quartzParser) nth(s string) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 5 {
		p.fail("A numeric value between 1 and 5 must follow the '#' option")
	}
	p.days.nth = n
}

func (p *quartzParser) star(s string, field int) {
	if s == "*" {
		p.add(quartzAll, -1, 0, field)
		return
	}
	if s == "/" {
		p.fail("'/' must be followed by an integer.")
		return
	}
	s = strings.TrimPrefix(s, "*")
	step := 1
	if rest, ok := strings.CutPrefix(s, "/"); ok {
		n, err := strconv.Atoi(rest)
		switch {
		case rest == "":
			p.fail("Unexpected end of string.")
		case err != nil:
			p.illegal(rest)
		case n > 59 && field <= quartzMinute:
			p.fail("Increment > 60 : " + rest)
		case n > 23 && field == quartzHour:
			p.fail("Increment > 24 : " + rest)
		case n > 31 && field == quartzDay:
			p.fail("Increment > 31 : " + rest)
		case n > 7 && field == quartzWeekday:
			p.fail("Increment > 7 : " + rest)
		case n > 12 && field == quartzMonth:
			p.fail("Increment > 12 : " + rest)
		}
		step = n
	}
	p.add(quartzAll, -1, step, field)
}

func (p *quartzParser) lastDay(s string, field int) {
	switch field {
	case quartzDay:
		p.days.last = true
		rest := s[1:]
		if n, ok := strings.CutPrefix(rest, "-"); ok {
			n, rest = cutDigits(n)
			p.days.offset, _ = strconv.Atoi(n)
			if p.days.offset > 30 {
				p.fail("Offset from last day must be <= 30")
			}
		}
		p.days.weekday = strings.HasPrefix(rest, "W")
	case quartzWeekday:
		p.add(7, 7, 0, field)
	}
}

func cutDigits(s string) (number, rest string) {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:]
}

// digit reads a number that must be there.
func (p *quartzParser) digit(s string) (n int, rest string) {
	number, rest := cutDigits(s)
	if number == "" {
		if s == "" {
			p.fail("Illegal cron expression format (java.lang.StringIndexOutOfBoundsException: String index out of range: " + strconv.Itoa(p.length) + ")")
		} else {
			p.illegal(s[:1])
		}
		return 0, ""
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		p.illegal(number)
	}
	return n, rest
}

func (p *quartzParser) number(s string, field int) {
	p.length = len(s)
	value, rest := p.digit(s)
	if rest == "" {
		p.add(value, -1, -1, field)
		return
	}
	at := strconv.Itoa(len(s) - len(rest))
	switch rest[0] {
	case 'L':
		switch {
		case field != quartzWeekday:
			p.fail("'L' option is not valid here. (pos=" + at + ")")
		case value < 1 || value > 7:
			p.fail("Day-of-Week values must be between 1 and 7")
		}
		p.days.lastWeek = true
		p.keep(value, field)
	case 'W':
		switch {
		case field != quartzDay:
			p.fail("'W' option is not valid here. (pos=" + at + ")")
		case value > 31:
			p.fail("The 'W' option does not make sense with values larger than 31 (max number of days in a month)")
		}
		p.days.weekday = true
		p.keep(value, field)
	case '#':
		if field != quartzWeekday {
			p.fail("'#' option is not valid here. (pos=" + at + ")")
			return
		}
		p.nth(rest[1:])
		p.keep(value, field)
	case '-':
		end, rest := p.digit(rest[1:])
		step := 1
		if n, ok := strings.CutPrefix(rest, "/"); ok {
			step, _ = p.digit(n)
		}
		p.add(value, end, step, field)
	case '/':
		step, rest := p.digit(rest[1:])
		if rest != "" {
			p.fail("Unexpected character '" + rest[:1] + "' after '/'")
			return
		}
		p.add(value, -1, step, field)
	default:
		p.add(value, -1, 0, field)
	}
}

func (p *quartzParser) keep(value, field int) {
	if field < quartzYear && value < 64 {
		p.sets[field] |= 1 << value
	}
}

// add puts a value or a range with steps into the set of a field.
func (p *quartzParser) add(from, to, step, field int) {
	if p.cause != "" {
		return
	}
	if field == quartzYear {
		p.addYears(from, to, step)
		return
	}
	b := quartzBounds[field]
	if (from < b.low || from > b.high || to > b.high) && from != quartzAll {
		p.fail(b.complaint)
		return
	}
	if step <= 0 && from != quartzAll {
		p.keep(from, field)
		return
	}
	if from == quartzAll {
		from, step, p.all[field] = b.low, max(step, 1), step <= 0
	}
	if to == -1 {
		to = b.high
	}
	if to < from {
		to += b.wrap
	}
	for i := from; i <= to; i += step {
		value := i
		if value > b.high {
			value -= b.wrap
		}
		p.keep(value, field)
	}
}

func (p *quartzParser) addYears(from, to, step int) {
	if p.years == nil {
		p.years = map[int]bool{}
	}
	if step <= 0 && from != quartzAll {
		p.years[from] = true
		return
	}
	if from == quartzAll {
		from, step = 1970, max(step, 1)
	}
	if to == -1 {
		to = p.maxYear
	}
	if to < from {
		p.fail("Illegal cron expression format (java.lang.IllegalArgumentException: Start year must be less than stop year)")
	}
	for y := from; y <= min(to, p.maxYear); y += step {
		p.years[y] = true
	}
}
