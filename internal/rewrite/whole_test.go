package rewrite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/rewrite"
)

func TestWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "a.json")
	for _, text := range []string{"first", "second"} {
		if err := rewrite.Whole(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := content(t, name); got != text {
			t.Errorf("the file has %q", got)
		}
	}
	if err := rewrite.Whole(filepath.Join(dir, "missing", "a.json"), nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// TestWholeKeepsLinks writes through a symbolic link instead of replacing it.
func TestWholeKeepsLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "a.json"), filepath.Join(dir, "link.json")
	if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	if err := rewrite.Whole(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if got := content(t, target); got != "new" {
		t.Errorf("the file has %q", got)
	}
}
