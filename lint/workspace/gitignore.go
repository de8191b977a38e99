package workspace

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ignores are the patterns of one file, and those of the files that it
// overrides. A nil *ignores ignores nothing.
// Source: https://git-scm.com/docs/gitignore.
type ignores struct {
	above    *ignores
	dir      string // absolute with slashes; patterns are relative to it
	patterns []ignorePattern
}

// ignorePattern is a line of a .gitignore file.
type ignorePattern struct {
	segments []string
	negated  bool // the line begins with !
	dirOnly  bool // the line ends in /
	anchored bool // there is a / elsewhere: the whole path has to match
}

// ignoresAbove returns the patterns that hold for a folder, but not those of
// its own files: what [ignores.enter] begins with.
func ignoresAbove(root, dir string) *ignores {
	if dir == root {
		return nil
	}
	if _, ok := within(root, dir); !ok {
		return nil
	}
	parent := filepath.Dir(dir)
	above := ignoresAbove(root, parent)
	if parent == root {
		above = above.exclude(parent)
	}
	return above.gitignore(parent)
}

// enter returns the patterns that hold in a folder with these entries. A
// folder with .git is a repository of its own, which patterns from outside do
// not concern.
func (g *ignores) enter(dir string, entries []fs.DirEntry) *ignores {
	var git, ignore bool
	for _, d := range entries {
		git = git || d.Name() == ".git"
		ignore = ignore || d.Name() == ".gitignore"
	}
	if git {
		g = (*ignores)(nil).exclude(dir)
	}
	if ignore {
		g = g.gitignore(dir)
	}
	return g
}

func (g *ignores) gitignore(dir string) *ignores {
	return g.read(dir, filepath.Join(dir, ".gitignore"))
}

// exclude adds the patterns of the repository's info/exclude.
func (g *ignores) exclude(dir string) *ignores {
	return g.read(dir, filepath.Join(gitDir(dir), "info", "exclude"))
}

// gitDir returns the folder with git's own data: .git, or where the file .git
// of a worktree or submodule points to.
func gitDir(dir string) string {
	git := filepath.Join(dir, ".git")
	data, err := os.ReadFile(git)
	if err != nil {
		return git
	}
	line, _, _ := strings.Cut(string(data), "\n")
	target, ok := strings.CutPrefix(line, "gitdir: ")
	if !ok {
		return git
	}
	target = resolve(dir, strings.TrimRight(target, "\r"))
	if common, err := os.ReadFile(filepath.Join(target, "commondir")); err == nil {
		return resolve(target, strings.TrimSpace(string(common)))
	}
	return target
}

func resolve(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

func (g *ignores) read(dir, file string) *ignores {
	// git does not follow a link here either.
	if info, err := os.Lstat(file); err != nil || !info.Mode().IsRegular() {
		return g
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return g
	}
	patterns := parseIgnore(data)
	if len(patterns) == 0 {
		return g
	}
	return &ignores{above: g, dir: filepath.ToSlash(dir), patterns: patterns}
}

func parseIgnore(data []byte) []ignorePattern {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var patterns []ignorePattern
	for line := range strings.Lines(string(data)) {
		if p, ok := parseIgnoreLine(line); ok {
			patterns = append(patterns, p)
		}
	}
	return patterns
}

func parseIgnoreLine(line string) (p ignorePattern, ok bool) {
	if body, found := strings.CutSuffix(line, "\n"); found {
		line = strings.TrimSuffix(body, "\r")
	}
	if strings.HasPrefix(line, "#") {
		return p, false
	}
	line = trimSpaces(line)
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	p.segments = strings.Split(line, "/")
	for i, segment := range p.segments {
		if len(segment) > 2 && strings.Trim(segment, "*") == "" {
			p.segments[i] = "**" // more stars say no more
		}
	}
	return p, true
}

// trimSpaces removes spaces at the end that no backslash escapes.
func trimSpaces(s string) string {
	end := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
		case '\\':
			i++
			end = min(i+1, len(s))
		default:
			end = i + 1
		}
	}
	return s[:end]
}

// match reports whether an absolute path is ignored, provided that no folder
// above it is. The last pattern that matches decides, that of the nearest
// file first.
func (g *ignores) match(path string, dir bool) bool {
	if g == nil {
		return false
	}
	path = filepath.ToSlash(path)
	base := path[strings.LastIndexByte(path, '/')+1:]
	for ; g != nil; g = g.above {
		rel := strings.TrimPrefix(strings.TrimPrefix(path, g.dir), "/")
		for i := len(g.patterns) - 1; i >= 0; i-- {
			p := &g.patterns[i]
			if p.dirOnly && !dir {
				continue
			}
			if p.anchored && matchPath(p.segments, rel) || !p.anchored && matchSegment(p.segments[0], base) {
				return !p.negated
			}
		}
	}
	return false
}
