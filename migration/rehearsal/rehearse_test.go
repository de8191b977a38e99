package rehearsal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

const pairs = "../../testdata/migration"

func planOf(list []engine.Instruction) engine.Plan {
	return engine.Plan{Source: migration.SourcePlaceholder, Target: migration.TargetPlaceholder, Instructions: list}
}

func deployed(t *testing.T, name string) []*program.Process {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	d, problems := bpmn.Parse(source.New(filepath.Base(name), data), bpmn.Options{})
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	deployment, said := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	if deployment == nil {
		t.Fatal(said)
	}
	return deployment.Processes
}

func TestX(t *testing.T) {
	dirs, _ := os.ReadDir(pairs)
	for _, d := range dirs {
		old := deployed(t, filepath.Join(pairs, d.Name(), "old.bpmn"))
		new := deployed(t, filepath.Join(pairs, d.Name(), "new.bpmn"))
		c := migration.Compare(old, new, optionsOf(t, filepath.Join(pairs, d.Name())))[0]
		if c.Forward == nil || !c.Forward.Verdict.Accepted() {
			t.Log(d.Name(), "not accepted")
			continue
		}
		r, err := rehearsal.Rehearse(c.Forward, rehearsal.Options{})
		if err != nil {
			t.Error(d.Name(), err)
			continue
		}
		t.Logf("%s: %d states, %d good, %d refused, %v", d.Name(), r.States, r.Good, r.Refused, r.Incomplete)
		for _, f := range r.Findings {
			t.Logf("    %d %s %s: %s\n   %s", f.States, f.Diagnostic.Severity, f.Diagnostic.Rule, f.Diagnostic.Message, f.Path())
		}
	}
}

// optionsOf reads the options of a pair: a line each, as on the command line.
func optionsOf(t *testing.T, dir string) (o migration.Options) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "options"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch name {
		case "update-event-triggers":
			o.UpdateEventTriggers = true
		case "map":
			old, new, _ := strings.Cut(value, "=")
			o.Explicit = append(o.Explicit, engine.Instruction{Source: old, Target: new})
		default:
			t.Fatalf("unknown option %q", line)
		}
	}
	return o
}
