package remote_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/remote"
	"github.com/bpmnlint/bpmnlint/source"
)

// jsonAt answers each path and query with JSON. What is not there is empty: a
// count of 0, or an unknown path.
func jsonAt(t *testing.T, all map[string]any) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		for _, name := range []string{"firstResult", "maxResults", "sortBy", "sortOrder"} {
			q.Del(name)
		}
		target := strings.TrimPrefix(r.URL.Path, "/engine-rest")
		if len(q) > 0 {
			target += "?" + strings.ReplaceAll(q.Encode(), "%3A", ":")
		}
		x, ok := all[target]
		switch {
		case ok:
		case strings.HasSuffix(r.URL.Path, "/count"):
			x = map[string]int{"count": 0}
		default:
			answer(404, "application/json", `{"type":"InvalidRequestException","message":"not there: `+target+`","code":0}`)(w, r)
			return
		}
		switch x := x.(type) {
		case []byte:
			_, _ = w.Write(x)
			return
		case http.HandlerFunc:
			x(w, r)
			return
		}
		if err := json.NewEncoder(w).Encode(x); err != nil {
			t.Error(err)
		}
	}
}

func definition(version int, tenant string) remote.Definition {
	return remote.Definition{ID: fmt.Sprintf("p:%d:%s", version, tenant), Key: "p", Version: version, TenantID: tenant, DeploymentID: "7", Resource: "p.bpmn"}
}

func TestRunningVersionsByTenant(t *testing.T) {
	t.Parallel()
	one, two := map[string]int{"count": 1}, map[string]int{"count": 2}
	s := serve(t, jsonAt(t, map[string]any{
		"/process-instance/count?processDefinitionId=p:1:":                 one,
		"/process-instance/count?processDefinitionId=p:2:a":                two,
		"/process-instance/count?processDefinitionId=p:2:a&suspended=true": one,
	}))
	all := []remote.Definition{definition(2, "a"), definition(1, ""), definition(1, "a"), definition(3, "")}
	got, err := client(t, s.URL+"/engine-rest").Running(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	want := []remote.Version{{Definition: definition(1, ""), Instances: 1}, {Definition: definition(2, "a"), Instances: 2, SuspendedInstances: 1}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]remote.Definition{definition(3, ""), definition(2, "a")}, remote.Latest(all)); d != "" {
		t.Errorf("the latest of each tenant: %s", d)
	}
}

func TestFirstFailureEndsTheCounting(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(500, "application/json", `{"type":"ProcessEngineException","message":"database is gone","code":0}`))
	if _, err := client(t, s.URL).Running(t.Context(), []remote.Definition{definition(1, ""), definition(2, "")}); err == nil || !strings.Contains(err.Error(), "database is gone") {
		t.Errorf("got %v", err)
	}
}

// An older version counts too where it is the newest of its tenant with the
// file: that is how a release is taken back.
func TestVersionsThatAreMadeOfAFile(t *testing.T) {
	t.Parallel()
	all := map[string]any{}
	var definitions []remote.Definition
	add := func(version int, tenant, model string) {
		d := definition(version, tenant)
		d.DeploymentID = fmt.Sprint(tenant, version)
		definitions = append(definitions, d)
		all["/deployment/"+d.DeploymentID+"/resources"] = []map[string]string{{"id": "9", "name": "p.bpmn"}}
		all["/deployment/"+d.DeploymentID+"/resources/9/data"] = []byte(model)
	}
	add(1, "", "<a/>")
	add(2, "", "<a/>")
	add(3, "", "<b/>")
	add(1, "a", "<b/>")
	add(2, "a", "<a/>")
	add(1, "b", "<b/>")
	s := serve(t, jsonAt(t, all))
	got, err := client(t, s.URL+"/engine-rest").MadeOf(t.Context(), []byte("<a/>"), definitions)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range got {
		ids = append(ids, d.ID)
	}
	if d := cmp.Diff([]string{"p:2:", "p:2:a"}, ids); d != "" {
		t.Error(d)
	}
}

// The bytes of the resource count; the engine's text of them is what is left
// where deployments may not be read.
func TestModel(t *testing.T) {
	t.Parallel()
	resources := []map[string]string{{"id": "8", "name": "q.bpmn"}, {"id": "9", "name": "p.bpmn"}}
	latin := []byte("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"gr\xfcn\"/>")
	for _, test := range []struct {
		name   string
		answer map[string]any
		want   string
		lossy  bool
	}{
		{"bytes", map[string]any{"/deployment/7/resources": resources, "/deployment/7/resources/9/data": latin}, string(latin), false},
		{"text", map[string]any{"/process-definition/p:1:/xml": map[string]string{"bpmn20Xml": "<a b=\"grün\"/>"}}, "<a b=\"grün\"/>", false},
		{"text that has lost characters", map[string]any{"/process-definition/p:1:/xml": map[string]string{"bpmn20Xml": "<a b=\"gr\uFFFDn\"/>"}}, "<a b=\"gr\uFFFDn\"/>", true},
		{"file that the deployment does not list", map[string]any{
			"/deployment/7/resources": resources[:1], "/process-definition/p:1:/xml": map[string]string{"bpmn20Xml": "<a/>"},
		}, "<a/>", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, jsonAt(t, test.answer))
			got, lossy, err := client(t, s.URL+"/engine-rest").Model(t.Context(), definition(1, ""))
			if err != nil || string(got) != test.want || lossy != test.lossy {
				t.Errorf("got %q, %t, %v", got, lossy, err)
			}
		})
	}
}

