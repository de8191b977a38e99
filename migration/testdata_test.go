package migration_test

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/source"
)

var update = flag.Bool("update", false, "rewrite the expected reports")

const pairs = "../testdata/migration"

// deployed returns the processes of a file, which must deploy.
func deployed(t *testing.T, dir, name string) []*program.Process {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	d, problems := bpmn.Parse(source.New(name, data), bpmn.Options{})
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	deployment, said := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	if deployment == nil {
		t.Fatal(said)
	}
	return deployment.Processes
}

// optionsOf reads the options of a pair: a line each, as on the command line.
func optionsOf(t *testing.T, dir string) (o migration.Options) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "options"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(data)); s.Scan(); {
		name, value, _ := strings.Cut(s.Text(), " ")
		switch name {
		case "update-event-triggers":
			o.UpdateEventTriggers = true
		case "map":
			old, new, _ := strings.Cut(value, "=")
			o.Explicit = append(o.Explicit, engine.Instruction{Source: old, Target: new})
		default:
			t.Fatalf("unknown option %q", s.Text())
		}
	}
	return o
}

// write is a report as the files called want have it.
func write(r *migration.Report) string {
	var b strings.Builder
	if !r.Verdict.Accepted() {
		b.WriteString("plan refused\n")
	}
	for _, i := range r.Plan.Instructions {
		flag := ""
		if i.UpdateEventTrigger {
			flag = " with its trigger"
		}
		fmt.Fprintf(&b, "instruction %s → %s%s\n", i.Source, i.Target, flag)
	}
	for _, p := range r.Places {
		fmt.Fprintf(&b, "place %s %s: %s\n", p.Waiting, r.Pair.Source.Activities[p.Activity].ID, p.Outcome)
		for _, reason := range p.Reasons {
			fmt.Fprintf(&b, "  %s\n", reason)
		}
	}
	for _, s := range r.Suggestions {
		fmt.Fprintf(&b, "suggestion %s → %s: %s\n", s.Instruction.Source, s.Instruction.Target, s.Reason)
	}
	for _, d := range r.Findings {
		fmt.Fprintf(&b, "%d:%d: %s: %s [%s]\n", d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message, d.Rule)
	}
	fmt.Fprintf(&b, "complete %t\n", r.IsComplete())
	return b.String()
}

// TestPairs compares the report of each pair of versions with the one that is
// written beside it.
func TestPairs(t *testing.T) {
	t.Parallel()
	dirs, err := os.ReadDir(pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(pairs, d.Name())
			changes := migration.Compare(deployed(t, dir, "old.bpmn"), deployed(t, dir, "new.bpmn"), optionsOf(t, dir))
			got := write(changes[0].Forward)
			file := filepath.Join(dir, "want")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestEveryRiskHasAPair looks for each kind of finding in the expected reports.
// A process that is gone has no second version, and rehearsals are not made
// here.
func TestEveryRiskHasAPair(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(pairs, "*", "want"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	rules := slices.DeleteFunc(migration.Catalog(), func(r migration.Rule) bool {
		return r.Slug == "process-removed" || strings.HasPrefix(r.Slug, "rehearsal-")
	})
	for _, r := range rules {
		if !strings.Contains(all.String(), "["+r.Slug+"]") {
			t.Errorf("no pair shows %s", r.Slug)
		}
	}
	sorted := slices.IsSortedFunc(rules, func(a, b migration.Rule) int { return strings.Compare(a.Slug, b.Slug) })
	if !sorted {
		t.Error("the catalog is not sorted")
	}
}
