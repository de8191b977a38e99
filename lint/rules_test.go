package lint_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

var update = flag.Bool("update", false, "rewrite the expected findings of the rules' models")

const rulesDir = "../rules"

// TestRegoTests runs the tests that rules bring in Rego, compiled strictly and
// against the schema of the input.
func TestRegoTests(t *testing.T) {
	t.Parallel()
	results, err := policy.Test(context.Background(), os.DirFS(rulesDir), ".")
	if err != nil {
		t.Fatal(err)
	}
	tested := map[string]bool{}
	for _, r := range results {
		tested[filepath.Dir(r.File)] = true
		t.Run(r.File+"/"+r.Name, func(t *testing.T) {
			if r.Err != nil {
				t.Error(r.Err)
			}
		})
	}
	for _, r := range builtin(t) {
		if !tested[filepath.Dir(r.Path)] {
			t.Errorf("rule %s has no test in Rego", r.ID)
		}
	}
}

// TestRuleModels lints the models of each rule with this rule alone: a good
// one must be silent, of a bad one the findings stand beside it.
func TestRuleModels(t *testing.T) {
	t.Parallel()
	for _, r := range builtin(t) {
		t.Run(r.Category+"/"+r.ID, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(rulesDir, filepath.Dir(r.Path), "testdata")
			good, _ := filepath.Glob(filepath.Join(dir, "good*"))
			bad, _ := filepath.Glob(filepath.Join(dir, "bad*"))
			if len(good) == 0 || len(bad) == 0 {
				t.Fatalf("%s needs at least one good* and one bad* model", dir)
			}
			for _, model := range append(good, bad...) {
				if strings.HasSuffix(model, ".want") || strings.Contains(model, ".fixed") || strings.HasSuffix(model, ".base.bpmn") {
					continue
				}
				checkModel(t, r, model)
			}
		})
	}
}

// checkModel lints a model, which is a file or, for a rule about several
// files, a folder.
func checkModel(t *testing.T, r rules.Rule, model string) {
	t.Helper()
	name := strings.TrimSuffix(model, filepath.Ext(model))
	got := lintAlone(t, r, model)
	if strings.HasPrefix(filepath.Base(model), "good") {
		if got != "" {
			t.Errorf("%s: must be silent, but:\n%s", model, got)
		}
		return
	}
	if got == "" {
		t.Errorf("%s: no finding", model)
	}
	wantFile := name + ".want"
	if *update {
		if err := os.WriteFile(wantFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(wantFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", model, d)
	}
}

// lintAlone returns the findings of one rule, a line each; its options are
// those of a .bpmnlint.yaml beside the model.
func lintAlone(t *testing.T, r rules.Rule, model string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Dir(model))
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Base(model)
	if info, err := os.Stat(model); err == nil && info.IsDir() {
		dir, base = filepath.Join(dir, base), "."
	}
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(builtin(t)), Workspace: ws, Only: []string{r.ID}, Preset: "all"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := workspace.Find(context.Background(), []string{base}, workspace.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	result, err := lint.Run(context.Background(), found.Files, lint.Options{
		Rules: builtin(t), Config: loader, Workspace: ws, Whole: base == ".", Base: lint.BaseOfFixture(filepath.Join(dir, base)),
		Read: func(f workspace.File, _ int64) ([]byte, error) { return os.ReadFile(f.Abs) },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range loader.Problems() {
		t.Errorf("%s: %s", p.File, p.Message)
	}
	var b strings.Builder
	for _, d := range result.Diagnostics {
		if base == "." {
			fmt.Fprintf(&b, "%s:", d.File)
		}
		writeFinding(&b, d)
	}
	return b.String()
}

func writeFinding(b *strings.Builder, d diag.Diagnostic) {
	fmt.Fprintf(b, "%d:%d: %s: %s [%s]\n", d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message, d.Rule)
	for _, r := range d.Related {
		fmt.Fprintf(b, "    %d:%d: %s\n", r.Range.Start.Line, r.Range.Start.Column, r.Message)
	}
}

// TestMetadata rejects a rule that is not completely described.
func TestMetadata(t *testing.T) {
	t.Parallel()
	slug := regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	sections := map[string]bool{}
	for _, s := range facts.SectionNames() {
		sections[s] = true
	}
	seen := map[string]bool{}
	for _, r := range builtin(t) {
		fail := func(format string, args ...any) { t.Errorf("%s: %s", r.Path, fmt.Sprintf(format, args...)) }
		if seen[r.ID] {
			fail("the slug %s is not unique", r.ID)
		}
		seen[r.ID] = true
		if want := r.Category + "/" + r.ID; filepath.ToSlash(filepath.Dir(r.Path)) != want || !slug.MatchString(r.ID) {
			fail("the package says %s, the directory %s", want, filepath.Dir(r.Path))
		}
		if want := strings.ReplaceAll(r.ID, "-", "_") + ".rego"; filepath.Base(r.Path) != want {
			fail("the file must be called %s", want)
		}
		for field, value := range map[string]string{"title": r.Title, "description": r.Description, "rationale": r.Rationale, "help": r.Help, "since": r.Since} {
			if value == "" {
				fail("no %s", field)
			}
		}
		if strings.HasSuffix(r.Title, ".") {
			fail("the title ends in a full stop")
		}
		for _, s := range r.Concerns {
			if !sections[s] {
				fail("concerns names the section %s, which is not there", s)
			}
		}
		for name, o := range r.Options {
			if o.Type == "" || o.Description == "" {
				fail("option %s needs a type and a description", name)
			}
		}
	}
	for _, r := range builtin(t) {
		for _, s := range r.Supersedes {
			if !seen[s] {
				t.Errorf("%s supersedes %s, which is no rule", r.ID, s)
			}
		}
	}
}

// TestIndexIsFresh compares the index that the program reads with the rules'
// annotations.
func TestIndexIsFresh(t *testing.T) {
	t.Parallel()
	want, err := policy.Metadata(os.DirFS(rulesDir), ".")
	if err != nil {
		t.Fatal(err)
	}
	// As the program reads it: numbers have one type in JSON.
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var index []rules.Rule
	if err := json.Unmarshal(data, &index); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(index, builtin(t)); d != "" {
		t.Errorf("rules/index.json is not up to date, run make docs (-want +got):\n%s", d)
	}
}

func builtin(t testing.TB) []rules.Rule {
	t.Helper()
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}
