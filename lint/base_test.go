package lint_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// repository is a folder of models in memory, now and before.
type repository struct {
	dir         string
	now, before map[string][]byte // by path relative to dir
}

func (r *repository) files(names map[string][]byte) []workspace.File {
	var files []workspace.File
	for _, name := range slices.Sorted(maps.Keys(names)) {
		files = append(files, workspace.File{Path: name, Abs: filepath.Join(r.dir, name), Kind: workspace.Model})
	}
	return files
}

func (r *repository) base(only bool) *lint.Base {
	b := &lint.Base{Changed: map[string]bool{}, Only: only}
	for name, data := range r.now {
		if was, ok := r.before[name]; !ok || string(was) != string(data) {
			b.Changed[filepath.Join(r.dir, name)] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.before)) {
		if _, ok := r.now[name]; !ok {
			b.Gone = append(b.Gone, filepath.Join(r.dir, name))
		}
	}
	b.Read = func(_ context.Context, path string, _ int64) ([]byte, error) {
		name, err := filepath.Rel(r.dir, path)
		if err != nil {
			return nil, err
		}
		if data, ok := r.before[name]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}
	return b
}

// run lints files of the repository with all rules, the others as context.
func (r *repository) run(t *testing.T, files []workspace.File, base *lint.Base) *lint.Result {
	t.Helper()
	ws := workspace.New(workspace.Places{Dir: r.dir, Root: r.dir})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(builtin(t)), Workspace: ws, None: true, Preset: "all"})
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), files, lint.Options{
		Rules: builtin(t), Config: loader, Workspace: ws, Base: base,
		Read: func(f workspace.File, _ int64) ([]byte, error) {
			name, err := filepath.Rel(r.dir, f.Abs)
			data, ok := r.now[name]
			if err != nil || !ok {
				return nil, fs.ErrNotExist
			}
			return data, nil
		},
		Context: func(context.Context) []workspace.File {
			return slices.DeleteFunc(r.files(r.now), func(f workspace.File) bool {
				return slices.ContainsFunc(files, func(x workspace.File) bool { return x.Path == f.Path })
			})
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// lines lists findings.
func lines(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%s:%d: %s [%s]", d.File, d.Range.Start.Line, d.Message, d.Rule))
	}
	slices.Sort(out)
	return out
}

// realRepository returns models of the shared corpus, or our own.
func realRepository(t *testing.T, folder string, nth int) *repository {
	t.Helper()
	root := filepath.Join(cmp.Or(os.Getenv("BPMNLINT_SHARED"), filepath.Join("..", "..", "shared")), "corpus", folder)
	if _, err := os.Stat(root); err != nil {
		t.Logf("NOT CHECKED with real models: no %s: set BPMNLINT_SHARED", root)
		root, nth = "..", 1
	}
	all := map[string][]byte{}
	readModels(t, root, nth, all)
	r := &repository{dir: t.TempDir(), before: map[string][]byte{}}
	for path, data := range all {
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		r.before[name] = data
	}
	r.now = maps.Clone(r.before)
	return r
}

// The names by which models refer to each other.
var (
	called   = regexp.MustCompile(`calledElement="([^"]*)"`)
	key      = regexp.MustCompile(`<((?:\w+:)?process)( [^>]*?)?id="([^"]*)"`)
	ttl      = regexp.MustCompile(`historyTimeToLive="([^"]*)"`)
	topic    = regexp.MustCompile(`camunda:topic="([^"]*)"`)
	eventual = regexp.MustCompile(`<((?:\w+:)?(?:message|signal))( [^>]*?)?name="([^"]*)"`)
)

// edit changes one thing in a model that other models may see.
func edit(random *rand.Rand, data string, names []string) string {
	name := names[random.IntN(len(names))]
	switch random.IntN(6) {
	case 0:
		return called.ReplaceAllString(data, `calledElement="`+name+`"`)
	case 1:
		return key.ReplaceAllString(data, `<$1${2}id="`+name+`"`)
	case 2:
		return ttl.ReplaceAllString(data, `historyTimeToLive="P77D"`)
	case 3:
		return topic.ReplaceAllString(data, `camunda:topic="${1}s"`)
	case 4:
		return eventual.ReplaceAllString(data, `<$1${2}name="`+name+`"`)
	}
	return strings.Replace(data, ` name="`, ` name="x`, 1)
}

// change edits, removes and adds some of the files.
func (r *repository) change(random *rand.Rand) {
	all := slices.Sorted(maps.Keys(r.before))
	var names []string
	for _, f := range all {
		for _, re := range []*regexp.Regexp{called, topic, eventual, key} {
			for _, m := range re.FindAllStringSubmatch(string(r.before[f]), -1) {
				if name := m[len(m)-1]; !strings.Contains(name, "$") {
					names = append(names, name)
				}
			}
		}
	}
	r.now = maps.Clone(r.before)
	for range 1 + random.IntN(5) {
		name := all[random.IntN(len(all))]
		switch random.IntN(5) {
		case 0:
			delete(r.now, name)
		case 1:
			r.now["added/"+filepath.Base(name)] = r.before[name]
		default:
			r.now[name] = []byte(edit(random, string(r.before[name]), names))
		}
	}
}

// Looking only at what changed finds the same as looking at everything.
func TestOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"hocs-workflow", "camunda-consulting"} {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			r := realRepository(t, folder, 3)
			found := 0
			for seed := range uint64(25) {
				r.change(rand.New(rand.NewPCG(seed, 7)))
				all := lines(r.run(t, r.files(r.now), r.base(false)).Diagnostics)
				only := lines(r.run(t, r.files(r.now), r.base(true)).Diagnostics)
				if !slices.Equal(all, only) {
					t.Errorf("seed %d: only with all files: %q; only without: %q", seed, without(all, only), without(only, all))
				}
				found += len(all)
			}
			if found == 0 {
				t.Error("no change had a finding")
			}
		})
	}
}

