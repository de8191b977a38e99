package remote_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/internal/conversation"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// TestRecordedExchanges puts questions that an engine was asked, and compares
// what the client makes of the answers with the answers.
func TestRecordedExchanges(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	files, err := filepath.Glob(filepath.Join(shared, "golden", "rest", "*.http"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("SKIPPED: the shared folder with recorded conversations is not there; BPMNLINT_SHARED names it")
	}
	asked := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := conversation.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range c.Exchanges {
			base, path, ok := splitTarget(x.Request.Target)
			ask := question(x.Request, path)
			if !ok || ask == nil {
				continue
			}
			name, _, _ := strings.Cut(path, "?")
			asked[name]++
			t.Run(filepath.Base(file)+" "+x.Title, func(t *testing.T) {
				s := serve(t, asRecorded(x.Request, conversation.NewReplay(func(m string) { t.Error(m) }, conversation.Conversation{Exchanges: []conversation.Exchange{x}})))
				compareOutcome(t, x.Answer, ask(t, client(t, s.URL+base)))
			})
		}
	}
	for _, path := range []string{"/migration/executeAsync", "/migration/validate", "/migration/generate", "/batch/statistics", "/job"} {
		if asked[path] < 2 {
			t.Errorf("%s was asked for %d times", path, asked[path])
		}
	}
}

// splitTarget splits a target into the path of the API and what is below it.
func splitTarget(target string) (base, rest string, ok bool) {
	rest, ok = strings.CutPrefix(target, "/engine-rest")
	base = "/engine-rest"
	if after, named := strings.CutPrefix(rest, "/engine/"); named {
		name, path, _ := strings.Cut(after, "/")
		base, rest = base+"/engine/"+name, "/"+path
	}
	return base, rest, ok
}

// outcome is what the client makes of an answer: a value that JSON can compare
// with it, or an error.
type outcome struct {
	value any
	err   error
}

// question returns how the client asks what was asked, nil if it never does.
func question(r conversation.Request, path string) func(*testing.T, *remote.Client) outcome {
	u, err := url.Parse(path)
	if err != nil || r.Header.Get("Accept") != "application/json" {
		return nil
	}
	q := u.Query()
	switch {
	case r.Method == "POST" && u.Path == "/migration/executeAsync":
		return questionExecute(r.Body)
	case r.Method == "POST" && u.Path == "/migration/validate":
		plan, err := migration.ReadPlan(strings.NewReader(r.Body))
		if err != nil || !isJSONOf(r.Body, migration.RESTPlan(plan)) || r.Header.Get("Content-Type") != "application/json" {
			return nil
		}
		return func(t *testing.T, c *remote.Client) outcome {
			v, err := c.Validate(t.Context(), plan)
			return outcome{v, err}
		}
	case r.Method == "POST" && u.Path == "/migration/generate":
		return questionGenerate(r.Body)
	case r.Method == "GET" && u.Path == "/batch/statistics" && q.Has("batchId"):
		return func(t *testing.T, c *remote.Client) outcome {
			p, found, err := c.Progress(t.Context(), q.Get("batchId"))
			if !found {
				return outcome{[]remote.Progress{}, err}
			}
			return outcome{[]remote.Progress{p}, err}
		}
	case r.Method == "GET" && u.Path == "/job" && q.Get("noRetriesLeft") == "true":
		return func(t *testing.T, c *remote.Client) outcome {
			v, err := c.FailedJobs(t.Context(), remote.Batch{JobDefinitionID: q.Get("jobDefinitionId")})
			return outcome{v, err}
		}
	case r.Method == "GET" && strings.HasPrefix(u.Path, "/history/batch/"):
		return func(t *testing.T, c *remote.Client) outcome {
			ended, known, err := c.HasEnded(t.Context(), strings.TrimPrefix(u.Path, "/history/batch/"))
			return outcome{[2]bool{ended, known}, err}
		}
	}
	return nil
}

func questionExecute(body string) func(*testing.T, *remote.Client) outcome {
	var in struct {
		Instances []any           `json:"processInstanceIds"`
		Query     json.RawMessage `json:"processInstanceQuery"`
	}
	plan, err := migration.ReadPlan(strings.NewReader(body))
	if err != nil || json.Unmarshal([]byte(body), &in) != nil || in.Query != nil || len(in.Instances) == 0 {
		return nil // no plan, a query, nothing chosen: the client never asks so
	}
	e := remote.Execution{Plan: plan}
	for _, id := range in.Instances {
		s, ok := id.(string)
		if !ok {
			return nil
		}
		e.Instances = append(e.Instances, s)
	}
	return func(t *testing.T, c *remote.Client) outcome {
		b, err := c.ExecuteAsync(t.Context(), e)
		return outcome{b, err}
	}
}

