package revision_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/revision"
)

// repository is a git repository in a folder of its own.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T, files map[string]string) *repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: there is no git command")
	}
	r := &repository{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	for name, content := range files {
		r.write(name, content)
	}
	r.git("add", "-f", ".")
	r.git("commit", "-q", "--allow-empty", "-m", "base")
	return r
}

func (r *repository) git(args ...string) {
	r.t.Helper()
	c := exec.Command("git", append([]string{"-C", r.dir, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	if out, err := c.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (r *repository) write(name, content string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

func (r *repository) remove(name string) {
	r.t.Helper()
	if err := os.Remove(filepath.Join(r.dir, name)); err != nil {
		r.t.Fatal(err)
	}
}

// changes compares with main, seen from a folder.
func (r *repository) changes(dir string) *revision.Changes {
	r.t.Helper()
	ctx := context.Background()
	repo, err := revision.Open(ctx, dir)
	if err != nil {
		r.t.Fatal(err)
	}
	base, err := repo.Base(ctx, "main", "")
	if err != nil {
		r.t.Fatal(err)
	}
	c, err := base.Changes(ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		if err := c.Close(); err != nil {
			r.t.Error(err)
		}
	})
	return c
}

// relative returns paths relative to the repository.
func (r *repository) relative(paths map[string]string) map[string]string {
	out := map[string]string{}
	for path, old := range paths {
		name, err := filepath.Rel(r.dir, path)
		if err != nil {
			r.t.Fatal(err)
		}
		out[name] = old
	}
	return out
}

func lines(n int, word string) string { return strings.Repeat("<"+word+">\n", n) }

// Names that a shell, an option parser or a line-based protocol would choke on.
const (
	newline = "a\nb.bpmn"
	dash    = "--output=x.bpmn"
	quoted  = `q"ü $(touch x).bpmn`
)

func TestChanges(t *testing.T) {
	t.Parallel()
	r := newRepository(t, map[string]string{
		newline: "1", dash: "2", quoted: "3", "same.bpmn": "4", "gone.bpmn": "5",
		"moved.bpmn": lines(9, "m"), "told.bpmn": lines(9, "t"), "untracked.bpmn": "6",
		".gitignore": "ignored/\n",
	})
	for _, name := range []string{newline, dash, quoted} {
		r.write(name, "changed")
	}
	r.remove("gone.bpmn")
	r.remove("moved.bpmn")
	r.write("sub/moved.bpmn", lines(9, "m")+"<more>")
	r.git("mv", "told.bpmn", "renamed.bpmn")
	r.git("rm", "-q", "--cached", "untracked.bpmn")
	r.write("new.bpmn", "7")
	r.write("ignored/named.bpmn", "8")
	c := r.changes(r.dir)
	c.Add(filepath.Join(r.dir, "ignored", "named.bpmn"))
	c.Add(filepath.Join(r.dir, "same.bpmn"))
	want := map[string]string{
		newline: newline, dash: dash, quoted: quoted, "new.bpmn": "", "renamed.bpmn": "told.bpmn",
		"sub/moved.bpmn": "moved.bpmn", "untracked.bpmn": "untracked.bpmn", "ignored/named.bpmn": "",
	}
	if d := cmp.Diff(want, r.relative(c.Changed)); d != "" {
		t.Errorf("changed (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]string{"gone.bpmn": "gone.bpmn"}, r.relative(c.Gone)); d != "" {
		t.Errorf("gone (-want +got):\n%s", d)
	}
	for name, want := range map[string]string{
		newline: "1", dash: "2", quoted: "3", "gone.bpmn": "5", "renamed.bpmn": lines(9, "t"),
		"sub/moved.bpmn": lines(9, "m"), "same.bpmn": "4", "untracked.bpmn": "6",
	} {
		data, err := c.Read(context.Background(), filepath.Join(r.dir, name), 1<<20)
		if err != nil || string(data) != want {
			t.Errorf("%q was %q (%v), want %q", name, data, err, want)
		}
	}
	for _, name := range []string{"new.bpmn", "ignored/named.bpmn", "nowhere.bpmn", "../outside.bpmn"} {
		if _, err := c.Read(context.Background(), filepath.Join(r.dir, name), 1<<20); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
	// A limit cuts, and does not upset what is read next.
	if data, err := c.Read(context.Background(), filepath.Join(r.dir, "renamed.bpmn"), 5); err != nil || len(data) != 6 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if data, err := c.Read(context.Background(), filepath.Join(r.dir, quoted), 5); err != nil || string(data) != "3" {
		t.Errorf("%q, %v", data, err)
	}
}

// Paths come back below the name by which the caller knows the folder.
func TestLinkedFolder(t *testing.T) {
	t.Parallel()
	r := newRepository(t, map[string]string{"sub/a.bpmn": "1"})
	r.write("sub/a.bpmn", "2")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(r.dir, link); err != nil {
		t.Skip(err)
	}
	for _, dir := range []string{link, filepath.Join(link, "sub")} {
		c := r.changes(dir)
		if _, ok := c.Changed[filepath.Join(link, "sub", "a.bpmn")]; !ok {
			t.Errorf("from %s: %v", dir, c.Changed)
		}
	}
}

// What a repository configures does not run.
func TestNothingRuns(t *testing.T) {
	t.Parallel()
	r := newRepository(t, map[string]string{"a.bpmn": "1", ".gitattributes": "*.bpmn diff=evil\n"})
	touched := filepath.Join(t.TempDir(), "touched")
	for _, key := range []string{"core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv"} {
		r.git("config", key, "touch "+touched+"; true")
	}
	r.write("a.bpmn", "2")
	r.changes(r.dir)
	if _, err := os.Stat(touched); err == nil {
		t.Error("a command of the repository's configuration ran")
	}
}
