package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

const (
	oldID = "order:1:3"
	newID = "order:2:8"
)

// batchEngine is an engine whose batches are done in steps: each question about
// progress does one job more.
type batchEngine struct {
	t       *testing.T
	perJob  int               // instances of a job
	fail    map[string]string // what the engine says of instances that it does not migrate
	hide    bool              // batches are not shown, as without the right READ
	lost    bool              // the answer to executeAsync gets lost
	deleted int               // somebody deletes the batch after so many jobs, 0 for never
	onPoll  func(polls int)
	outage  int // so many questions about progress are answered by a proxy, after the first

	mu       sync.Mutex
	old      []string // instances of the old version
	started  [][]string
	queue    [][]string // jobs of the batch that runs
	total    int
	failed   []string // messages
	isOver   bool
	finished int // jobs
	polls    int
}

func (e *batchEngine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	say := func(v any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(v); err != nil {
			e.t.Error(err)
		}
	}
	switch q := r.URL.Query(); {
	case r.Method == "GET" && r.URL.Path == "/engine-rest/process-instance" && q.Get("processDefinitionId") == oldID && q.Get("maxResults") != "":
		list := []map[string]any{}
		for _, id := range e.old {
			list = append(list, map[string]any{"id": id})
		}
		say(list)
	case r.Method == "POST" && r.URL.Path == "/engine-rest/migration/executeAsync":
		e.execute(w, r, say)
	case r.Method == "GET" && r.URL.Path == "/engine-rest/batch/statistics":
		e.polls++
		if e.onPoll != nil {
			e.onPoll(e.polls)
		}
		if 1 < e.polls && e.polls <= 1+e.outage {
			answer(503, "text/html", "<html>no upstream</html>")(w, r)
			return
		}
		e.step()
		if e.hide || e.isOver {
			say([]any{})
			return
		}
		say([]map[string]any{{
			"id": "b", "totalJobs": e.total, "jobsCreated": e.total, "batchJobDefinitionId": "d",
			"remainingJobs": len(e.queue) + len(e.failed), "completedJobs": e.finished, "failedJobs": len(e.failed),
		}})
	case r.Method == "GET" && r.URL.Path == "/engine-rest/job" && q.Get("jobDefinitionId") == "d" && q.Get("noRetriesLeft") == "true":
		list := []map[string]any{}
		for i, m := range e.failed {
			list = append(list, map[string]any{"id": fmt.Sprint(i), "exceptionMessage": m})
		}
		say(list)
	case r.Method == "GET" && r.URL.Path == "/engine-rest/history/batch/b" && e.deleted > 0:
		say(map[string]any{"endTime": "2030-01-01T00:00:00.000+0000"})
	default:
		answer(404, "application/json", `{"type":"InvalidRequestException","message":"not here"}`)(w, r)
	}
}

