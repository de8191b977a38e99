package migration_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/migration"
)

// What can be done at a place depends on what is around it: behind it an
// instance can be moved on, else back; a compensation that is pending cannot be
// moved at all; where nothing can be migrated only another instance helps.
func TestAlternatives(t *testing.T) {
	t.Parallel()
	for pair, want := range map[string]map[string][]string{
		"ad-hoc-sub-process": {"visit": {
			`modify /process-instance/{id}/modification {"instructions":[{"type":"cancel","activityId":"visit"},{"type":"startBeforeActivity","activityId":"check"}]}`,
			`restart /process-definition/${SOURCE_ID}/restart {"processInstanceIds":["…"],"instructions":[{"type":"startBeforeActivity","activityId":"check"}]}`,
			`replace /process-definition/${TARGET_ID}/start {"businessKey":"…","variables":{"…":{"value":"…"}},"startInstructions":[{"type":"startBeforeActivity","activityId":"check"}]}`,
		}},
		"compensation-removed": {"undo": {
			`replace /process-definition/${TARGET_ID}/start {"businessKey":"…","variables":{"…":{"value":"…"}}}`,
		}},
		"instance-not-migrated": {"check": {
			`replace /process-definition/${TARGET_ID}/start {"businessKey":"…","variables":{"…":{"value":"…"}}}`,
		}},
		"compensation-in-progress": {},
		"unchanged":                {},
	} {
		dir := filepath.Join(pairs, pair)
		r := migration.Compare(deployed(t, dir, "old.bpmn"), deployed(t, dir, "new.bpmn"), migration.Options{})[0].Forward
		got := map[string][]string{}
		for _, p := range r.Places {
			for _, a := range r.Alternatives(p) {
				id := r.Pair.Source.Activities[p.Activity].ID
				got[id] = append(got[id], a.Kind.String()+" "+a.Path+" "+string(a.Body))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", pair, diff)
		}
	}
}
