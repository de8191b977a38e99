package delivery_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// newPullRequest returns a runner on a pull request, with the reports that lint
// left, and the commit of the base.
func newPullRequest(t *testing.T) (r *runner, base string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: there is no git")
	}
	r = newRunner(t)
	r.git("init", "--quiet")
	r.git("commit", "--quiet", "--allow-empty", "-m", "base")
	reports := filepath.Join(r.temp, "bpmnlint.abcdef")
	if err := os.Mkdir(reports, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(reports, "summary.md"), []byte("summary of lint\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.env = append(r.env, "REPORTS="+reports, "NEW_FINDINGS=3")
	return r, r.git("rev-parse", "HEAD")
}

// summary returns the summary of the job, and begins another one.
func (r *runner) summary() string {
	r.t.Helper()
	path := filepath.Join(r.temp, "summary")
	data, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		r.t.Fatal(err)
	}
	_ = os.Remove(path)
	return strings.ReplaceAll(string(data), r.temp+"/bpmnlint.abcdef", "$R")
}

func TestReview(t *testing.T) {
	t.Parallel()
	r, base := newPullRequest(t)
	out, code := r.step("review.sh", "BASE_SHA="+base, "CODE=1", "INPUT_PATHS=src\nmore")
	if code != 0 || strings.Contains(out, "::notice::") {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	want := [][]string{
		{
			"migrate-plan", "--base=" + base, "--fail-on=error", "--category=migration", "--format=github", "--format=sarif=$R/migration.sarif", "--format=json=$R/migration.json",
			"--format=markdown=$R/migration.md", "--", "src", "more",
		},
		{
			"review", "--base=" + base, "--output=$R/review.md", "--migration-fail-on=error", "--pictures=$R/changes",
			"--pictures-url=https://ci.example/run/7#artifacts", "--", "src", "more",
		},
	}
	if diff := cmp.Diff(want, r.calls()); diff != "" {
		t.Error(diff)
	}
	got := r.outputs()
	if got["migration-exit-code"] != "1" || len(strings.Split(got["artifacts"], "\n")) != 2 {
		t.Errorf("outputs are %q", got)
	}
	for _, name := range []string{"review-file", "migration-sarif-file", "migration-json-file"} {
		if _, err := os.Stat(got[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The page stands for the list of what is new.
	if got := r.summary(); got != "--output=$R/review.md\n" {
		t.Errorf("summary %q", got)
	}
}

// What is not wanted, or not possible, is left out; the summary has what there
// is.
func TestReviewSummary(t *testing.T) {
	t.Parallel()
	r, base := newPullRequest(t)
	const page, lint, migration = "--output=$R/review.md\n", "summary of lint\n", "--format=markdown=$R/migration.md\n"
	for _, x := range []struct {
		name    string
		env     []string
		summary string
		notice  string
	}{
		{"on a push", []string{"BASE_SHA="}, lint, ""},
		{"neither", []string{"INPUT_REVIEW=false", "INPUT_MIGRATE_PLAN=false"}, lint, ""},
		{"no review", []string{"INPUT_REVIEW=false"}, lint + migration, ""},
		{"no plan", []string{"INPUT_MIGRATE_PLAN=false"}, page, ""},
		{"all findings count", []string{"NEW_FINDINGS="}, page + lint, ""},
		{"no page", []string{"NO_PAGE=1", "CODE=2"}, lint + migration, "could not be written"},
		{"no summary", []string{"INPUT_JOB_SUMMARY=false"}, "", ""},
		{"no base", []string{"BASE_SHA=" + strings.Repeat("0123", 10)}, lint, "no versions of models can be compared"},
		{"wanted on a push", []string{"BASE_SHA=", "INPUT_REVIEW=true"}, lint, "no versions of models can be compared"},
	} {
		reports, err := filepath.Glob(filepath.Join(r.temp, "bpmnlint.abcdef", "[mr]*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range reports {
			_ = os.Remove(f)
		}
		out, code := r.step("review.sh", append([]string{"BASE_SHA=" + base}, x.env...)...)
		if code != 0 || strings.Contains(out, "::notice::") != (x.notice != "") || !strings.Contains(out, x.notice) {
			t.Errorf("%s: exit code %d\n%s", x.name, code, out)
		}
		if got := r.summary(); got != x.summary {
			t.Errorf("%s: summary %q, want %q", x.name, got, x.summary)
		}
	}
}

// What an input says is one argument, whatever it says.
func TestReviewWithHostileInputs(t *testing.T) {
	t.Parallel()
	r, base := newPullRequest(t)
	evil := "$(touch pwned) `touch pwned`; touch pwned & \"' || touch pwned #"
	out, code := r.step("review.sh", "BASE_SHA="+base, "INPUT_PATHS=-o\n"+evil, "INPUT_CONFIG="+evil, "INPUT_CATEGORY="+evil, "INPUT_PLATFORM="+evil, "INPUT_PRESET="+evil,
		"INPUT_FAIL_ON="+evil, "INPUT_BASELINE="+evil, "INPUT_MIGRATE_PLAN_FAIL_ON="+evil, "INPUT_ANNOTATIONS="+evil, "INPUT_PICTURES="+evil)
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	want := [][]string{
		{
			"migrate-plan", "--base=" + base, "--config=" + evil, "--platform=" + evil, "--fail-on=" + evil, "--category=" + evil + "/migration", "--format=text", "--format=sarif=$R/migration.sarif",
			"--format=json=$R/migration.json", "--format=markdown=$R/migration.md", "--", "-o", evil,
		},
		{
			"review", "--base=" + base, "--config=" + evil, "--platform=" + evil, "--output=$R/review.md", "--migration-fail-on=" + evil, "--preset=" + evil,
			"--fail-on=" + evil, "--baseline=" + evil, "--", "-o", evil,
		},
	}
	if diff := cmp.Diff(want, r.calls()); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(r.dir, "pwned")); err == nil {
		t.Error("an input was run")
	}
	for _, x := range []string{"INPUT_REVIEW", "INPUT_MIGRATE_PLAN"} {
		out, code := r.step("review.sh", "BASE_SHA="+base, x+"=yes\n::warning::x%")
		if code != 2 || !strings.Contains(out, " is auto, true or false, not yes%0A::warning::x%25\n") {
			t.Errorf("exit code %d: %s", code, out)
		}
	}
}
