package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// TestResources finds files by name, where models would be searched for.
func TestResources(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, name := range []string{"a.form", "src/b.form", "src/c.html", "target/d.form", "node_modules/x/e.form", "ignored/f.form"} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, ".gitignore"), []byte("ignored/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, file := range workspace.Resources(context.Background(), root, func(name string) bool { return strings.HasSuffix(name, ".form") }) {
		rel, err := filepath.Rel(root, file)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(rel))
	}
	if d := cmp.Diff([]string{"a.form", "src/b.form"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
