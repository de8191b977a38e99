package workspace_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/google/go-cmp/cmp"
)

// tree makes a folder with the given files; names that end in / are folders,
// "a -> b" is a symbolic link a to b, "a: text" a file with content.
func tree(t testing.TB, files ...string) string {
	t.Helper()
	// The path without links, as a shell's working directory.
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name, content, _ := strings.Cut(f, ": ")
		link, target, isLink := strings.Cut(name, " -> ")
		path := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		switch {
		case isLink:
			err = os.Symlink(target, path)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(path, 0o755)
		default:
			err = os.WriteFile(path, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// find returns what was found, one line each: the path, then marks.
func find(t *testing.T, o workspace.Options, args ...string) []string {
	t.Helper()
	found, err := workspace.Find(t.Context(), args, o)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range found.Files {
		line := f.Path
		if f.Kind == workspace.Decision {
			line += " (decision)"
		}
		if f.Named {
			line += " (named)"
		}
		if f.Stdin {
			line += " (stdin)"
		}
		lines = append(lines, line)
	}
	for _, p := range found.Problems {
		lines = append(lines, "! "+p.Error())
	}
	return lines
}

func TestFind(t *testing.T) {
	t.Parallel()
	files := []string{
		".git/HEAD",
		".gitignore: *.tmp.bpmn\n/generated/\n",
		"a.bpmn", "B.BPMN", "c.bpmn20.xml", "d.xml", "e.dmn", "f.dmn11.xml", "g.tmp.bpmn", "README.md",
		"generated/h.bpmn",
		"svc/orders.bpmn", "svc/bin/i.bpmn", "svc/build/j.bpmn", "svc/target/classes/k.bpmn",
		"svc/node_modules/l.bpmn", "svc/.idea/m.bpmn", "svc/.n.bpmn",
		"docs/guide.md", "only/x.dmn", "hidden/target/o.bpmn",
		"odd[1].bpmn", "Rechnung prüfen.bpmn",
	}
	tests := []struct {
		name     string
		args     []string
		noIgnore bool
		want     []string
	}{
		{name: "working directory", want: []string{
			"B.BPMN", "Rechnung prüfen.bpmn", "a.bpmn", "c.bpmn20.xml", "e.dmn (decision)", "f.dmn11.xml (decision)",
			"odd[1].bpmn", "only/x.dmn (decision)", "svc/.n.bpmn", "svc/orders.bpmn",
		}},
		{name: "folder", args: []string{"./svc/"}, want: []string{"svc/.n.bpmn", "svc/orders.bpmn"}},
		{name: "folder with --no-ignore", args: []string{"svc", "generated"}, noIgnore: true, want: []string{
			"generated/h.bpmn", "svc/.idea/m.bpmn", "svc/.n.bpmn", "svc/bin/i.bpmn", "svc/build/j.bpmn",
			"svc/node_modules/l.bpmn", "svc/orders.bpmn", "svc/target/classes/k.bpmn",
		}},
		{name: "a named folder is searched whatever its name", args: []string{"svc/target", "generated", "svc/.idea"},
			want: []string{"generated/h.bpmn", "svc/.idea/m.bpmn", "svc/target/classes/k.bpmn"}},
		{name: "a named file is taken whatever its extension", args: []string{"d.xml", "g.tmp.bpmn", "e.dmn"},
			want: []string{"d.xml (named)", "e.dmn (decision) (named)", "g.tmp.bpmn (named)"}},
		{name: "twice the same", args: []string{"svc", "svc/orders.bpmn", "./svc/../svc/orders.bpmn", "svc/*.bpmn"},
			want: []string{"svc/.n.bpmn", "svc/orders.bpmn (named)"}},
		{name: "pattern", args: []string{"**/*.bpmn"}, want: []string{
			"Rechnung prüfen.bpmn", "a.bpmn", "odd[1].bpmn", "svc/.n.bpmn", "svc/orders.bpmn"}},
		{name: "pattern with an extension that is no model's", args: []string{"*.xml"}, want: []string{
			"c.bpmn20.xml", "d.xml", "f.dmn11.xml (decision)"}},
		{name: "pattern without extension takes models", args: []string{"svc/*"}, want: []string{"svc/.n.bpmn", "svc/orders.bpmn"}},
		{name: "pattern of folders", args: []string{"s*"}, want: []string{"svc/.n.bpmn", "svc/orders.bpmn"}},
		{name: "pattern that names a folder", args: []string{"**/target/**/*.bpmn"}, want: []string{
			"hidden/target/o.bpmn", "svc/target/classes/k.bpmn"}},
		{name: "pattern with alternatives", args: []string{"{svc/orders,a}.bpmn"}, want: []string{"a.bpmn", "svc/orders.bpmn"}},
		{name: "a file whose name looks like a pattern", args: []string{"odd[1].bpmn"}, want: []string{"odd[1].bpmn (named)"}},
		{name: "only decisions", args: []string{"only"}, want: []string{"only/x.dmn (decision)"}},
		{name: "faults", args: []string{"nope.bpmn", "docs", "x/*.bpmn", "*.foo", "a[.bpmn", "a.bpmn/b", "hidden", "a.bpmn"}, want: []string{
			"a.bpmn (named)",
			"! nope.bpmn: no such file or folder",
			"! docs: no BPMN model or DMN decision in this folder",
			"! x/*.bpmn: no model matches the pattern",
			"! *.foo: no model matches the pattern (passed over: 2; --no-ignore searches ignored files and build folders too)",
			"! a[.bpmn: not a well-formed pattern",
			"! a.bpmn/b: no such file or folder",
			"! hidden: no BPMN model or DMN decision in this folder (passed over: 1; --no-ignore searches ignored files and build folders too)",
		}},
	}
	dir := tree(t, files...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := find(t, workspace.Options{Dir: dir, NoIgnore: tt.noIgnore}, tt.args...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindStdin(t *testing.T) {
	t.Parallel()
	dir := tree(t, "a.bpmn")
	got := find(t, workspace.Options{Dir: dir}, "-", "-")
	if diff := cmp.Diff([]string{"<stdin> (named) (stdin)"}, got); diff != "" {
		t.Error(diff)
	}
	// The name is that of a file on disk: both are wanted.
	found, err := workspace.Find(t.Context(), []string{"-", "a.bpmn"}, workspace.Options{Dir: dir, StdinFilename: "./a.bpmn"})
	if err != nil {
		t.Fatal(err)
	}
	abs := filepath.Join(dir, "a.bpmn")
	want := []workspace.File{
		{Path: "a.bpmn", Abs: abs, Kind: workspace.Model, Named: true, Stdin: true},
		{Path: "a.bpmn", Abs: abs, Kind: workspace.Model, Named: true},
	}
	if diff := cmp.Diff(want, found.Files); diff != "" {
		t.Error(diff)
	}
}

func TestFindLinks(t *testing.T) {
	t.Parallel()
	dir := tree(t, "a/x.bpmn", "a/loop -> ..", "a/link.bpmn -> x.bpmn", "b/out.bpmn -> ../c.xml", "c.xml", "b/broken.bpmn -> nowhere",
		"self.bpmn -> self.bpmn", "dir -> a")
	tests := []struct {
		args []string
		want []string
	}{
		{[]string{"a"}, []string{"a/x.bpmn"}},
		{[]string{"dir"}, []string{"dir/x.bpmn"}},
		{[]string{"a/loop"}, []string{"a/loop/a/x.bpmn", "a/loop/b/out.bpmn",
			"! a/loop/b/broken.bpmn: symbolic link to a file that is not there",
			"! a/loop/self.bpmn: symbolic link to a file that is not there"}},
		{[]string{"b"}, []string{"b/out.bpmn", "! b/broken.bpmn: symbolic link to a file that is not there"}},
		{[]string{"a/link.bpmn", "a"}, []string{"a/x.bpmn (named)"}},
		{[]string{"b/broken.bpmn"}, []string{"! b/broken.bpmn: symbolic link to a file that is not there"}},
		{[]string{"self.bpmn"}, []string{"! self.bpmn: too many levels of symbolic links"}},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, find(t, workspace.Options{Dir: dir}, tt.args...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFindOutsideOfTheWorkingDirectory(t *testing.T) {
	t.Parallel()
	dir := tree(t, "here/", "there/a.bpmn")
	here := filepath.Join(dir, "here")
	if diff := cmp.Diff([]string{"../there/a.bpmn"}, find(t, workspace.Options{Dir: here}, "../there")); diff != "" {
		t.Error(diff)
	}
	abs := filepath.ToSlash(filepath.Join(dir, "there"))
	if diff := cmp.Diff([]string{abs + "/a.bpmn"}, find(t, workspace.Options{Dir: here}, abs)); diff != "" {
		t.Error(diff)
	}
}

func TestFindUnreadableFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("the superuser can read every folder")
	}
	dir := tree(t, "a.bpmn", "locked/b.bpmn")
	if err := os.Chmod(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	found, err := workspace.Find(t.Context(), nil, workspace.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Files) != 1 || len(found.Problems) != 1 || found.Problems[0].Kind != workspace.Unreadable ||
		!errors.Is(found.Problems[0], os.ErrPermission) {
		t.Errorf("got %+v", found)
	}
}

func BenchmarkFind(b *testing.B) {
	dir := tree(b, ".git/HEAD", ".gitignore: *.log\n/out/\n**/tmp/*.bpmn\n!keep.bpmn\n")
	for i := range 4000 {
		path := filepath.Join(dir, fmt.Sprintf("svc%02d/src/main/resources/p%d", i%40, i%8), fmt.Sprintf("m%d.bpmn", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		found, err := workspace.Find(b.Context(), nil, workspace.Options{Dir: dir})
		if err != nil || len(found.Files) != 4000 {
			b.Fatal(len(found.Files), err)
		}
	}
}
