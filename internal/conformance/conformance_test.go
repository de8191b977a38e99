package conformance_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/internal/conformance"
)

// shared returns the folder of recorded answers.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("BPMNLINT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "golden")); err != nil {
		t.Skipf("SKIPPED: no recorded answers in %s; set BPMNLINT_SHARED to compare with them", dir)
	}
	return dir
}

// TestFloors compares with recorded answers. A floor only rises.
func TestFloors(t *testing.T) {
	t.Parallel()
	dir := shared(t)
	floors := []struct {
		kind  string
		args  []string
		floor int
	}{
		{"bpmn-io", []string{"corpus/bpmnlint", "golden/bpmnlint/fixtures.jsonl"}, 255},
		{"deploy", []string{"corpus", "golden/deploy/corpus.tsv"}, 1693},
		{"deploy", []string{"corpus", "golden/deploy/hocs.tsv"}, 229},
		{"deploy", []string{"corpus/probes", "golden/deploy/probes.tsv"}, 208},
		{"deploy", []string{"corpus/migration", "golden/deploy/history.tsv"}, 1460},
		{"lint-deploy", []string{"corpus", "golden/deploy/hocs.tsv"}, 229},
		{"lint-deploy", []string{"corpus/migration", "golden/deploy/history.tsv"}, 1460},
		{"versions", []string{"corpus", "golden/deploy/versions.tsv"}, 503},
		{"cycles", []string{"golden/cycles.jsonl"}, 342},
		{"juel", []string{"golden/juel.jsonl"}, 6489},
		{"traces", []string{"corpus/camunda-platform/engine/src/test/resources", "golden/traces.jsonl"}, 1666},
		{"traces", []string{"corpus/generated", "golden/traces-generated.jsonl"}, 576},
		{"runtime", []string{"corpus/runtime", "golden/runtime/*.t"}, 5818},
		{"migration", []string{
			"corpus/migration", "golden/migration/plans.jsonl", "golden/migration/edge.jsonl", "golden/migration/pairs.jsonl",
			"golden/migration/mutated.jsonl", "golden/migration/history.jsonl",
		}, 8590},
		{"migration", []string{"corpus/migration", "golden/migration/executions.jsonl"}, 242},
		{"migration", []string{"corpus/migration", "golden/migration/runs.jsonl"}, 682},
		{"places", []string{"corpus/migration", "golden/migration/executions.jsonl", "golden/migration/runs.jsonl"}, 879},
	}
	for _, f := range floors {
		t.Run(f.kind+" "+filepath.Base(f.args[len(f.args)-1]), func(t *testing.T) {
			t.Parallel()
			var args []string
			for _, a := range f.args {
				named := []string{filepath.Join(dir, a)}
				if strings.Contains(a, "*") {
					var err error
					if named, err = filepath.Glob(named[0]); err != nil {
						t.Fatal(err)
					}
				}
				args = append(args, named...)
			}
			for _, k := range conformance.Kinds() {
				if k.Name != f.kind {
					continue
				}
				r, err := k.Run(context.Background(), args)
				if err != nil {
					t.Fatal(err)
				}
				if r.Agree < f.floor {
					var b strings.Builder
					_ = r.Write(&b)
					t.Errorf("agrees on %d, the floor is %d:\n%s", r.Agree, f.floor, b.String())
				}
				return
			}
			t.Fatalf("no kind %s", f.kind)
		})
	}
}

// TestDifferencesAreDocumented compares the names of the differences from
// bpmn.io's linter with the rows of the tables that explain them.
func TestDifferencesAreDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "bpmn-io.md"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(string(page), -1) {
		rows = append(rows, m[1])
	}
	names := conformance.DifferenceNames()
	slices.Sort(rows)
	slices.Sort(names)
	if d := cmp.Diff(names, rows); d != "" {
		t.Errorf("docs/bpmn-io.md (-code +page):\n%s", d)
	}
}
