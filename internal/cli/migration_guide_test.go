package cli_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

var updateGuide = flag.Bool("update-guide", false, "rewrite the output in docs/migration.md and docs/review.md")

// TestMigrationGuideShowsRealOutput runs the commands that docs/migration.md
// shows with their output.
func TestMigrationGuideShowsRealOutput(t *testing.T) {
	t.Parallel()
	const page, prompt, fence = "../../docs/migration.md", "```\n$ bpmnlint ", "```\n"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(data), prompt)
	models := []string{"complaint", "complaint", "rehearsal"}
	if len(parts)-1 != len(models) {
		t.Fatalf("%d examples, not %d", len(parts)-1, len(models))
	}
	for i, part := range parts[1:] {
		shown, rest, ok := strings.Cut(part, fence)
		command, want, also := strings.Cut(shown, "\n")
		if !ok || !also {
			t.Fatalf("example %d has no end", i+1)
		}
		var out, errs bytes.Buffer
		cli.Main(context.Background(), append([]string{"-C", "../../testdata/" + models[i]}, strings.Fields(command)...),
			cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
		if errs.Len() > 0 {
			t.Errorf("%s: %s", command, errs.String())
		}
		if out.String() != want && !*updateGuide {
			t.Errorf("the page shows for %s\n%s\nbut the program prints\n%s", command, want, out.String())
		}
		parts[i+1] = command + "\n" + out.String() + fence + rest
	}
	if *updateGuide {
		if err := os.WriteFile(page, []byte(strings.Join(parts, prompt)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