// isJSONOf reports whether a body is what is written for a value.
func isJSONOf(body string, v any) bool {
	data, err := json.Marshal(v)
	var have, want any
	return err == nil && json.Unmarshal(data, &have) == nil && json.Unmarshal([]byte(body), &want) == nil && cmp.Equal(have, want)
}

func questionGenerate(body string) func(*testing.T, *remote.Client) outcome {
	var in map[string]any
	if json.Unmarshal([]byte(body), &in) != nil {
		return nil
	}
	source, ok1 := in["sourceProcessDefinitionId"].(string)
	target, ok2 := in["targetProcessDefinitionId"].(string)
	update, ok3 := in["updateEventTriggers"].(bool)
	if !ok1 || !ok2 || !ok3 || len(in) != 3 {
		return nil
	}
	return func(t *testing.T, c *remote.Client) outcome {
		plan, err := c.Generate(t.Context(), source, target, update)
		return outcome{migration.RESTPlan(plan), err}
	}
}

// asRecorded lets a request ask for the page that the recorded one asks for:
// what a list is sorted by and how long its pages are is the client's.
func asRecorded(r conversation.Request, next http.Handler) http.Handler {
	recorded, err := url.Parse(r.Target)
	return http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		q := in.URL.Query()
		for _, name := range []string{"firstResult", "maxResults", "sortBy", "sortOrder"} {
			if value := recorded.Query().Get(name); value != "" {
				q.Set(name, value)
			} else {
				q.Del(name)
			}
		}
		in.URL.RawQuery = q.Encode()
		next.ServeHTTP(w, in)
	})
}

// compareOutcome compares what the client has made of an answer with it.
func compareOutcome(t *testing.T, a conversation.Answer, got outcome) {
	t.Helper()
	switch {
	case a.Status == http.StatusOK:
		compareValue(t, a.Body, got)
	case a.Status == http.StatusUnauthorized:
		if got.err == nil || !strings.Contains(got.err.Error(), "(401)") {
			t.Errorf("got %v", got.err)
		}
	case a.Status == http.StatusNotFound && got.value == [2]bool{}:
		if got.err != nil {
			t.Errorf("what history does not have is no error, but %v", got.err)
		}
	default:
		var want struct{ Type, Message string }
		if err := json.Unmarshal([]byte(a.Body), &want); err != nil {
			t.Fatal(err)
		}
		var e *remote.Error
		if !errors.As(got.err, &e) {
			if got.err == nil || want.Message != "No process engine available" {
				t.Errorf("got %v, want %v", got.err, want)
			}
			return
		}
		if e.Status != a.Status || e.Type != want.Type || e.Message != want.Message {
			t.Errorf("got %d %s %q, want %d %s %q", e.Status, e.Type, e.Message, a.Status, want.Type, want.Message)
		}
		if want.Message != "" && a.Status != http.StatusForbidden && !strings.Contains(got.err.Error(), strings.TrimSpace(want.Message)) {
			t.Errorf("the message of the engine is not in %q", got.err)
		}
	}
}

// compareValue wants every member of a value to be in the answer as it is.
func compareValue(t *testing.T, body string, got outcome) {
	t.Helper()
	if got.err != nil {
		t.Fatal(got.err)
	}
	if ended, ok := got.value.([2]bool); ok {
		var want struct{ EndTime *string }
		if err := json.Unmarshal([]byte(body), &want); err != nil {
			t.Fatal(err)
		}
		if ended != [2]bool{want.EndTime != nil, true} {
			t.Errorf("ended and known are %v, its end is %v", ended, want.EndTime)
		}
		return
	}
	data, err := json.Marshal(got.value)
	if err != nil {
		t.Fatal(err)
	}
	var have, want any
	if err := errors.Join(json.Unmarshal(data, &have), json.Unmarshal([]byte(body), &want)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(have, within(have, want)); d != "" {
		t.Error(d)
	}
}

// within reduces a value of JSON to the members that another one has.
func within(shape, v any) any {
	switch s := shape.(type) {
	case map[string]any:
		m, ok := v.(map[string]any)
		if !ok {
			return v
		}
		out := map[string]any{}
		for name, x := range s {
			if value, ok := m[name]; ok {
				out[name] = within(x, value)
			}
		}
		return out
	case []any:
		l, ok := v.([]any)
		if !ok || len(l) != len(s) {
			return v
		}
		out := make([]any, len(l))
		for i := range l {
			out[i] = within(s[i], l[i])
		}
		return out
	}
	return v
}
