package timer

import (
	"strconv"
	"strings"
	"time"
)

// springFields are the fields of an expression in Spring's dialect, with the
// special characters that they take.
var springFields = [...]struct {
	low, high int
	special   string
	names     []string
}{
	{0, 59, "", nil},
	{0, 59, "", nil},
	{0, 23, "", nil},
	{1, 31, "?LW", nil},
	{1, 12, "", monthNames},
	{0, 7, "?L#", dayNames},
}

var nicknames = map[string]string{
	"@yearly": "0 0 0 1 1 *", "@annually": "0 0 0 1 1 *", "@monthly": "0 0 0 1 * *",
	"@weekly": "0 0 0 * * 0", "@daily": "0 0 0 * * *", "@midnight": "0 0 0 * * *", "@hourly": "0 0 * * * *",
}

// springDays are the days of an expression: both fields must agree.
type springDays struct {
	days     []springDay
	weekdays []springDay
	never    bool
}

// springDay is one entry of a list of days.
type springDay struct {
	set uint64 // of days or weekdays (Monday = 1 to Sunday = 7)
	// The last day, less offset; the weekday nearest to a day (nearest) or to
	// the last one; the last or the nth weekday of the month.
	last, weekday bool
	offset        int
	nearest       int
	nth           int
}

func (d *springDays) matches(t time.Time) bool {
	return !d.never && anyDay(d.days, t, false) && anyDay(d.weekdays, t, true)
}

// invalid returns the library's complaint about a month that does not have the
// day whose nearest weekday is wanted, empty for none.
func (d *springDays) invalid(t time.Time) string {
	for i := range d.days {
		if n := d.days[i].nearest; n > lastDay(t.Year(), t.Month()) {
			return "Invalid date '" + strings.ToUpper(t.Month().String()) + " " + strconv.Itoa(n) + "'"
		}
	}
	return ""
}

// anyDay reports whether an entry of a list matches; an empty list takes all.
func anyDay(list []springDay, t time.Time, week bool) bool {
	for i := range list {
		if list[i].matches(t, week) {
			return true
		}
	}
	return len(list) == 0
}

func (d *springDay) matches(t time.Time, week bool) bool {
	year, month, day := t.Date()
	last := lastDay(year, month)
	if week {
		weekday := (int(t.Weekday())+6)%7 + 1
		in := d.set&(1<<weekday) != 0
		switch {
		case d.nth > 0:
			return in && (day+6)/7 == d.nth
		case d.last:
			return in && day+7 > last
		}
		return in
	}
	switch {
	case d.last && d.weekday:
		return day == nearestWeekday(year, month, last)
	case d.last:
		return day == last-d.offset
	case d.nearest > 0:
		return day == nearestWeekday(year, month, d.nearest)
	}
	return d.set&(1<<day) != 0
}

type springParser struct {
	several bool // the entry is one of a list
	// cause is a fault, bare one that is told without the library's preface.
	cause, bare string
}

func parseSpring(text string, now time.Time) (*Cron, string) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "@") {
		if text == "@reboot" {
			return nil, "Nickname @reboot not supported!"
		}
		if expanded, ok := nicknames[text]; ok {
			text = expanded
		}
	}
	parts := fields(strings.ToUpper(text))
	if len(parts) != len(springFields) {
		return nil, "Cron expression contains " + strconv.Itoa(len(parts)) + " parts but we expect one of [6]"
	}
	p := &springParser{}
	var sets [6]uint64
	days := &springDays{}
	for i, part := range parts {
		if strings.HasSuffix(part, ",") {
			return nil, "Invalid field value! Trailing commas not permitted! '" + part + "'"
		}
		items := strings.Split(part, ",")
		for _, item := range items {
			p.several = len(items) > 1
			d := p.item(item, i)
			if p.bare != "" {
				return nil, p.bare
			}
			if p.several && i == 3 && d.last && d.offset == 0 {
				continue // the last day counts only where it stands alone
			}
			sets[i] |= d.set
			if item == "*" || item == "?" {
				continue
			}
			switch i {
			case 3:
				days.days = append(days.days, d)
			case 5:
				days.weekdays = append(days.weekdays, d)
			}
		}
		if p.cause != "" {
			return nil, "Failed to parse cron expression. " + p.cause
		}
	}
	days.never = parts[3] == "?" && parts[5] == "?"
	return &Cron{
		seconds: sets[0], minutes: sets[1], hours: sets[2], months: sets[4], days: days, maxYear: now.Year() + 100,
	}, ""
}

func (p *springParser) fail(cause string) {
	if p.cause == "" {
		p.cause = cause
	}
}