// What is found in some files does not depend on how many others were parsed
// for it. Of what is found by comparing all names, only a run over all files
// tells: a topic alone does not make others be read.
func TestSomeFiles(t *testing.T) {
	t.Parallel()
	r := realRepository(t, "hocs-workflow", 1)
	files := r.files(r.now)
	random := rand.New(rand.NewPCG(3, 4))
	compared := func(d diag.Diagnostic) bool { return d.Rule == "topic-typo" || d.Rule == "duplicate-process-key" }
	all := slices.DeleteFunc(r.run(t, files, nil).Diagnostics, compared)
	for range 20 {
		i := random.IntN(len(files))
		some := files[i:min(i+1+random.IntN(4), len(files))]
		want := lines(slices.DeleteFunc(slices.Clone(all), func(d diag.Diagnostic) bool {
			return !slices.ContainsFunc(some, func(f workspace.File) bool { return f.Path == d.File })
		}))
		if got := lines(slices.DeleteFunc(r.run(t, some, nil).Diagnostics, compared)); !slices.Equal(want, got) {
			t.Errorf("%s…: only among all: %q; only alone: %q", some[0].Path, without(want, got), without(got, want))
		}
	}
}

// without returns the lines of a that b lacks.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

// A base that cannot be read is an error, not a clean result.
func TestBaseThatCannotBeRead(t *testing.T) {
	t.Parallel()
	r := realRepository(t, "hocs-workflow", 50)
	for name := range r.now {
		r.now[name] = append(slices.Clone(r.now[name]), '\n')
	}
	base := r.base(false)
	broken := errors.New("the disk is gone")
	base.Read = func(context.Context, string, int64) ([]byte, error) { return nil, broken }
	ws := workspace.New(workspace.Places{Dir: r.dir, Root: r.dir})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(builtin(t)), Workspace: ws, None: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = lint.Run(context.Background(), r.files(r.now), lint.Options{Rules: builtin(t), Config: loader, Workspace: ws, Base: base})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