func (e *batchEngine) execute(w http.ResponseWriter, r *http.Request, say func(any)) {
	var in struct {
		Instances []string `json:"processInstanceIds"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		e.t.Error(err)
	}
	e.started = append(e.started, in.Instances)
	e.queue, e.failed, e.isOver, e.finished = nil, nil, false, 0
	for i := 0; i < len(in.Instances); i += e.perJob {
		e.queue = append(e.queue, in.Instances[i:min(i+e.perJob, len(in.Instances))])
	}
	e.total = len(e.queue)
	if e.lost {
		panic(http.ErrAbortHandler)
	}
	say(map[string]any{"id": "b", "totalJobs": e.total, "jobsCreated": 0, "batchJobDefinitionId": "d"})
}

// step does a job, all of it or nothing.
func (e *batchEngine) step() {
	if len(e.queue) == 0 {
		e.isOver = e.isOver || len(e.failed) == 0
		return
	}
	job := e.queue[0]
	e.queue = e.queue[1:]
	for _, id := range job {
		if m := e.fail[id]; m != "" {
			e.failed = append(e.failed, m)
			return
		}
	}
	e.finished++
	var left []string
	for _, id := range e.old {
		if !strings.Contains(" "+strings.Join(job, " ")+" ", " "+id+" ") {
			left = append(left, id)
		}
	}
	e.old = left
	if e.deleted > 0 && e.finished == e.deleted {
		e.queue, e.isOver = nil, true
	}
}

func work(size int, instances ...string) remote.Work {
	return remote.Work{
		Execution: remote.Execution{Plan: engine.Plan{Source: oldID, Target: newID}, Instances: instances},
		BatchSize: size,
	}
}

func migrate(t *testing.T, e *batchEngine, w remote.Work) (remote.Account, error) {
	t.Helper()
	e.t = t
	s := serve(t, e)
	a, err := client(t, s.URL+"/engine-rest").Migrate(t.Context(), w)
	s.Close() // what the engine has noted can be read now
	return a, err
}

func compareAccount(t *testing.T, want, got remote.Account) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(remote.Batch{}, "TotalJobs", "JobsCreated", "JobDefinitionID")); d != "" {
		t.Error(d)
	}
}

func TestMigrateInBatches(t *testing.T) {
	t.Parallel()
	e := &batchEngine{perJob: 1, old: []string{"1", "2", "3", "4", "5", "6"}}
	w := work(2, "1", "2", "3", "9", "5")
	var seen []int
	w.Watch = func(s remote.Status) {
		if s.Total != 5 {
			t.Errorf("%d in all", s.Total)
		}
		seen = append(seen, s.Done)
	}
	got, err := migrate(t, e, w)
	if err != nil {
		t.Fatal(err)
	}
	compareAccount(t, remote.Account{Migrated: []string{"1", "2", "3", "5"}, Gone: []string{"9"}}, got)
	if d := cmp.Diff([][]string{{"1", "2"}, {"3", "5"}}, e.started); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"4", "6"}, e.old); d != "" {
		t.Errorf("what nobody has named was migrated: %s", d)
	}
	for i := 1; i < len(seen); i++ {
		if seen[i] < seen[i-1] {
			t.Errorf("it goes backwards: %v", seen)
		}
	}
}

func TestMigrateSaysWhatBecameOfEach(t *testing.T) {
	t.Parallel()
	const (
		unmapped = "ENGINE-23004 Cannot migrate process instance '2':\n\tCannot migrate activity instance 'ship:7':\n\t\tThere is no migration instruction for this instance's activity\n"
		ended    = "ENGINE-23003 Process instance '3' cannot be migrated. The process instance does not exist"
		moved    = "ENGINE-23002 Process instance '4' cannot be migrated. Its process definition 'order:2:8' does not match the source process definition of the migration plan 'order:1:3'"
	)
	batch := remote.Batch{ID: "b"}
	for _, test := range []struct {
		name   string
		engine *batchEngine
		want   remote.Account
	}{
		{
			"one by one",
			&batchEngine{perJob: 1, old: []string{"1", "2", "3", "4"}, fail: map[string]string{"2": unmapped, "3": ended, "4": moved}},
			remote.Account{Migrated: []string{"1"}, Gone: []string{"3", "4"}, Failed: []remote.FailedInstance{{ID: "2", Message: unmapped}}, Left: []remote.Batch{batch}},
		},
		{
			"several in a job",
			&batchEngine{perJob: 2, old: []string{"1", "2", "3", "4"}, fail: map[string]string{"2": unmapped}},
			remote.Account{Migrated: []string{"3", "4"}, Failed: []remote.FailedInstance{{ID: "1"}, {ID: "2", Message: unmapped}}, Left: []remote.Batch{batch}},
		},
		{
			"a message without the instance",
			&batchEngine{perJob: 1, old: []string{"1", "2", "3", "4"}, fail: map[string]string{"2": "Unknown property used in expression: ${none}"}},
			remote.Account{Migrated: []string{"1", "3", "4"}, Failed: []remote.FailedInstance{{ID: "2", Message: "Unknown property used in expression: ${none}"}}, Left: []remote.Batch{batch}},
		},
		{
			"somebody deletes the batch",
			&batchEngine{perJob: 1, old: []string{"1", "2", "3", "4"}, deleted: 2},
			remote.Account{Migrated: []string{"1", "2"}, Failed: []remote.FailedInstance{{ID: "3"}, {ID: "4"}}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := migrate(t, test.engine, work(100, "1", "2", "3", "4"))
			if err != nil {
				t.Fatal(err)
			}
			compareAccount(t, test.want, got)
		})
	}
}

func TestMigrateWaitsForAnEngineThatComesBack(t *testing.T) {
	t.Parallel()
	w := work(100, "1", "2")
	troubles := 0
	w.Watch = func(s remote.Status) {
		if s.Trouble != nil {
			troubles++
			if !strings.Contains(s.Trouble.Error(), "(503)") || s.Done != 1 {
				t.Errorf("%d done, trouble %v", s.Done, s.Trouble)
			}
		}
	}
	got, err := migrate(t, &batchEngine{perJob: 1, old: []string{"1", "2"}, outage: 3}, w) // each question is put three times
	if err != nil {
		t.Fatal(err)
	}
	compareAccount(t, remote.Account{Migrated: []string{"1", "2"}}, got)
	if troubles != 1 {
		t.Errorf("told %d times", troubles)
	}
}

func TestMigrateWithoutSeeingTheBatch(t *testing.T) {
	t.Parallel()
	got, err := migrate(t, &batchEngine{perJob: 1, old: []string{"1", "2"}, hide: true}, work(100, "1", "2"))
	if err == nil || !strings.Contains(err.Error(), "does not show batch b") || !strings.Contains(err.Error(), "READ on batches") {
		t.Errorf("got %v", err)
	}
	compareAccount(t, remote.Account{Waiting: []string{"1", "2"}, Running: &remote.Batch{ID: "b"}, Underway: 2}, got)
}

func TestMigrateWhoseAnswerGetsLost(t *testing.T) {
	t.Parallel()
	e := &batchEngine{perJob: 1, old: []string{"1", "2"}, lost: true}
	got, err := migrate(t, e, work(100, "1", "2"))
	if !errors.Is(err, remote.ErrUnknownOutcome) || !strings.Contains(err.Error(), "/engine-rest/batch?type=instance-migration") {
		t.Errorf("got %v", err)
	}
	compareAccount(t, remote.Account{Waiting: []string{"1", "2"}}, got)
	if len(e.started) != 1 {
		t.Errorf("it was sent %d times", len(e.started))
	}
}

func TestMigrateInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	e := &batchEngine{t: t, perJob: 1, old: []string{"1", "2", "3", "4"}, onPoll: func(polls int) {
		if polls == 1 {
			cancel()
		}
	}}
	s := serve(t, e)
	got, err := client(t, s.URL+"/engine-rest").Migrate(ctx, work(3, "1", "2", "3", "4"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	compareAccount(t, remote.Account{Waiting: []string{"1", "2", "3", "4"}, Running: &remote.Batch{ID: "b"}, Underway: 3}, got)
}

func TestExecutionIsNeverAQuery(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal(remote.Execution{
		Plan:          engine.Plan{Source: oldID, Target: newID, Instructions: []engine.Instruction{{Source: "a", Target: "b", UpdateEventTrigger: true}}},
		Instances:     []string{"1"},
		SkipListeners: true, SkipIOMappings: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"migrationPlan":{"sourceProcessDefinitionId":"order:1:3","targetProcessDefinitionId":"order:2:8",` +
		`"instructions":[{"sourceActivityIds":["a"],"targetActivityIds":["b"],"updateEventTrigger":true}]},` +
		`"processInstanceIds":["1"],"skipCustomListeners":true,"skipIoMappings":true}`
	if d := cmp.Diff(want, string(data)); d != "" {
		t.Error(d)
	}
	asked := false
	s := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	if _, err := client(t, s.URL).ExecuteAsync(t.Context(), remote.Execution{}); err == nil || asked {
		t.Errorf("without instances: asked %v, error %v", asked, err)
	}
}

func TestMayReadBatches(t *testing.T) {
	t.Parallel()
	for _, want := range []bool{true, false} {
		s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if got := r.URL.RequestURI(); got != "/engine-rest/authorization/check?permissionName=READ&resourceId=%2A&resourceName=Batch&resourceType=13" {
				t.Errorf("asked for %s", got)
			}
			answer(200, "application/json", fmt.Sprintf(`{"authorized":%t}`, want))(w, r)
		}))
		if got, err := client(t, s.URL+"/engine-rest").MayReadBatches(t.Context()); err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
}
