package facts_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/source"
)

// TestStoredSummariesSayTheSame writes and reads the summaries of a whole
// repository: the rules about all files together must see no difference.
func TestStoredSummariesSayTheSame(t *testing.T) {
	t.Parallel()
	var fresh, read []*facts.Summary
	add := func(m *facts.Model) {
		s := facts.Summarize(m)
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		again := new(facts.Summary)
		if err := json.Unmarshal(data, again); err != nil {
			t.Fatal(err)
		}
		fresh, read = append(fresh, s), append(read, again)
	}
	for _, root := range []string{"../../testdata", "../../rules"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".bpmn") {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if defs, _ := bpmn.Parse(source.New(name, data), bpmn.Options{}); defs != nil {
				m := facts.NewModel(defs)
				m.Unit, m.UnitConfigured = filepath.Dir(name), len(fresh)%2 == 0
				m.ExternalProcesses, m.ExternalSignals = []string{"billing-*"}, []string{"legacy.*"}
				m.Platform.Name, m.Engine.HistoryTimeToLive = "camunda-7.24", "P30D"
				add(m)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(fresh) < 100 {
		t.Fatalf("only %d models", len(fresh))
	}
	encode := func(files []*facts.Summary) string {
		return facts.NewEncoder().EncodeProject(facts.Project{Files: files, Whole: true, Complete: true, Forms: facts.NewForms()}).String()
	}
	if diff := cmp.Diff(encode(fresh), encode(read)); diff != "" {
		t.Error(diff)
	}
	if facts.Incomplete(fresh) != facts.Incomplete(read) || facts.NeedsForms(fresh) != facts.NeedsForms(read) {
		t.Error("what the summaries ask for differs")
	}
}
