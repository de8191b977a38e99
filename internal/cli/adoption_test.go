package cli_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// notYet are commands of the page whose verb or flag does not exist yet.
var notYet = map[string]bool{
	"bpmnlint baseline write":          true,
	"bpmnlint baseline prune":          true,
	"bpmnlint lint --base origin/main": true,
}

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
			switch {
			case notYet[command]:
				args := append(strings.Fields(command)[1:], "--help")
				var help strings.Builder
				code := cli.Main(context.Background(), args, cli.Streams{Out: &help, Err: io.Discard})
				if code == cli.OK && strings.Contains(help.String(), "Usage:\n  bpmnlint "+args[0]) {
					t.Errorf("%q exists now: take it out of notYet and run it in a script", command)
				}
			case !run[command]:
				t.Errorf("no script runs %q", command)
			}
		}
	}
	if commands < 5 {
		t.Errorf("only %d commands were found", commands)
	}
}
