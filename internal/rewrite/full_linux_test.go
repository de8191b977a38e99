package rewrite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/rewrite"
)

// TestFullDisk replaces a file where there is no room for the new content.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	name := write(t, filepath.Join(dir, "a.bpmn"), "old", 0o644)
	if err := rewrite.File(name, []byte("old"), bytes.Repeat([]byte("new "), 1<<16)); err == nil {
		t.Error("no error on a full disk")
	}
	if got := content(t, name); got != "old" {
		t.Errorf("the file has %q", got)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