// item reads one entry of a list.
func (p *springParser) item(s string, field int) springDay {
	f := springFields[field]
	switch {
	case s == "*":
		return springDay{set: p.span(f.low, f.high, 1, field)}
	case s == "?":
		if !strings.Contains(f.special, "?") {
			p.fail("Invalid expression: ?")
		}
		return springDay{set: p.span(f.low, f.high, 1, field)}
	case field == 3 && (s == "L" || s == "LW"):
		return springDay{last: true, weekday: len(s) == 2}
	case field == 5 && s == "L":
		return springDay{set: 1 << 7}
	}
	body, every, stepped := strings.Cut(s, "/")
	step := 1
	if stepped {
		step = p.period(every, f.low, f.high)
	}
	if from, to, ranged := strings.Cut(body, "-"); ranged {
		if to == "" && stepped {
			p.invalid("")
		}
		return p.ranged(from, to, step, field)
	}
	if body == "*" || body == "" && stepped {
		return springDay{set: p.span(f.low, f.high, step, field)}
	}
	if day, ok := p.special(body, field); ok {
		return day
	}
	value := p.value(body, field)
	if stepped {
		return springDay{set: p.span(value, f.high, step, field)}
	}
	return springDay{set: p.span(value, value, 1, field)}
}

// invalid reports an entry that is neither number nor name.
func (p *springParser) invalid(text string) {
	chars := strings.Trim(text, "0123456789*")
	if text == "W" || text == "L" {
		chars = "" // letters that have a meaning elsewhere
	}
	p.fail("Invalid chars in expression! Expression: " + text + " Invalid chars: " + chars)
}

func (p *springParser) period(text string, low, high int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		p.invalid(text)
		return 1
	}
	if n < 1 || n > high {
		p.fail("Period " + strconv.Itoa(n) + " not in range [" + strconv.Itoa(low) + ", " + strconv.Itoa(high) + "]")
		return 1
	}
	return n
}

func (p *springParser) ranged(from, to string, step, field int) springDay {
	if field == 3 && from == "L" {
		n, err := strconv.Atoi(to)
		switch {
		case err != nil:
			p.invalid(to)
		case n < 1 || n > 31:
			p.fail("Value " + strconv.Itoa(n) + " not in range [1, 31]")
		}
		return springDay{last: true, offset: n}
	}
	switch {
	case from == "":
		p.fail("Invalid expression! Expression: -" + to + " does not describe a range. Negative numbers are not allowed.")
	case to == "":
		p.fail("Missing values for range: " + from + "-")
	}
	if strings.ContainsAny(from, "LW#") && springFields[field].names == nil {
		p.fail("No special characters allowed in range, except for 'L'")
		return springDay{}
	}
	a, b := p.value(from, field), p.value(to, field)
	if field == 5 && b == 0 && a > 0 {
		b = 7
	}
	if p.cause == "" && a > b {
		if field < 3 {
			p.fail("Invalid range! [" + strconv.Itoa(a) + "," + strconv.Itoa(b) + "]")
			return springDay{}
		}
		b = a // a range of days or months that goes round has its beginning only
	}
	return springDay{set: p.span(a, b, step, field)}
}

// special reads W, # and L behind a value.
func (p *springParser) special(s string, field int) (springDay, bool) {
	if n, ok := strings.CutSuffix(s, "W"); ok && field == 3 && n != "" {
		return springDay{nearest: p.value(n, field)}, true
	}
	if field != 5 {
		return springDay{}, false
	}
	if day, n, ok := strings.Cut(s, "#"); ok {
		switch {
		case n == "":
			p.bare = "Index 1 out of bounds for length 1"
		case day == "":
			p.fail("Time should be specified!")
		}
		nth, err := strconv.Atoi(n)
		if err != nil {
			p.invalid(n)
		}
		return springDay{set: p.weekday(p.value(day, field)), nth: max(nth, 1)}, true
	}
	if day, ok := strings.CutSuffix(s, "L"); ok && day != "" {
		if _, err := strconv.Atoi(day); err != nil && p.several {
			p.invalid(s)
			return springDay{}, true
		}
		return springDay{set: p.weekday(p.value(day, field)), last: true}, true
	}
	return springDay{}, false
}

// value reads a number or a name.
func (p *springParser) value(s string, field int) int {
	f := springFields[field]
	if field == 5 && s == "L" {
		return 7
	}
	for i, name := range f.names {
		if s == name {
			if field == 4 {
				return i + 1
			}
			return i
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		p.invalid(s)
		return f.low
	}
	if n < f.low || n > f.high {
		p.fail("Value " + strconv.Itoa(n) + " not in range [" + strconv.Itoa(f.low) + ", " + strconv.Itoa(f.high) + "]")
	}
	return n
}

func (p *springParser) weekday(n int) uint64 {
	if n == 0 {
		n = 7
	}
	return 1 << n
}

// span returns the values from one to another, in steps.
func (p *springParser) span(from, to, step, field int) uint64 {
	var set uint64
	for i := from; i <= to && i < 64; i += step {
		if field == 5 {
			set |= p.weekday(i)
		} else {
			set |= 1 << i
		}
	}
	return set
}
