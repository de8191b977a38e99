package rewrite_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/rewrite"
)

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, text string, mode os.FileMode) string {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		t.Fatal(err)
	}
	return name
}

// alone checks that nothing but the named files is left in a folder.
func alone(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(names) {
		t.Errorf("the folder has %v, want %v", entries, names)
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := write(t, filepath.Join(dir, "a.bpmn"), "old", 0o640)
	if err := rewrite.File(name, []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if got := content(t, name); got != "new" {
		t.Errorf("the file has %q", got)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v, %v", info.Mode(), err)
	}
	alone(t, dir, "a.bpmn")
}

// TestLeftAlone checks that a file which must not be written stays as it is.
func TestLeftAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "a.bpmn"), "other", 0o644)
	readOnly := write(t, filepath.Join(dir, "b.bpmn"), "old", 0o444)
	link := filepath.Join(dir, "c.bpmn")
	if err := os.Symlink("a.bpmn", link); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]error{
		file: rewrite.ErrChanged, readOnly: rewrite.ErrReadOnly, link: rewrite.ErrLink, dir: rewrite.ErrKind,
		filepath.Join(dir, "nothing.bpmn"): os.ErrNotExist,
	} {
		if err := rewrite.File(name, []byte("old"), []byte("new")); !errors.Is(err, want) {
			t.Errorf("%s: the error is %v, want %v", filepath.Base(name), err, want)
		}
	}
	if content(t, file) != "other" || content(t, readOnly) != "old" {
		t.Error("a file was written")
	}
	alone(t, dir, "a.bpmn", "b.bpmn", "c.bpmn")
}
