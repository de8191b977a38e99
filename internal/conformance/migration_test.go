package conformance_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/conformance"
)

// oldVersion and newVersion are two versions of a process: a task gets another
// id, and what is behind it a boundary timer.
const (
	oldVersion = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true">
		<startEvent id="s"/><userTask id="a"/><userTask id="b"/>
		<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/></process></definitions>`
	newVersion = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true">
		<startEvent id="s"/><userTask id="c"/><userTask id="b"/><boundaryEvent id="t" attachedToRef="b"><timerEventDefinition>
		<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
		<sequenceFlow id="f1" sourceRef="s" targetRef="c"/><sequenceFlow id="f2" sourceRef="c" targetRef="b"/></process></definitions>`

	atB = `{"tree":{"activityId":"#process","type":"processDefinition","children":[{"activityId":"b","type":"userTask","children":[]}]},
		"jobs":[],"eventSubscriptions":[],"tasks":[{"key":"b","name":null,"assignee":null}],"externalTasks":[],"incidents":[],"variables":[]}`
	mappedB  = `"instructions":[{"source":"b","target":"b","updateEventTrigger":false}]`
	unmapped = `{"failures":[],"activityInstanceReports":[{"sourceScopeId":"a","instruction":null,
		"failures":["There is no migration instruction for this instance's activity"]}],"transitionInstanceReports":[]}`
	timer = `{"type":"timer","handler":"timer-transition","config":"t","activityId":"t","retries":3,"duedate":DUE,"repeat":null}`
)

// A file tells by its fields what each row is about, and each answer that
// differs in one thing is a disagreement about that thing.
func TestMigrationRows(t *testing.T) {
	t.Parallel()
	due := func(state, millis string) string {
		return strings.Replace(state, `"jobs":[]`, `"jobs":[`+strings.Replace(timer, "DUE", millis, 1)+`]`, 1)
	}
	atA := strings.NewReplacer(`"b"`, `"a"`).Replace(atB)
	pair := `"source":"old.bpmn","target":"new.bpmn"`
	run := `{` + pair + `,"mapEqualActivities":true,"before":["complete a"],"advance":60,"after":["sjobs"],"answer":{` + mappedB +
		`,"beforeSteps":["> complete a"],"before":` + atB + `,"ok":true,"after":` + due(atB, "1893459660000") +
		`,"afterSteps":["> sjobs","JOB t timer-transition DURATION: PT1H retries=3 due=2030-01-01T01:01:00 prio=0 msg=null"],"end":` +
		due(atB, "1893459660000") + `}}`
	execution := `{` + pair + `,` + mappedB + `,"before":` + atB + `,"after":` + due(atB, "1700000000000") + `,"ok":true}`
	refused := `{` + pair + `,` + mappedB + `,"before":` + atA + `,"report":` + unmapped + `}`
	tests := map[string]struct{ row, want string }{
		"plan":                  {`{` + pair + `,"mapEqualActivities":true,` + mappedB + `}`, "agree 1 of 1"},
		"other plan":            {`{` + pair + `,"mapEqualActivities":true,"instructions":[]}`, "instructions: 1"},
		"run":                   {run, "agree 1 of 1"},
		"run, other step":       {strings.Replace(run, "01:01:00 prio", "01:00:00 prio", 1), "steps after: 1"},
		"run, other due date":   {strings.Replace(run, "1893459660000", "1893459600000", 1), "after: jobs: 1"},
		"run, other plan":       {strings.Replace(run, `"mapEqualActivities":true`, `"mapEqualActivities":false`, 1), "plan: 1"},
		"execution":             {execution, "agree 1 of 1"},
		"execution, other task": {strings.ReplaceAll(execution, `"t"`, `"u"`), "after: jobs: 1"},
		"out of reach":          {strings.Replace(execution, `"incidents":[]`, `"incidents":[{"type":"custom","activityId":"b"}]`, 1), "not reached: 1"},
		"refused":               {refused, "agree 1 of 1"},
		"refused otherwise":     {strings.Replace(refused, "There is no", "There must be a", 1), "outcome: 1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for file, text := range map[string]string{
				"old.bpmn": oldVersion, "new.bpmn": newVersion, "rows.jsonl": strings.ReplaceAll(tt.row, "\n", " "),
			} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got := result(t, "migration", dir, filepath.Join(dir, "rows.jsonl")); !strings.Contains(got, tt.want) {
				t.Errorf("want %q in\n%s", tt.want, got)
			}
		})
	}
}

// result runs a kind and returns what it prints.
func result(t *testing.T, kind string, args ...string) string {
	t.Helper()
	var b strings.Builder
	for _, k := range conformance.Kinds() {
		if k.Name != kind {
			continue
		}
		r, err := k.Run(context.Background(), args)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
