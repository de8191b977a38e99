package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

func TestCovers(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs("/work")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		arg, file string
		want      bool
	}{
		{"", "a.bpmn", true}, {"", "deep/a.bpmn", true}, {"", "../a.bpmn", false},
		{"a.bpmn", "a.bpmn", true}, {"a.bpmn", "b.bpmn", false}, {"a", "ab/c.bpmn", false},
		{"src", "src/a.bpmn", true}, {"./src/", "src/deep/a.bpmn", true}, {"..", "../a.bpmn", true},
		{"*.bpmn", "a.bpmn", true}, {"*.bpmn", "deep/a.bpmn", false}, {"**/*.bpmn", "very/deep/a.bpmn", true},
		{"src/*", "src/deep/a.bpmn", true}, {"src/[", "src/[/a.bpmn", true}, {"src/[", "src/a.bpmn", false},
		{"{src,lib}/**", "lib/a.bpmn", true}, {"../x*/a.bpmn", "../x1/a.bpmn", true},
	} {
		var args []string
		if x.arg != "" {
			args = []string{"other.bpmn", x.arg}
		}
		if got := workspace.Covers(dir, args, filepath.Join(dir, filepath.FromSlash(x.file))); got != x.want {
			t.Errorf("%q covers %s: %v", x.arg, x.file, got)
		}
	}
}
