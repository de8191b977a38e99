package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kind tells what a file is.
type Kind uint8

// The kinds of files.
const (
	Model    Kind = iota + 1 // a BPMN model: .bpmn, .bpmn20.xml, or any file that is named
	Decision                 // a DMN decision: .dmn, .dmn11.xml
)

// File is a file that was found.
type File struct {
	// Path is the name for people and reports, with slashes: relative to the
	// working directory if it lies in it or was named so, else absolute. For
	// standard input it is the name given for it, or <stdin>.
	Path string
	// Abs is the absolute path, also for the name given for standard input;
	// empty for standard input without a name.
	Abs  string
	Kind Kind
	// Named says that an argument names the file itself, not a folder above
	// it or a pattern.
	Named bool
	// Stdin says that the content comes from standard input.
	Stdin bool
}

// ProblemKind tells why an argument or a folder gave nothing.
type ProblemKind uint8

// The kinds of problems. All but Unreadable are faults of usage.
const (
	Missing    ProblemKind = iota + 1 // the path is not there
	BadPattern                        // the pattern is not well-formed
	NoMatch                           // a pattern without a match
	NoModels                          // a folder without a model or decision
	Unreadable                        // a file or folder that cannot be read
)

// Problem is an argument or folder that gave nothing. It is an error whose
// text is a message for the user.
type Problem struct {
	Kind ProblemKind
	// Path is the argument as it was given, or the file or folder that cannot
	// be read.
	Path string
	// PassedOver counts the folders and models that were passed over because
	// of their name or because git ignores them, for NoModels and NoMatch.
	PassedOver int
	// Err is the cause, for Unreadable.
	Err error
}

// Error returns the message, for example `orders.bpmn: no such file or folder`.
func (p Problem) Error() string {
	switch p.Kind {
	case Missing:
		return p.Path + ": no such file or folder"
	case BadPattern:
		return p.Path + ": not a well-formed pattern"
	case NoMatch:
		return p.Path + ": no model matches the pattern" + p.passedOver()
	case NoModels:
		return p.Path + ": no BPMN model or DMN decision in this folder" + p.passedOver()
	case Unreadable:
		return fmt.Sprintf("%s: %v", p.Path, cause(p.Err))
	}
	return p.Path
}

// Unwrap returns the cause.
func (p Problem) Unwrap() error { return p.Err }

func (p Problem) passedOver() string {
	if p.PassedOver == 0 {
		return ""
	}
	return fmt.Sprintf(" (passed over: %d; --no-ignore searches ignored files and build folders too)", p.PassedOver)
}

// cause leaves out the path that the errors of package os repeat.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// Options tells [Find] how to search.
type Options struct {
	// Dir is the working directory, absolute; the process's own where empty.
	Dir string
	// NoIgnore searches what is passed over otherwise, except for folders
	// called .git (--no-ignore).
	NoIgnore bool
	// StdinFilename is the name for standard input (--stdin-filename).
	StdinFilename string
}

// Found is the result of [Find].
type Found struct {
	// Files are sorted by path, each once.
	Files []File
	// Problems stand in the order of the arguments.
	Problems []Problem
}

// Find returns the files that the arguments name: files, folders (searched
// recursively), patterns with ** and - for standard input; without arguments
// the working directory. Arguments that give nothing are problems, the others
// are searched all the same.
// An error is that of the context or of the working directory.
func Find(ctx context.Context, args []string, o Options) (Found, error) {
	if o.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return Found{}, fmt.Errorf("find the working directory: %w", err)
		}
		o.Dir = dir
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	f := finder{ctx: ctx, o: o, at: map[string]int{}, roots: New(Places{Dir: o.Dir})}
	for _, arg := range args {
		f.argument(arg)
	}
	if err := ctx.Err(); err != nil {
		return Found{}, err
	}
	files := f.withoutAliases()
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return Found{Files: files, Problems: f.problems}, nil
}

// KindOf returns the kind that a file's extension stands for, 0 for none.
func KindOf(path string) Kind {
	name := strings.ToLower(filepath.Base(path))
	switch {
	case strings.HasSuffix(name, ".bpmn"), strings.HasSuffix(name, ".bpmn20.xml"):
		return Model
	case strings.HasSuffix(name, ".dmn"), strings.HasSuffix(name, ".dmn11.xml"):
		return Decision
	}
	return 0
}

// finder holds the state of one [Find].
type finder struct {
	ctx      context.Context
	o        Options
	files    []File
	at       map[string]int // index into files by absolute path
	links    bool           // some file is a symbolic link
	problems []Problem
	roots    *Workspace
}

