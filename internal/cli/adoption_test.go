package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAdoptionIsRun finds each command of docs/adoption.md in a script, where
// it is run.
func TestAdoptionIsRun(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../../docs/adoption.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	run := map[string]bool{}
	exits := regexp.MustCompile(`^(?:exits \d|exec) (bpmnlint .+)$`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if m := exits.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				run[m[1]] = true
			}
		}
	}
	commands := 0
	for line := range strings.Lines(string(doc)) {
		if command := strings.TrimSpace(line); strings.HasPrefix(command, "bpmnlint ") {
			commands++
			if !run[command] {
				t.Errorf("no script runs %q", command)
			}
		}
	}
	if commands < 5 {
		t.Errorf("only %d commands were found", commands)
	}
}
