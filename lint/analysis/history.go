package analysis

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// HistoryDays returns the number of days that the engine reads from a history
// time to live. It is not ok for a value that the engine refuses, and for the
// empty one, which it takes for none.
//
// The engine accepts what Java's Integer.parseInt does, unless it is negative
// (180, +180, 007 and digits of other scripts), and P180D: no other unit, no
// sign within, no blanks, no expression.
func HistoryDays(value string) (days int, ok bool) {
	digits := value
	if period, isPeriod := strings.CutPrefix(value, "P"); isPeriod {
		if period, isPeriod = strings.CutSuffix(period, "D"); !isPeriod || !isDigits(period) {
			return 0, false
		}
		digits = period
	} else {
		sign := ""
		if digits != "" && (digits[0] == '+' || digits[0] == '-') {
			sign, digits = digits[:1], digits[1:]
		}
		digits = westernDigits(digits)
		if !isDigits(digits) || sign == "-" && strings.Trim(digits, "0") != "" {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	return int(n), err == nil && n <= math.MaxInt32
}

// westernDigits replaces the decimal digits of other scripts by 0 to 9, as
// Java reads them.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= unicode.MaxASCII || !unicode.IsDigit(r) {
			return r
		}
		for _, block := range unicode.Nd.R16 {
			if first := rune(block.Lo); first <= r && r <= rune(block.Hi) {
				return '0' + (r-first)%10
			}
		}
		return r
	}, s)
}
