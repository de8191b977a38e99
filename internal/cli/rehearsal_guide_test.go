package cli_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// TestRehearsalGuideShowsRealOutput runs the rehearsal that docs/migration.md
// shows.
func TestRehearsalGuideShowsRealOutput(t *testing.T) {
	t.Parallel()
	const page, prompt, fence = "../../docs/migration.md", "```console\n$ bpmnlint ", "```\n"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(data), prompt)
	shown, after, ok := strings.Cut(rest, fence)
	command, want, also := strings.Cut(shown, "\n")
	if !ok || !also {
		t.Fatal("there is no example")
	}
	var out, errs bytes.Buffer
	cli.Main(context.Background(), append([]string{"-C", "../../testdata/rehearsal"}, strings.Fields(command)...),
		cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	if errs.Len() > 0 {
		t.Errorf("%s: %s", command, errs.String())
	}
	if out.String() == want {
		return
	}
	if !*updateGuide {
		t.Fatalf("the page shows for %s\n%s\nbut the program prints\n%s", command, want, out.String())
	}
	if err := os.WriteFile(page, []byte(before+prompt+command+"\n"+out.String()+fence+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
