package rehearsal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

const pairs = "../../testdata/migration"

// TestPairs rehearses the pairs of versions that show the risks: where the risk
// is one of behavior, the rehearsal meets it, and elsewhere all is well.
func TestPairs(t *testing.T) {
	t.Parallel()
	meets := map[string][]string{
		"compensation-aborts-migration":          {"rehearsal-refused"},
		"event-kind-changed-updated":             {"rehearsal-refused"},
		"event-sub-process-rearmed":              {"rehearsal-repeated"},
		"event-sub-process-rearmed-interrupting": {"rehearsal-repeated"},
		"join-starves":                           {"rehearsal-stuck"},
		"loop-tokens-lost":                       {"rehearsal-repeated"},
		"scope-doubled":                          {"rehearsal-repeated"},
		"tokens-left-over":                       {"rehearsal-repeated"},
		"tokens-left-over-in-line":               {"rehearsal-repeated"},
	}
	dirs, err := os.ReadDir(pairs)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) {
			t.Parallel()
			read := func(name string) *program.Process {
				data, err := os.ReadFile(filepath.Join(pairs, d.Name(), name))
				if err != nil {
					t.Fatal(err)
				}
				return deployed(t, name, data)
			}
			maps, update := optionsOf(t, d.Name())
			o := migration.Options{UpdateEventTriggers: update, Explicit: instructions(maps)}
			r := migration.Compare([]*program.Process{read("old.bpmn")}, []*program.Process{read("new.bpmn")}, o)[0].Forward
			if !r.Verdict.Accepted() {
				return
			}
			result := rehearse(t, r, rehearsal.Options{})
			var got []string
			for _, f := range result.Findings {
				if f.Diagnostic.Category != migration.Category || f.Diagnostic.File != "new.bpmn" || f.Diagnostic.Range == (source.Range{}) || f.Diagnostic.Fingerprint == "" {
					t.Errorf("the finding lacks something: %+v", f.Diagnostic)
				}
				got = append(got, f.Diagnostic.Rule)
			}
			if diff := cmp.Diff(meets[d.Name()], got); diff != "" {
				t.Errorf("-want +got:\n%s\n%s", diff, summary(result))
			}
		})
	}
}

// optionsOf reads the options of a pair: a line each, as on the command line.
func optionsOf(t *testing.T, pair string) (maps []string, update bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(pairs, pair, "options"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for l := range strings.Lines(string(data)) {
		name, value, _ := strings.Cut(strings.TrimSpace(l), " ")
		switch name {
		case "update-event-triggers":
			update = true
		case "map":
			maps = append(maps, value)
		default:
			t.Fatalf("unknown option %q", l)
		}
	}
	return maps, update
}

// TestSameVersions migrates instances to the version that they are of: nothing
// goes wrong, but where the review of the pair says so.
func TestSameVersions(t *testing.T) {
	t.Parallel()
	files := models(t, "../../testdata")
	if len(files) == 0 {
		t.Fatal("no model")
	}
	for _, f := range files {
		same(t, f)
	}
}

// TestCorpus does the same with a sample of recorded models.
func TestCorpus(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	corpus := filepath.Join(shared, "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("SKIPPED: no recorded models in %s", corpus)
	}
	files := models(t, corpus)
	const sample = 300
	for i := 0; i < len(files); i += max(1, len(files)/sample) {
		same(t, files[i])
	}
}

// models returns the models below a folder.
func models(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".bpmn") {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// same rehearses the migration of each process of a file to itself.
func same(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := bpmn.Parse(source.New(file, data), bpmn.Options{})
	if d == nil {
		return
	}
	deployment, _ := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
	if deployment == nil {
		return
	}
	for _, p := range deployment.Processes {
		r := migration.Compare([]*program.Process{p}, []*program.Process{p}, migration.Options{})[0].Forward
		if !r.Verdict.Accepted() {
			continue
		}
		result := rehearse(t, r, rehearsal.Options{States: 100})
		isRisky := slices.ContainsFunc(r.Findings, func(x diag.Diagnostic) bool {
			return x.Rule == "event-sub-process-rearmed" || x.Rule == "compensation-aborts-migration"
		})
		// A job or variable of a scope that has ended goes nowhere: the engine
		// refuses the instance, as it does here.
		findings := slices.DeleteFunc(result.Findings, func(f rehearsal.Finding) bool {
			return f.Diagnostic.Rule == "rehearsal-refused" && strings.Contains(f.Diagnostic.Message, "contains not migrated")
		})
		if len(findings) > 0 && !isRisky {
			t.Errorf("%s %s: %s", file, p.Key, summary(result))
		}
	}
}
