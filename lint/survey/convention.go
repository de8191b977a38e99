package survey

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// Convention is how most ids of a type of element are made.
type Convention struct {
	// Type is the type of element: userTask, sequenceFlow, process, ….
	Type string
	// Pattern is a regular expression that matches whole ids that keep it.
	Pattern string
	// Keep is the number of ids that keep it, Of that of all ids of the type.
	Keep, Of int
	// Example is the longest id that keeps it.
	Example string
}

// leastIDs is the number of ids below which nothing can be said.
const leastIDs = 8

// style is a way to write an id, or the part of it behind a prefix.
type style struct {
	pattern *regexp.Regexp
	// telling is what an id has that could not be of another style.
	telling *regexp.Regexp
}

var styles = []style{
	{regexp.MustCompile(`^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$`), regexp.MustCompile(`-`)},
	{regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$`), regexp.MustCompile(`_`)},
	{regexp.MustCompile(`^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$`), regexp.MustCompile(`[A-Z]{2}|_`)},
	{regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`), regexp.MustCompile(`[a-z]`)},
	{regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`), regexp.MustCompile(`[A-Z]`)},
}

// prefixPattern splits an id behind a word that may be its prefix.
var prefixPattern = regexp.MustCompile(`^([A-Za-z]{1,24}[_-])(.+)$`)

// conventions returns the conventions of ids by type, sorted by type.
func conventions(ids map[string][]string) []Convention {
	var out []Convention
	for _, kind := range slices.Sorted(maps.Keys(ids)) {
		all := slices.Sorted(slices.Values(ids[kind]))
		// What a modeling tool made up is no convention.
		chosen := slices.DeleteFunc(slices.Clone(all), analysis.IsGeneratedID)
		pattern := convention(chosen)
		if pattern == "" {
			continue
		}
		// Ids that were made up can match by chance: StartEvent_.+ is no
		// convention of those who never change an id.
		if 5*keptBy(chosen, pattern).Keep >= 4*len(all) {
			c := keptBy(all, pattern)
			c.Type = kind
			out = append(out, c)
		}
	}
	return out
}

// convention returns a pattern for what at least four fifths of the ids have in
// common: a prefix with a style, a prefix, or a style; the first of these that
// they have. It is empty where there is none.
func convention(ids []string) string {
	if len(ids) < leastIDs {
		return ""
	}
	enough := func(n int) bool { return 5*n >= 4*len(ids) }
	prefix, rest := commonPrefix(ids)
	if enough(len(rest)) {
		if s, n := commonStyle(rest); enough(n) {
			return regexp.QuoteMeta(prefix) + inner(s)
		}
		return regexp.QuoteMeta(prefix) + ".+"
	}
	if s, n := commonStyle(ids); enough(n) {
		return inner(s)
	}
	return ""
}

// inner returns a style's pattern without the marks of begin and end.
func inner(s style) string {
	return strings.TrimSuffix(strings.TrimPrefix(s.pattern.String(), "^"), "$")
}

// keptBy counts the ids that a pattern matches as a whole.
func keptBy(ids []string, pattern string) Convention {
	whole := regexp.MustCompile("^(?:" + pattern + ")$")
	c := Convention{Pattern: pattern, Of: len(ids)}
	for _, id := range ids {
		if whole.MatchString(id) {
			c.Keep++
			if len(id) > len(c.Example) {
				c.Example = id
			}
		}
	}
	return c
}

// commonPrefix returns the most frequent prefix and what is behind it in the
// ids that have it.
func commonPrefix(ids []string) (string, []string) {
	rests := map[string][]string{}
	for _, id := range ids {
		if m := prefixPattern.FindStringSubmatch(id); m != nil {
			rests[m[1]] = append(rests[m[1]], m[2])
		}
	}
	best := ""
	for prefix, rest := range rests {
		if cmp.Or(cmp.Compare(len(rest), len(rests[best])), cmp.Compare(best, prefix)) > 0 {
			best = prefix
		}
	}
	return best, rests[best]
}

// commonStyle returns the style that most ids have, and how many; 0 where too
// few of them tell it from another.
func commonStyle(ids []string) (style, int) {
	var best style
	most, tell := 0, 0
	for _, s := range styles {
		n, telling := 0, 0
		for _, id := range ids {
			if s.pattern.MatchString(id) {
				n++
				if s.telling.MatchString(id) {
					telling++
				}
			}
		}
		if telling > tell || telling == tell && n > most {
			best, most, tell = s, n, telling
		}
	}
	if 4*tell < len(ids) {
		return style{}, 0
	}
	return best, most
}
