package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// side is a model of one of two sets of models, with what it is matched by.
type side struct {
	version *modelVersion
	// name is the path within the set.
	name string
}

// processes returns the processes of the model; what cannot be read has none.
func (s side) processes() []*bpmn.Process {
	if d := s.version.definitions(); d != nil {
		return d.Processes
	}
	return nil
}

// pairUp matches the models of two sets: those that share most processes, of
// several the one with the same path, and what is left by path. The result is
// in the order of the new set, what was removed behind.
func pairUp(olds, news []side) []versionPair {
	type candidate struct{ old, new, shared int }
	var candidates []candidate
	for _, set := range [][]side{olds, news} {
		inParallel(len(set), func(i int) { set[i].version.parse() })
	}
	byProcess := map[string][]int{}
	for i, o := range olds {
		for _, process := range o.processes() {
			byProcess[process.ID] = append(byProcess[process.ID], i)
		}
	}
	byName := map[string]int{}
	for i, o := range olds {
		byName[o.name] = i
	}
	for j, n := range news {
		shared := map[int]int{}
		for _, process := range n.processes() {
			for _, i := range byProcess[process.ID] {
				shared[i] += 2
			}
		}
		if i, ok := byName[n.name]; ok {
			shared[i]++
		}
		for i, k := range shared {
			candidates = append(candidates, candidate{i, j, k})
		}
	}
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.new, b.new), cmp.Compare(a.old, b.old))
	})
	partner, used := map[int]int{}, map[int]bool{}
	for _, c := range candidates {
		if _, taken := partner[c.new]; !taken && !used[c.old] {
			partner[c.new], used[c.old] = c.old, true
		}
	}
	var out []versionPair
	for j, n := range news {
		pair := versionPair{new: n.version}
		if i, ok := partner[j]; ok {
			pair.old = olds[i].version
		}
		out = append(out, pair)
	}
	for i, o := range olds {
		if !used[i] {
			out = append(out, versionPair{old: o.version})
		}
	}
	return out
}

// changedSince pairs the models that differ from a git revision with what they
// were. Arguments restrict it to files and folders, which may be gone. The
// function that it returns ends git.
func (p *program) changedSince(ctx context.Context, dir string, args []string, rev string) (pairs []versionPair, notices []string, code int, done func(), err error) {
	done = func() {}
	found, err := workspace.Find(ctx, args, workspace.Options{Dir: dir})
	if err != nil {
		return nil, nil, OK, done, err
	}
	models, _ := split(found.Files)
	for _, m := range models {
		if m.Stdin {
			return nil, nil, OK, done, usagef("--base: standard input has no earlier version")
		}
	}
	c, err := openBase(ctx, dir, models, comparison{base: optional{rev, true}})
	if err != nil {
		return nil, nil, OK, done, err
	}
	done = c.close
	read := p.reader()
	var olds, news []side
	old := func(abs, name string) {
		// Only one thing at a time can be asked of git.
		if data, err := c.changes.Read(ctx, abs, maxModelBytes); !errors.Is(err, fs.ErrNotExist) {
			olds = append(olds, side{&modelVersion{path: name, data: func() ([]byte, error) { return data, err }}, name})
		}
	}
	for _, m := range models {
		if _, changed := c.changes.Changed[m.Abs]; !changed {
			continue
		}
		old(m.Abs, m.Path)
		news = append(news, side{&modelVersion{path: m.Path, data: func() ([]byte, error) { return read(m, maxModelBytes) }}, m.Path})
	}
	for _, path := range slices.Sorted(maps.Keys(c.changes.Gone)) {
		if workspace.KindOf(path) == workspace.Model && workspace.Covers(dir, args, path) {
			old(path, filepath.ToSlash(workspace.Display(dir, dir, path)))
		}
	}
	if c.base.Notice != "" {
		notices = append(notices, c.base.Notice)
	}
	code = p.printProblems(c.withoutGone(dir, found.Problems))
	if len(olds)+len(news) == 0 && code == OK {
		notices = append(notices, fmt.Sprintf("no model differs from %s", c.base.Revision))
	}
	return pairUp(olds, news), notices, code, done, nil
}

// driverArguments reads what git passes to an external diff: path, old-file,
// old-hex, old-mode, new-file, new-hex, new-mode, and for renamed files the new
// path and a header.
func driverArguments(args []string) (versionPair, bool) {
	if len(args) != 7 && len(args) != 9 || os.Getenv("GIT_DIFF_PATH_TOTAL") == "" {
		return versionPair{}, false
	}
	version := func(path, file string) *modelVersion {
		if file == os.DevNull {
			return nil
		}
		return &modelVersion{path: path, data: func() ([]byte, error) { return readFile(file, maxModelBytes) }}
	}
	newPath := args[0]
	if len(args) == 9 {
		newPath = args[7]
	}
	return versionPair{version(args[0], args[1]), version(newPath, args[4])}, true
}

// driver answers git. It takes any exit code but 0 for a reason to stop, so
// what cannot be compared is only said.
func (p *program) driver(dir string, pair versionPair, outputs []diffOutput, f diffFlags) error {
	files, code := p.compareAll([]versionPair{pair}, f)
	if code != OK && len(files) == 0 {
		path := ""
		for _, v := range []*modelVersion{pair.old, pair.new} {
			if v != nil {
				path = v.path
			}
		}
		fmt.Fprintf(p.Out, "%s: the versions cannot be compared as models; git diff --no-ext-diff shows their text\n", path)
		return nil
	}
	return p.writeChanges(dir, outputs, files)
}