func (f *finder) argument(arg string) {
	if arg == "-" {
		f.stdin()
		return
	}
	abs := f.abs(arg)
	info, err := os.Stat(abs)
	switch {
	case err == nil && info.IsDir():
		f.folder(arg, abs)
	case err == nil:
		f.add(File{Path: f.display(arg, abs), Abs: abs, Kind: cmp.Or(KindOf(abs), Model), Named: true}, isLink(abs))
	case !absent(err):
		f.problem(Problem{Kind: Unreadable, Path: arg, Err: err})
	case strings.ContainsAny(arg, `*?[{`):
		f.pattern(arg)
	case isLink(abs):
		f.problem(Problem{Kind: Unreadable, Path: arg, Err: errDangling})
	default:
		f.problem(Problem{Kind: Missing, Path: arg})
	}
}

// errDangling is the cause of Unreadable for a link whose target is not there.
var errDangling = errors.New("symbolic link to a file that is not there")

// absent reports whether a path is not there, also because what should be a
// folder above it is a file, or because no file can have such a name.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || notFolder(err) || errors.Is(err, fs.ErrInvalid)
}

func (f *finder) stdin() {
	file := File{Path: "<stdin>", Kind: Model, Named: true, Stdin: true}
	if name := f.o.StdinFilename; name != "" {
		file.Abs = f.abs(name)
		file.Path = f.display(name, file.Abs)
		file.Kind = cmp.Or(KindOf(name), Model)
	}
	f.add(file, false)
}

func (f *finder) folder(arg, abs string) {
	before := len(f.problems)
	s := f.search(arg, abs)
	s.visit = func(e entry) bool {
		if !e.dir {
			s.matched += f.found(s, e, KindOf(e.path))
		}
		return true
	}
	s.run()
	// A folder that cannot be read may well have models.
	if s.matched == 0 && len(f.problems) == before {
		f.problem(Problem{Kind: NoModels, Path: arg, PassedOver: s.passedOver})
	}
}

// found adds a file of a search and returns 1, or 0 for a file of no kind.
func (f *finder) found(s *search, e entry, kind Kind) int {
	if kind == 0 {
		return 0
	}
	if e.link {
		switch info, err := os.Stat(e.path); {
		case err != nil:
			f.problem(Problem{Kind: Unreadable, Path: s.display(e), Err: errDangling})
			return 1
		case !info.Mode().IsRegular():
			return 0
		}
	}
	f.add(File{Path: s.display(e), Abs: e.path, Kind: kind}, e.link)
	return 1
}

func (f *finder) add(file File, link bool) {
	key := file.Abs
	if file.Stdin {
		key = "-"
	}
	if i, ok := f.at[key]; ok {
		f.files[i].Named = f.files[i].Named || file.Named
		return
	}
	f.links = f.links || link
	f.at[key] = len(f.files)
	f.files = append(f.files, file)
}

func (f *finder) problem(p Problem) {
	p.Path = filepath.ToSlash(p.Path)
	for _, q := range f.problems {
		if q.Kind == p.Kind && q.Path == p.Path {
			return
		}
	}
	f.problems = append(f.problems, p)
}

// withoutAliases returns the files without those that are symbolic links to
// another one of them, or to a file that an earlier link leads to.
func (f *finder) withoutAliases() []File {
	if !f.links {
		return f.files
	}
	folders := map[string]string{}
	target := func(path string) string {
		if isLink(path) {
			if t, err := filepath.EvalSymlinks(path); err == nil {
				return t
			}
			return path
		}
		dir := filepath.Dir(path)
		folder, ok := folders[dir]
		if !ok {
			folder = dir
			if t, err := filepath.EvalSymlinks(dir); err == nil {
				folder = t
			}
			folders[dir] = folder
		}
		return filepath.Join(folder, filepath.Base(path))
	}
	files := slices.Clone(f.files)
	// A file comes before the links to it, so that it is the one that is kept.
	slices.SortStableFunc(files, func(a, b File) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Path, b.Path))
	})
	kept, seen := files[:0], map[string]int{}
	for _, file := range files {
		if file.Stdin {
			kept = append(kept, file)
			continue
		}
		key := target(file.Abs)
		if i, ok := seen[key]; ok {
			kept[i].Named = kept[i].Named || file.Named
			continue
		}
		seen[key] = len(kept)
		kept = append(kept, file)
	}
	return kept
}

func rank(f File) int {
	if !f.Stdin && isLink(f.Abs) {
		return 1
	}
	return 0
}

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

func (f *finder) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(f.o.Dir, path)
}

// display returns the name for people of a path that was given as arg.
func (f *finder) display(arg, abs string) string { return Display(f.o.Dir, arg, abs) }

// Display returns the name for people of the absolute path abs, with slashes:
// relative to dir if it lies in it, else arg, which is the path as the user
// gave it.
func Display(dir, arg, abs string) string {
	if rel, ok := within(dir, abs); ok {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(filepath.Clean(arg))
}

// within returns the path relative to dir if it is dir or lies in it. Both are
// absolute and clean.
func within(dir, path string) (string, bool) {
	if path == dir {
		return ".", true
	}
	if !strings.HasSuffix(dir, string(filepath.Separator)) {
		dir += string(filepath.Separator)
	}
	return strings.CutPrefix(path, dir)
}