func TestSameFile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"<a/>", "<a/>", true}, {"\xEF\xBB\xBF<a/>", "<a/>", true}, {"<a/>", "<a />", false},
	} {
		if got := remote.IsSameFile([]byte(test.a), []byte(test.b)); got != test.want {
			t.Errorf("%q and %q: %t", test.a, test.b, got)
		}
	}
}

// An engine that hides something answers as if it were not there.
func TestRights(t *testing.T) {
	t.Parallel()
	authorized := func(yes bool) map[string]bool { return map[string]bool{"authorized": yes} }
	const byDefinition = "/authorization/check?permissionName=READ_INSTANCE&resourceId=p&resourceName=ProcessDefinition&resourceType=6"
	const byInstance = "/authorization/check?permissionName=READ&resourceId=%2A&resourceName=ProcessInstance&resourceType=8"
	for _, test := range []struct {
		name   string
		answer map[string]any
		want   bool
	}{
		{"on the definition", map[string]any{byDefinition: authorized(true)}, true},
		{"on all instances", map[string]any{byDefinition: authorized(false), byInstance: authorized(true)}, true},
		{"none", map[string]any{byDefinition: authorized(false), byInstance: authorized(false)}, false},
		{"not told", map[string]any{}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, jsonAt(t, test.answer))
			if got, err := client(t, s.URL+"/engine-rest").MayReadInstances(t.Context(), "p"); err != nil || got != test.want {
				t.Errorf("got %t, %v", got, err)
			}
		})
	}
}

