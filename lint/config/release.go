package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// release is a version of the program: major, minor, patch. The zero value is
// before all of them and stands for none.
type release [3]int

// releasePattern takes what follows the patch for a mark of a build that is not
// released.
var releasePattern = regexp.MustCompile(`^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4})(-.+)?)?$`)

// parseRelease reads 0.3 and 0.3.1. A build that is not released is none.
func parseRelease(text string) (r release, ok bool) {
	m := releasePattern.FindStringSubmatch(text)
	if m == nil || m[4] != "" {
		return release{}, false
	}
	for i := range r {
		r[i], _ = strconv.Atoi(m[i+1]) // no patch is patch 0
	}
	return r, true
}

func (r release) before(other release) bool { return slices.Compare(r[:], other[:]) < 0 }

// String returns 0.3.1, or 0.3 for all patches of 0.3.
func (r release) String() string {
	text := strconv.Itoa(r[0]) + "." + strconv.Itoa(r[1])
	if r[2] == lastPatch {
		return text
	}
	return text + "." + strconv.Itoa(r[2])
}

// firstRelease had no rules before it that its own could be new to.
var firstRelease = release{0, 1, 0}

// isNew reports whether a rule of this release is new to those who run a
// release: it came with the same minor release, or with a later one.
func (r release) isNew(running release) bool {
	if running == (release{}) || slices.Equal(r[:2], firstRelease[:2]) {
		return false
	}
	return slices.Compare(r[:2], running[:2]) >= 0
}

func (d *document) readSince(v value) {
	if v.kind != isText && v.kind != isNumber {
		d.report(v.span, wrongType(`"since"`, "a version like 0.3.0", v.kind))
		return
	}
	r, ok := parseRelease(v.text)
	if !ok {
		d.report(v.span, badRelease(v.text))
		return
	}
	// A rule that came with a patch belongs to its minor release: 0.3 has all
	// of 0.3.x.
	if strings.Count(v.text, ".") == 1 {
		r[2] = lastPatch
	}
	d.since, d.sinceAt = r, v.span
}

// lastPatch is greater than the number of any patch.
const lastPatch = 1<<31 - 1
