package migration_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/migration"
)

// TestRefusalIsTheEnginesText compares the whole text of the engine's exception
// about a plan.
func TestRefusalIsTheEnginesText(t *testing.T) {
	t.Parallel()
	old := deployed(t, pairs+"/unchanged", "old.bpmn")[0]
	plan := engine.Plan{
		Source: "claim:1:7", Target: "claim:2:9",
		Instructions: []engine.Instruction{{Source: "chekc", Target: "claim"}, {Source: "check"}},
		Variables: []engine.Variable{
			{Name: "photo", Value: migration.Variable{
				Type: "Object", Value: "rO0ABQ==",
				ValueInfo: map[string]any{"serializationDataFormat": "application/x-java-serialized-object"},
			}},
			{Name: "note", Value: "x"},
		},
	}
	got := migration.Validate(migration.Pair{Source: old, Target: old}, plan).Message(plan)
	want := "ENGINE-23001 Migration plan for process definition 'claim:1:7' to 'claim:2:9' is not valid:\n" +
		"\t Migration instruction MigrationInstructionImpl{sourceActivityId='chekc', targetActivityId='claim', updateEventTrigger='false'} is not valid:\n" +
		"\t\tSource activity 'chekc' does not exist\n" +
		"\t\tTarget activity 'claim' does not exist\n" +
		"\t Migration instruction MigrationInstructionImpl{sourceActivityId='check', targetActivityId='', updateEventTrigger='false'} is not valid:\n" +
		"\t\tTarget activity id is null\n" +
		"\t Migration variable photo is not valid:\n" +
		"\t\tCannot set variable with name photo. Java serialization format is prohibited\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

// FuzzReadPlan reads whatever somebody calls a plan: what can be read is written
// and read as the same plan, and can be judged.
func FuzzReadPlan(f *testing.F) {
	for _, s := range []string{
		`{"instructions": [{"sourceActivityIds": ["a"], "targetActivityIds": ["b"], "updateEventTrigger": true}]}`,
		`{"migrationPlan": {"sourceProcessDefinitionId": "p:1:2", "instructions": []}}`,
		`{"instructions": null}`, `{"instructions": [{}]}`, `{"instructions": {}}`, `[]`, "\xEF\xBB\xBF{}",
		`{"instructions": [], "variables": {"x": {"type": "Json", "value": {"a": [1.5]}, "valueInfo": {"transient": true}}, "n": {"type": "Long", "value": 7}, "o": {"value": null}}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := migration.ReadPlan(bytes.NewReader(data))
		if err != nil {
			return
		}
		written, err := json.Marshal(migration.RESTPlan(plan))
		if err != nil {
			t.Fatal(err)
		}
		again, err := migration.ReadPlan(strings.NewReader(string(written)))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(plan, again, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("written and read (-before +after):\n%s", d)
		}
		old := deployed(t, pairs+"/unchanged", "old.bpmn")[0]
		migration.Review(migration.Pair{Source: old, Target: old}, plan)
	})
}

// Many instructions for one activity are each told of all others: as the engine
// does where people have made them, and without the square of their number.
func TestMappedSeveralTimes(t *testing.T) {
	t.Parallel()
	pair := migration.Pair{
		Source: deployed(t, pairs+"/unchanged", "old.bpmn")[0], Target: deployed(t, pairs+"/unchanged", "new.bpmn")[0],
	}
	const entry = "ValidatingMigrationInstructionImpl{sourceActivity=Activity(check), targetActivity=Activity(check)}"
	for n, want := range map[int]string{
		2:      "There are multiple mappings for source activity id 'check': " + entry + ", " + entry,
		50_000: "There are multiple mappings for source activity id 'check': " + strings.Repeat(entry+", ", 100) + "… and 49900 more",
	} {
		plan := engine.Plan{Source: "a", Target: "b", Instructions: slices.Repeat([]engine.Instruction{{Source: "check", Target: "check"}}, n)}
		v := migration.Validate(pair, plan)
		if len(v.Failures) != n || v.Failures[n-1].Texts[0] != want {
			t.Errorf("%d instructions: %d failures, %.200s", n, len(v.Failures), v.Failures[n-1].Texts)
		}
		if got := len(v.Message(plan)); got > 200*len(want) {
			t.Errorf("%d instructions: a message of %d bytes", n, got)
		}
		if got := len(migration.Review(pair, plan).Findings); got > 101 {
			t.Errorf("%d instructions: %d findings", n, got)
		}
	}
}
