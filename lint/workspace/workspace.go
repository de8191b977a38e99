package workspace

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/bmatcuk/doublestar/v4"
)

// Glob is a pattern of package doublestar, with slashes, relative to a folder.
type Glob struct {
	Dir     string // absolute
	Pattern string
}

// Match reports whether the pattern matches an absolute path or a folder above
// it. A pattern without a slash matches a name at any depth, as in .gitignore.
func (g Glob) Match(file string) bool {
	_, ok := g.prefix(file)
	return ok
}

// prefix returns the shortest path, relative to the pattern's folder, that is
// the file or a folder above it and that the pattern matches.
func (g Glob) prefix(file string) (string, bool) {
	rel, ok := within(g.Dir, file)
	if !ok || rel == "." {
		return "", false
	}
	rel = filepath.ToSlash(rel)
	pattern := strings.TrimPrefix(strings.TrimSuffix(g.Pattern, "/"), "./")
	if !strings.Contains(pattern, "/") {
		pattern = "**/" + pattern
	}
	pattern = strings.TrimPrefix(pattern, "/")
	for end := 0; end < len(rel); {
		next := strings.IndexByte(rel[end+1:], '/')
		if next < 0 {
			end = len(rel)
		} else {
			end += 1 + next
		}
		if doublestar.MatchUnvalidated(pattern, rel[:end]) {
			return rel[:end], true
		}
	}
	return "", false
}

// Places tells a [Workspace] where it is.
type Places struct {
	// Dir is the working directory, absolute.
	Dir string
	// Root is the repository's root, absolute; where it is empty it is found
	// for each path.
	Root string
	// Named are the absolute paths of folders that arguments name. A model in
	// one of them that lies neither in a repository nor in the working
	// directory has that folder as its root.
	Named []string
}

// Workspace answers what lies around a model. Look-ups are kept per folder.
// Its methods may be called concurrently.
type Workspace struct {
	places  Places
	mu      sync.Mutex
	folders map[string]*folder
	roots   map[string]string
}

// New returns a workspace.
func New(p Places) *Workspace {
	return &Workspace{places: p, folders: map[string]*folder{}, roots: map[string]string{}}
}

// Dir returns the working directory.
func (w *Workspace) Dir() string { return w.places.Dir }

// Root returns the root of the repository of a folder, both absolute: the
// nearest folder with .git on the way up. Where there is none it is the
// working directory if the folder lies in it, else the outermost folder named
// by an argument that it lies in, else the folder itself.
func (w *Workspace) Root(dir string) string {
	if w.places.Root != "" {
		return w.places.Root
	}
	w.mu.Lock()
	root := w.repository(dir)
	w.mu.Unlock()
	if root != "" {
		return root
	}
	if _, ok := within(w.places.Dir, dir); ok {
		return w.places.Dir
	}
	root = dir
	for _, named := range w.places.Named {
		if _, ok := within(named, dir); ok && len(named) < len(root) {
			root = named
		}
	}
	return root
}

// repository returns the nearest folder with .git, empty for none. The caller
// holds the lock.
func (w *Workspace) repository(dir string) string {
	if root, ok := w.roots[dir]; ok {
		return root
	}
	root := ""
	if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
		root = dir
	} else if parent := filepath.Dir(dir); parent != dir {
		root = w.repository(parent)
	}
	w.roots[dir] = root
	return root
}

// Unit returns the key of the deployment unit of a model, given by its
// absolute path. Files with equal keys are deployed together.
//
// The first pattern of deployments that matches decides: if it matches a
// folder, the unit is that folder, if it matches files, all of them. Otherwise
// the unit is the nearest folder with a build file or META-INF/processes.xml;
// below a build file's folder, src/main and src/test are units of their own.
// Where there is none, it is the repository.
//
// A key is a path relative to the root with slashes, "." for the root itself;
// for a pattern of files it is the pattern.
func (w *Workspace) Unit(file string, deployments []Glob) string {
	dir := filepath.Dir(file)
	root := w.Root(dir)
	for _, g := range deployments {
		if prefix, ok := g.prefix(file); ok {
			base := relative(root, g.Dir)
			if path.Join(filepath.ToSlash(g.Dir), prefix) == filepath.ToSlash(file) {
				prefix = g.Pattern
			}
			return path.Join(base, prefix)
		}
	}
	f := w.folder(root, dir)
	for ; f.above != nil && !f.isBuild && !f.isArchive; f = f.above {
	}
	unit := relative(root, f.dir)
	if f.isArchive {
		return unit
	}
	rel, _ := within(f.dir, dir)
	parts := strings.SplitN(filepath.ToSlash(rel), "/", 3)
	if len(parts) >= 2 && parts[0] == "src" {
		return path.Join(unit, "src", parts[1])
	}
	return unit
}

// relative returns the path of dir relative to root with slashes, or dir if it
// does not lie in it.
func relative(root, dir string) string {
	if rel, ok := within(root, dir); ok {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(dir)
}

// folder is what is known of one folder.
type folder struct {
	dir       string
	above     *folder // nil for the root
	isBuild   bool    // has a build file
	isArchive bool    // has META-INF/processes.xml

	once sync.Once
	// engine is what the build files of this folder and those above say.
	engine builtFor
	// variables are names that the folder's build files give to versions.
	variables map[string]string
	// mentions are the engine's libraries that the folder's build files name.
	mentions []mention
}

// folder returns what is known of a folder that lies in root.
func (w *Workspace) folder(root, dir string) *folder {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lockedFolder(root, dir)
}

func (w *Workspace) lockedFolder(root, dir string) *folder {
	// Where roots are found they depend on the folder alone.
	if f, ok := w.folders[dir]; ok {
		return f
	}
	f := &folder{dir: dir}
	if _, ok := within(root, dir); ok && dir != root {
		f.above = w.lockedFolder(root, filepath.Dir(dir))
	}
	for _, name := range buildFiles() {
		f.isBuild = f.isBuild || exists(filepath.Join(dir, name))
	}
	f.isArchive = exists(filepath.Join(dir, "META-INF", "processes.xml"))
	w.folders[dir] = f
	return f
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func buildFiles() []string { return []string{"pom.xml", "build.gradle", "build.gradle.kts"} }
