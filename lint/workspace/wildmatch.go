package workspace

import "strings"

// matchPath reports whether the segments of an anchored pattern match a path.
// A segment ** stands for any number of folders; at the end, for everything
// within.
//
// Segments match independently of each other, so it is enough to go back to
// the last ** when something does not match.
func matchPath(pattern []string, path string) bool {
	var retry []string // the pattern behind the last **
	var from string    // where that was tried last
	again := false
	for {
		if len(pattern) > 0 && pattern[0] == "**" {
			if len(pattern) == 1 {
				return path != ""
			}
			pattern = pattern[1:]
			retry, from, again = pattern, path, true
			continue
		}
		if len(pattern) == 0 && path == "" {
			return true
		}
		if len(pattern) > 0 && path != "" {
			name, rest, _ := strings.Cut(path, "/")
			if matchSegment(pattern[0], name) {
				pattern, path = pattern[1:], rest
				continue
			}
		}
		if !again || from == "" {
			return false
		}
		_, from, _ = strings.Cut(from, "/")
		pattern, path = retry, from
	}
}

// matchSegment reports whether a pattern without slashes matches a name, byte
// by byte, as git does.
func matchSegment(pattern, name string) bool {
	var retry, from string
	again := false
	for {
		if pattern == "" && name == "" {
			return true
		}
		if strings.HasPrefix(pattern, "*") {
			pattern = strings.TrimLeft(pattern, "*")
			if pattern == "" {
				return true
			}
			retry, from, again = pattern, name, true
			continue
		}
		if name != "" {
			if rest, ok := matchByte(pattern, name[0]); ok {
				pattern, name = rest, name[1:]
				continue
			}
		}
		if !again || from == "" {
			return false
		}
		from = from[1:]
		pattern, name = retry, from
	}
}

// matchByte matches one byte with the start of a pattern and returns the rest
// of the pattern.
func matchByte(pattern string, c byte) (rest string, ok bool) {
	if pattern == "" {
		return "", false
	}
	switch pattern[0] {
	case '?':
		return pattern[1:], true
	case '[':
		return matchBracket(pattern[1:], c)
	case '\\':
		if len(pattern) == 1 {
			return "", false
		}
		return pattern[2:], pattern[1] == c
	}
	return pattern[1:], pattern[0] == c
}

// matchBracket matches a byte with a set, given from behind its opening
// bracket on. A set without an end matches nothing.
func matchBracket(set string, c byte) (rest string, ok bool) {
	negated := false
	if set != "" && (set[0] == '!' || set[0] == '^') {
		negated, set = true, set[1:]
	}
	matched := false
	for first := true; ; first = false {
		if set == "" {
			return "", false
		}
		if set[0] == ']' && !first {
			return set[1:], matched != negated
		}
		if class, after, found := posixClass(set); found {
			in, known := inClass(class, c)
			if !known {
				return "", false
			}
			matched, set = matched || in, after
			continue
		}
		lo, after, valid := setByte(set)
		if !valid {
			return "", false
		}
		hi := lo
		if len(after) > 1 && after[0] == '-' && after[1] != ']' {
			if hi, after, valid = setByte(after[1:]); !valid {
				return "", false
			}
		}
		matched, set = matched || lo <= c && c <= hi, after
	}
}

// setByte returns the first byte of a set, which a backslash may escape.
func setByte(set string) (c byte, rest string, ok bool) {
	if set[0] != '\\' {
		return set[0], set[1:], true
	}
	if len(set) == 1 {
		return 0, "", false
	}
	return set[1], set[2:], true
}

func posixClass(set string) (name, rest string, ok bool) {
	body, ok := strings.CutPrefix(set, "[:")
	if !ok {
		return "", set, false
	}
	return strings.Cut(body, ":]")
}

func inClass(name string, c byte) (in, known bool) {
	lower, upper, digit := 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9'
	switch name {
	case "alpha":
		return lower || upper, true
	case "digit":
		return digit, true
	case "alnum":
		return lower || upper || digit, true
	case "lower":
		return lower, true
	case "upper":
		return upper, true
	case "xdigit":
		return digit || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F', true
	case "space":
		return c == ' ' || '\t' <= c && c <= '\r', true
	case "blank":
		return c == ' ' || c == '\t', true
	case "cntrl":
		return c < ' ' || c == 0x7f, true
	case "print":
		return ' ' <= c && c < 0x7f, true
	case "graph":
		return ' ' < c && c < 0x7f, true
	case "punct":
		return ' ' < c && c < 0x7f && !lower && !upper && !digit, true
	}
	return false, false
}
