package workspace

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// entry is a file or folder that a search comes across.
type entry struct {
	path string // absolute
	rel  string // relative to the start, with slashes
	dir  bool
	link bool
}

// search is one walk through a folder.
type search struct {
	f     *finder
	arg   string // the name of the start for people
	start string // absolute
	// visit is called for each entry that is not passed over, and tells of a
	// folder whether to enter it.
	visit func(entry) bool
	// named are names of folders that are entered although their name or
	// .gitignore says otherwise.
	named map[string]bool

	matched, passedOver int
}

func (f *finder) search(arg, start string) *search {
	return &search{f: f, arg: arg, start: start}
}

func (s *search) display(e entry) string {
	return s.f.display(filepath.Join(s.arg, e.rel), e.path)
}

func (s *search) run() {
	var ignores *ignores
	if !s.f.o.NoIgnore {
		ignores = ignoresAbove(s.f.roots.Root(s.start), s.start)
	}
	s.enter(s.start, "", ignores)
}

func (s *search) enter(dir, rel string, above *ignores) {
	if s.f.ctx.Err() != nil {
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		s.f.problem(Problem{Kind: Unreadable, Path: s.display(entry{path: dir, rel: rel}), Err: err})
	}
	if !s.f.o.NoIgnore {
		above = above.enter(dir, entries)
	}
	for _, d := range entries {
		name := d.Name()
		e := entry{path: filepath.Join(dir, name), rel: name, dir: d.IsDir(), link: d.Type()&fs.ModeSymlink != 0}
		if rel != "" {
			e.rel = rel + "/" + name
		}
		switch {
		case e.dir && name == ".git":
		case e.dir:
			if !s.named[name] && s.passOver(e, name, above) {
				s.passedOver++
			} else if s.visit(e) {
				s.enter(e.path, e.rel, above)
			}
		case !e.link && !d.Type().IsRegular():
		case above.match(e.path, false):
			if KindOf(name) != 0 {
				s.passedOver++
			}
		default:
			s.visit(e)
		}
	}
}

func (s *search) passOver(e entry, name string, above *ignores) bool {
	if s.f.o.NoIgnore {
		return false
	}
	return slices.Contains(PassedOver(), name) || strings.HasPrefix(name, ".") || above.match(e.path, true)
}

// PassedOver returns the names of folders that are not searched unless they are
// named; hidden ones, and what git ignores, are not either.
func PassedOver() []string { return []string{"target", "build", "bin", "node_modules"} }

// pattern finds the files and folders that match; a folder is searched for
// models. A pattern whose last part ends in an extension takes any file that
// matches, as if it were named; one that ends in a wildcard takes models.
func (f *finder) pattern(arg string) {
	slashed := filepath.ToSlash(arg)
	if !doublestar.ValidatePattern(slashed) {
		f.problem(Problem{Kind: BadPattern, Path: arg})
		return
	}
	base, pattern := doublestar.SplitPattern(slashed)
	if info, err := os.Stat(f.abs(base)); err != nil || !info.IsDir() {
		f.problem(Problem{Kind: NoMatch, Path: arg})
		return
	}
	segments := strings.Split(pattern, "/")
	deep := strings.Contains(pattern, "**") || strings.Contains(pattern, "{")
	last := segments[len(segments)-1]
	anyKind := !strings.ContainsAny(last[len(last)-1:], "*?]}") && strings.Contains(last, ".")

	s := f.search(base, f.abs(base))
	s.named = map[string]bool{}
	for _, segment := range segments {
		s.named[segment] = true
	}
	var whole string // the folder, relative to the start, that matched as a whole
	s.visit = func(e entry) bool {
		inside := whole != "" && strings.HasPrefix(e.rel, whole+"/")
		matches := inside || doublestar.MatchUnvalidated(pattern, e.rel)
		if e.dir {
			if matches && !inside {
				whole = e.rel
			}
			return matches || deep || strings.Count(e.rel, "/")+1 < len(segments)
		}
		if !matches {
			return false
		}
		kind := KindOf(e.rel)
		if kind == 0 && anyKind && !inside {
			kind = Model
		}
		s.matched += f.found(s, e, kind)
		return false
	}
	s.run()
	if s.matched == 0 {
		f.problem(Problem{Kind: NoMatch, Path: arg, PassedOver: s.passedOver})
	}
}
