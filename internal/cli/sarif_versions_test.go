package cli_test

import (
	"archive/tar"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// shared returns the folder with files that are not the project's own.
func shared() string {
	return cmp.Or(os.Getenv("BPMNLINT_SHARED"), filepath.Join("..", "..", "..", "shared"))
}

// sarifSchema returns OASIS's schema of SARIF, nil where it is not at hand.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	path := filepath.Join(shared(), "specs", "sarif-2.1.0.json")
	if _, err := os.Stat(path); err != nil {
		t.Log("NOT VALIDATED: no specs/sarif-2.1.0.json in BPMNLINT_SHARED; reports are not checked against OASIS's schema")
		return nil
	}
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// sarifOf runs a verb in a folder, holds its report against the schema and the
// limits of code scanning, and returns the run.
func sarifOf(t *testing.T, schema *jsonschema.Schema, dir string, args ...string) sarifRun {
	t.Helper()
	var out, messages bytes.Buffer
	code := cli.Main(context.Background(), append([]string{"-C", dir}, append(args, "--format", "sarif")...), cli.Streams{In: strings.NewReader(""), Out: &out, Err: &messages})
	if code > cli.Bad {
		t.Fatalf("%s %v: exit code %d: %s", dir, args, code, &messages)
	}
	var log struct{ Runs []sarifRun }
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	if schema != nil {
		document, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s %v: %v", dir, args, err)
		}
	}
	checkResults(t, dir, log.Runs[0])
	return log.Runs[0]
}

// versionVerbs are the verbs whose findings are about two versions.
var versionVerbs = []string{"diff", "migrate-plan"}

// Uploads with one automation id replace each other: each verb has its own.
func TestSARIFOfVerbsIsApart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "testdata", "complaint"))); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, args := range [][]string{{"lint", "v1.bpmn"}, {"diff", "v1.bpmn", "v2.bpmn"}, {"migrate-plan", "v1.bpmn", "v2.bpmn"}} {
		id := sarifOf(t, nil, dir, args...).AutomationDetails.ID
		if other, taken := seen[id]; taken {
			t.Errorf("%s and %s have the automation id %q", other, args[0], id)
		}
		seen[id] = args[0]
	}
}

// TestSARIFOfVersions checks the reports about our own pairs, and that a finding
// is known again when the file is written otherwise.
func TestSARIFOfVersions(t *testing.T) {
	t.Parallel()
	schema := sarifSchema(t)
	pairs, err := filepath.Glob(filepath.Join("..", "..", "testdata", "migration", "*", "new.bpmn"))
	if err != nil || len(pairs) == 0 {
		t.Fatal("no pairs", err)
	}
	found := 0
	for _, pair := range pairs {
		name := filepath.Base(filepath.Dir(pair))
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(filepath.Dir(pair))); err != nil {
			t.Fatal(err)
		}
		for _, verb := range versionVerbs {
			run := sarifOf(t, schema, dir, verb, "old.bpmn", "new.bpmn")
			found += len(run.Results)
			for _, file := range []string{"old.bpmn", "new.bpmn"} {
				text, err := os.ReadFile(filepath.Join(dir, file))
				if err != nil {
					t.Fatal(err)
				}
				spread := bytes.Replace(text, []byte(">"), []byte(">\n\n<!-- spread -->"), 1)
				if bytes.HasPrefix(text, []byte("<?xml")) {
					spread = append([]byte("<?xml version=\"1.0\"?>\n\n\n"), text[bytes.IndexByte(text, '>')+1:]...)
				}
				if err := os.WriteFile(filepath.Join(dir, file), spread, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			again := sarifOf(t, schema, dir, verb, "old.bpmn", "new.bpmn")
			if want, got := fingerprintsOf(run), fingerprintsOf(again); !slices.Equal(want, got) {
				t.Errorf("%s %s: fingerprints %v became %v", verb, name, want, got)
			}
		}
	}
	if found == 0 {
		t.Error("no findings")
	}
}

func fingerprintsOf(run sarifRun) []string {
	var out []string
	for _, r := range run.Results {
		out = append(out, r.RuleID+" "+r.PartialFingerprints["primaryLocationLineHash"])
	}
	slices.Sort(out)
	return out
}

// TestSARIFOfRealVersions does the same for versions of models of a public
// service, all in one report.
func TestSARIFOfRealVersions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if n := writeVersions(t, dir); n == 0 {
		t.Skip("NOT CHECKED: no versions of real models in BPMNLINT_SHARED")
	}
	schema := sarifSchema(t)
	for _, verb := range versionVerbs {
		if run := sarifOf(t, schema, dir, verb, "old", "new"); len(run.Results) < 200 {
			t.Errorf("%s: only %d results", verb, len(run.Results))
		}
	}
}

// writeVersions writes the first and the last version of each real model below
// the folders old and new and returns how many files there are.
func writeVersions(t *testing.T, dir string) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared(), "golden", "migration", "history.jsonl"))
	if err != nil {
		return 0
	}
	type versions struct{ first, last string }
	models := map[string]versions{}
	for line := range bytes.Lines(data) {
		var pair struct{ Name, Source, Target string }
		if err := json.Unmarshal(line, &pair); err != nil {
			t.Fatal(err)
		}
		models[pair.Name] = versions{cmp.Or(models[pair.Name].first, pair.Source), pair.Target}
	}
	targets := map[string][]string{} // path in the archive → paths to write
	for i, name := range slices.Sorted(maps.Keys(models)) {
		for folder, path := range map[string]string{"old": models[name].first, "new": models[name].last} {
			targets[path] = append(targets[path], filepath.Join(folder, fmt.Sprintf("%04d.bpmn", i)))
		}
	}
	file, err := os.Open(filepath.Join(shared(), "corpus", "migration", "history.tar.gz"))
	if err != nil {
		return 0
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	written := 0
	for archive := tar.NewReader(z); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return written
		}
		if err != nil {
			t.Fatal(err)
		}
		if len(targets[header.Name]) == 0 {
			continue
		}
		model, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range targets[header.Name] {
			path := filepath.Join(dir, target)
			if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, model, 0o666)); err != nil {
				t.Fatal(err)
			}
			written++
		}
	}
}
