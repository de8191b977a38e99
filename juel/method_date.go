package juel

import (
	"strings"
	"time"
)

func dateMethod(d time.Time, name string, a *arguments) (any, bool) {
	if a.are(1) {
		other, ok := a.values[0].(time.Time)
		if !ok && (name == "before" || name == "after") {
			if a.values[0] == nil {
				a.throw("java.lang.NullPointerException", "")
			} else {
				a.fail(cannotCoerce(a.values[0], "java.util.Date"))
			}
			return nil, true
		}
		switch name {
		case "before":
			return d.Before(other), true
		case "after":
			return d.After(other), true
		}
		return nil, false
	}
	if property, ok := strings.CutPrefix(name, "get"); ok && a.are(0) && property != "" {
		return dateProperty(d, lowerFirst(property))
	}
	if name == "toInstant" && a.are(0) {
		return nil, false
	}
	return nil, false
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// dateProperty has the properties of java.util.Date, most of which count
// differently from people.
func dateProperty(d time.Time, name string) (any, bool) {
	switch name {
	case "time":
		return d.UnixMilli(), true
	case "year":
		return int32(d.Year() - 1900), true
	case "month":
		return int32(d.Month()) - 1, true
	case "date":
		return int32(d.Day()), true
	case "day":
		return int32(d.Weekday()), true
	case "hours":
		return int32(d.Hour()), true
	case "minutes":
		return int32(d.Minute()), true
	case "seconds":
		return int32(d.Second()), true
	case "timezoneOffset":
		_, offset := d.Zone()
		return int32(-offset / 60), true
	}
	return nil, false
}

// dateTimeProperty has those of Joda's DateTime.
func dateTimeProperty(d DateTime, name string) (any, bool) {
	switch name {
	case "millis":
		return d.UnixMilli(), true
	case "year":
		return int32(d.Year()), true
	case "monthOfYear":
		return int32(d.Month()), true
	case "dayOfMonth":
		return int32(d.Day()), true
	case "dayOfYear":
		return int32(d.YearDay()), true
	case "dayOfWeek":
		return int32((d.Weekday()+6)%7 + 1), true
	case "weekOfWeekyear":
		_, week := d.ISOWeek()
		return int32(week), true
	case "hourOfDay":
		return int32(d.Hour()), true
	case "minuteOfHour":
		return int32(d.Minute()), true
	case "secondOfMinute":
		return int32(d.Second()), true
	case "millisOfSecond":
		return int32(d.Nanosecond() / int(time.Millisecond)), true
	case "beforeNow", "afterNow":
		return nil, false // this package knows no time
	}
	return nil, false
}

func dateTimeMethod(d DateTime, name string, a *arguments) (any, bool) {
	if a.are(0) {
		switch name {
		case "toDate":
			return d.Time, true
		case "toDateTime":
			return d, true
		case "withTimeAtStartOfDay":
			y, m, day := d.Date()
			return DateTime{time.Date(y, m, day, 0, 0, 0, 0, d.Location())}, true
		}
		if property, ok := strings.CutPrefix(name, "get"); ok && property != "" {
			return dateTimeProperty(d, lowerFirst(property))
		}
		return nil, false
	}
	if !a.are(1) {
		return nil, false
	}
	if pattern, ok := a.values[0].(string); ok && name == "toString" {
		if s, ok := formatted(d.Time, pattern); ok {
			return s, true
		}
		return nil, false
	}
	if other, ok := a.values[0].(DateTime); ok {
		switch name {
		case "isBefore":
			return d.Before(other.Time), true
		case "isAfter":
			return d.After(other.Time), true
		case "isEqual":
			return d.Equal(other.Time), true
		}
	}
	if unit, ok := strings.CutPrefix(name, "plus"); ok {
		return shifted(d, unit, a, 1)
	}
	if unit, ok := strings.CutPrefix(name, "minus"); ok {
		return shifted(d, unit, a, -1)
	}
	if field, ok := strings.CutPrefix(name, "with"); ok {
		return changed(d, field, a)
	}
	return nil, false
}

// formatted prints a time by a pattern of Joda's; false where a letter of it
// is not known here.
func formatted(t time.Time, pattern string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(pattern); {
		c := pattern[i]
		n := 1
		for i+n < len(pattern) && pattern[i+n] == c {
			n++
		}
		if c == '\'' {
			end := strings.IndexByte(pattern[i+1:], '\'')
			if end < 0 {
				return "", false
			}
			b.WriteString(pattern[i+1 : i+1+end])
			i += end + 2
			continue
		}
		layout, ok := patternOf(c, n)
		if !ok {
			return "", false
		}
		b.WriteString(t.Format(layout))
		i += n
	}
	return b.String(), true
}

// patternOf returns the layout of a run of one letter.
func patternOf(c byte, n int) (string, bool) {
	layouts := map[byte][]string{
		'y': {"2006", "06", "2006", "2006"}, 'Y': {"2006", "06", "2006", "2006"},
		'M': {"1", "01", "Jan", "January"}, 'd': {"2", "02"}, 'H': {"15", "15"}, 'h': {"3", "03"},
		'm': {"4", "04"}, 's': {"5", "05"}, 'S': {".0", ".00", ".000"}, 'E': {"Mon", "Mon", "Mon", "Monday"}, 'a': {"PM"},
		'Z': {"-0700", "-07:00"},
	}
	if list, ok := layouts[c]; ok {
		if n > len(list) || c == 'S' {
			return "", false
		}
		return list[n-1], true
	}
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		return "", false
	}
	return strings.Repeat(string(c), n), true
}

func shifted(d DateTime, unit string, a *arguments, sign int) (any, bool) {
	n := 0
	if unit != "" {
		n = sign * a.int(0)
	}
	switch unit {
	case "":
		return DateTime{d.Add(time.Duration(int64(sign)*a.long(0)) * time.Millisecond)}, true
	case "Years":
		return DateTime{months(d.Time, 12*n)}, true
	case "Months":
		return DateTime{months(d.Time, n)}, true
	case "Weeks":
		return DateTime{d.AddDate(0, 0, 7*n)}, true
	case "Days":
		return DateTime{d.AddDate(0, 0, n)}, true
	case "Hours":
		return DateTime{d.Add(time.Duration(n) * time.Hour)}, true
	case "Minutes":
		return DateTime{d.Add(time.Duration(n) * time.Minute)}, true
	case "Seconds":
		return DateTime{d.Add(time.Duration(n) * time.Second)}, true
	case "Millis":
		return DateTime{d.Add(time.Duration(n) * time.Millisecond)}, true
	}
	return nil, false
}

// months adds months and keeps to the end of a shorter month.
func months(t time.Time, n int) time.Time {
	y, m, day := t.Date()
	first := time.Date(y, m+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day, last)-1)
}

func changed(d DateTime, field string, a *arguments) (any, bool) {
	y, m, day := d.Date()
	h, minute, s, ms := d.Hour(), d.Minute(), d.Second(), d.Nanosecond()
	n := a.int(0)
	switch field {
	case "Year":
		return DateTime{months(d.Time, 12*(n-y))}, true
	case "MonthOfYear":
		return DateTime{months(d.Time, n-int(m))}, true
	case "DayOfMonth":
		day = n
	case "DayOfWeek":
		day += n - (int(d.Weekday())+6)%7 - 1
	case "HourOfDay":
		h = n
	case "MinuteOfHour":
		minute = n
	case "SecondOfMinute":
		s = n
	case "MillisOfSecond":
		ms = n * int(time.Millisecond)
	default:
		return nil, false
	}
	return DateTime{time.Date(y, m, day, h, minute, s, ms, d.Location())}, true
}
