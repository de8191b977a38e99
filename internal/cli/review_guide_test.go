package cli_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// TestReviewGuideShowsRealOutput makes the page that docs/review.md shows.
func TestReviewGuideShowsRealOutput(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: there is no git")
	}
	const guide, fence = "../../docs/review.md", "````markdown\n"
	data, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), fence)
	shown, after, also := strings.Cut(rest, "````\n")
	if !ok || !also {
		t.Fatal("no example")
	}
	dir := t.TempDir()
	version := func(name string) {
		model, err := os.ReadFile(filepath.Join("../../testdata/complaint", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "triage.bpmn"), model, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	version("v1.bpmn")
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "base"}} {
		git := exec.Command("git", args...)
		git.Dir = dir
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	version("v2.bpmn")
	var out, errs bytes.Buffer
	if code := cli.Main(context.Background(), []string{"-C", dir, "review", "--base", "main"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs}); code != cli.Bad || errs.Len() > 0 {
		t.Errorf("exit code %d: %s", code, errs.String())
	}
	// A commit's hash depends on the hour.
	got := regexp.MustCompile(`main \([0-9a-f]{10}\)`).ReplaceAllString(out.String(), "main (b184d8ab63)")
	if got == shown {
		return
	}
	if !*updateGuide {
		t.Fatalf("the page shows\n%s\nbut the program prints\n%s", shown, got)
	}
	if err := os.WriteFile(guide, []byte(before+fence+got+"````\n"+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