// process builds a process of this content.
func process(t *testing.T, content string) *program.Process {
	t.Helper()
	d, problems := bpmn.Parse(source.New("p.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t"><process id="p" isExecutable="true">`+content+`</process></definitions>`)), bpmn.Options{})
	if d == nil {
		t.Fatal(problems)
	}
	return program.Build(d, program.Options{})[0]
}

// statistic is what the engine says of an activity; incidents are pairs of type
// and number.
func statistic(id string, instances int, incidents ...any) map[string]any {
	list := []map[string]any{}
	for i := 0; i < len(incidents); i += 2 {
		list = append(list, map[string]any{"incidentType": incidents[i], "incidentCount": incidents[i+1]})
	}
	return map[string]any{"id": id, "instances": instances, "incidents": list}
}

func TestOccupied(t *testing.T) {
	t.Parallel()
	unknownPath := answer(404, "application/json", `{"type":"NotFoundException","message":"HTTP 404 Not Found","code":null}`)
	const statistics = "/process-definition/p:1:/statistics?failedJobs=true&incidents=true"
	count := func(n int) map[string]int { return map[string]int{"count": n} }
	jobs := []map[string]string{
		{"id": "4", "activityId": "a", "jobConfiguration": "async-before"}, {"id": "5", "activityId": "a", "jobConfiguration": "async-after"},
	}
	for _, test := range []struct {
		name, model string
		answer      map[string]any
		want        []string
	}{
		{"task", `<userTask id="a" />`, map[string]any{statistics: []any{statistic("a", 3)}}, []string{"a in 3"}},
		{"nobody", `<userTask id="a" />`, map[string]any{statistics: []any{}}, nil},
		{
			"task between jobs", `<userTask id="a" camunda:asyncBefore="true" camunda:asyncAfter="true" />`,
			map[string]any{
				statistics: []any{statistic("a", 9, "failedJob", 2)},
				"/job-definition?jobType=async-continuation&processDefinitionId=p:1:": jobs,
				"/job/count?jobDefinitionId=4":                                        count(3), "/job/count?jobDefinitionId=5": count(1),
			},
			[]string{"a before 3, 2 incidents", "a in 5", "a after 1"},
		},
		{
			"external task and its incidents", `<serviceTask id="a" camunda:type="external" camunda:topic="t" />`,
			map[string]any{statistics: []any{statistic("a", 2, "failedExternalTask", 1)}}, []string{"a in 2, 1 incidents"},
		},
		{
			"join", `<parallelGateway id="f" /><sequenceFlow id="x" sourceRef="f" targetRef="j" /><sequenceFlow id="y" sourceRef="f" targetRef="j" /><parallelGateway id="j" />`,
			map[string]any{statistics: []any{}, "/execution/count?activityId=j&processDefinitionId=p:1:": count(2)}, []string{"j in 2"},
		},
		{
			"call", `<callActivity id="a" calledElement="c" camunda:asyncBefore="true" />`,
			map[string]any{
				statistics: []any{statistic("a", 4, "failedJob", 3)},
				"/job-definition?jobType=async-continuation&processDefinitionId=p:1:": jobs, "/job/count?jobDefinitionId=4": count(1),
				"/incident?activityId=a&processDefinitionId=p:1:": []any{
					map[string]string{"id": "1", "causeIncidentId": "1"},
					map[string]string{"id": "2", "causeIncidentId": "9"}, map[string]string{"id": "3", "causeIncidentId": "8"},
				},
			},
			[]string{"a before 1, 1 incidents", "a in 3, 2 incidents, 2 called"},
		},
		{
			"pending compensation", `<userTask id="a" /><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>` +
				`<userTask id="u" isForCompensation="true" /><association id="s" associationDirection="One" sourceRef="b" targetRef="u" />`,
			map[string]any{
				statistics: []any{},
				"/event-subscription?activityId=u&eventType=compensate": []any{
					map[string]string{"processInstanceId": "1"}, map[string]string{"processInstanceId": "1"}, map[string]string{"processInstanceId": "2"},
				},
				"/process-instance/count": count(1),
			},
			[]string{"b compensation of 1"},
		},
		{
			"pending compensation in an old engine", `<userTask id="a" /><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>` +
				`<userTask id="u" isForCompensation="true" /><association id="s" associationDirection="One" sourceRef="b" targetRef="u" />`,
			map[string]any{statistics: []any{}, "/event-subscription?activityId=u&eventType=compensate": unknownPath}, []string{"b compensation of -1"},
		},
		{
			"handler of compensation that was thrown", `<userTask id="a" /><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition /></boundaryEvent>` +
				`<intermediateThrowEvent id="t"><compensateEventDefinition /></intermediateThrowEvent>` +
				`<userTask id="u" isForCompensation="true" /><association id="s" associationDirection="One" sourceRef="b" targetRef="u" />`,
			map[string]any{
				statistics: []any{statistic("t", 1), statistic("u", 1)}, "/event-subscription?activityId=u&eventType=compensate": []any{},
			},
			[]string{"t compensating 1"},
		},
		{
			"code that waits for a signal, and its job", `<serviceTask id="a" camunda:asyncBefore="true" camunda:class="org.example.A" />`,
			map[string]any{
				statistics: []any{statistic("a", 3)},
				"/job-definition?jobType=async-continuation&processDefinitionId=p:1:": jobs, "/job/count?jobDefinitionId=4": count(1),
			},
			[]string{"a before 1", "a  2"},
		},
		{
			"incident of a timer, and what the model does not have",
			`<userTask id="a" /><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>`,
			map[string]any{statistics: []any{statistic("b", 0, "failedJob", 1), statistic("z", 1)}}, []string{"b  0, 1 incidents", "z  1"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, jsonAt(t, test.answer))
			got, err := client(t, s.URL+"/engine-rest").Occupied(t.Context(), definition(1, ""), process(t, test.model))
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, o := range got {
				line := fmt.Sprintf("%s %s %d", o.ID, o.Waiting, o.Tokens)
				if o.Incidents > 0 {
					line += fmt.Sprintf(", %d incidents", o.Incidents)
				}
				if o.Called > 0 {
					line += fmt.Sprintf(", %d called", o.Called)
				}
				lines = append(lines, line)
			}
			if d := cmp.Diff(test.want, lines); d != "" {
				t.Error(d)
			}
		})
	}
}

// Where the engine judges otherwise, it is told.
func TestCompare(t *testing.T) {
	t.Parallel()
	old := process(t, `<userTask id="a" /><userTask id="b" />`)
	report := migration.Compare([]*program.Process{old}, []*program.Process{old}, migration.Options{})[0].Forward
	report.Plan.Source, report.Plan.Target = "p:1:3", "p:2:5"
	instruction := func(source, target string) map[string]any {
		return map[string]any{"sourceActivityIds": []string{source}, "targetActivityIds": []string{target}, "updateEventTrigger": false}
	}
	const fine = `{"instructionReports":[],"variableReports":{}}`
	plan := func(all ...any) map[string]any { return map[string]any{"instructions": all} }
	for _, test := range []struct {
		name     string
		generate any
		validate string
		want     []string
	}{
		{"agreement", plan(instruction("b", "b"), instruction("a", "a")), fine, nil},
		{"other instructions", plan(instruction("a", "a"), instruction("b", "a")), fine, []string{
			"Our plan has MigrationInstructionImpl{sourceActivityId='b', targetActivityId='b', updateEventTrigger='false'}, and the engine's has not.",
			"The engine's plan has MigrationInstructionImpl{sourceActivityId='b', targetActivityId='a', updateEventTrigger='false'}, and ours has not.",
		}},
		{
			"other judgement", plan(instruction("a", "a"), instruction("b", "b")),
			`{"instructionReports":[{"instruction":{"sourceActivityIds":["a"],"targetActivityIds":["a"]},"failures":["It is Monday"]}],"variableReports":{}}`,
			[]string{"The engine has against MigrationInstructionImpl{sourceActivityId='a', targetActivityId='a', updateEventTrigger='false'}, and we have not: It is Monday."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, jsonAt(t, map[string]any{"/migration/generate": test.generate, "/migration/validate": json.RawMessage(test.validate)}))
			got, err := client(t, s.URL+"/engine-rest").Compare(t.Context(), report, true, false)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
