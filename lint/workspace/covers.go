package workspace

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Covers reports whether [Find] would look at a file, given by its absolute
// path, for the sake of some argument, if the file were there: it is named, lies
// below a folder that is, or matches a pattern. Arguments are relative to dir;
// without any, everything below dir is covered. What searches pass over is not
// taken into account.
func Covers(dir string, args []string, file string) bool {
	if len(args) == 0 {
		args = []string{"."}
	}
	return slices.ContainsFunc(args, func(arg string) bool {
		abs := arg
		if !filepath.IsAbs(arg) {
			abs = filepath.Join(dir, arg)
		}
		if _, ok := within(filepath.Clean(abs), file); ok {
			return true
		}
		slashed := filepath.ToSlash(abs)
		if !strings.ContainsAny(arg, `*?[{`) || !doublestar.ValidatePattern(slashed) {
			return false
		}
		base, pattern := doublestar.SplitPattern(slashed)
		rel, ok := within(filepath.FromSlash(base), file)
		if !ok {
			return false
		}
		rel = filepath.ToSlash(rel)
		for end := range len(rel) + 1 {
			if (end == len(rel) || rel[end] == '/') && doublestar.MatchUnvalidated(pattern, rel[:end]) {
				return true
			}
		}
		return false
	})
}
