package cli_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// TestReadmeShowsRealOutput runs the command on the README's first screen and
// compares.
func TestReadmeShowsRealOutput(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(readme), "$ go run ./cmd/bpmnlint lint testdata/models\n")
	want, _, ok := strings.Cut(block, "```")
	if !ok {
		t.Fatal("the README has no block with the output of lint testdata/models")
	}
	var out, errs bytes.Buffer
	code := cli.Main(context.Background(), []string{"-C", "../..", "lint", "testdata/models"},
		cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	if code != cli.OK {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	if out.String() != want {
		t.Errorf("the README shows\n%s\nbut the program prints\n%s", want, out.String())
	}
}
