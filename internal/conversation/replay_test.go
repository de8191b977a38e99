package conversation_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/internal/conversation"
)

const progress = `### 01 start
POST /engine-rest/migration/executeAsync HTTP/1.1

{"migrationPlan": {"sourceProcessDefinitionId": "order:1:3", "instructions": []}, "processInstanceIds": ["5", "6"]}
<<<
HTTP/1.1 200
Content-Type: application/json

{"id":"9"}

### 02 progress
GET /engine-rest/batch/statistics?batchId=9&maxResults=1 HTTP/1.1

<<<
HTTP/1.1 200
Content-Type: application/json

[{"remainingJobs":2}]

### 03 progress
GET /engine-rest/batch/statistics?batchId=9&maxResults=1 HTTP/1.1

<<<
HTTP/1.1 200
Content-Type: application/json

[]
`

func parse(t *testing.T, text string) conversation.Conversation {
	t.Helper()
	c, err := conversation.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// ask sends a request and returns the status and the body of its answer.
func ask(t *testing.T, client *http.Client, method, address, body string, header http.Header) (int, string) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	q.Header = header
	a, err := client.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, string(data)
}

func TestReplayAnswersEqualRequests(t *testing.T) {
	t.Parallel()
	r := conversation.NewReplay(func(m string) { t.Error(m) }, parse(t, progress))
	base := serve(t, r)
	if d := cmp.Diff([]string{"01 start", "02 progress", "03 progress"}, r.Unasked()); d != "" {
		t.Error(d)
	}
	status, body := ask(t, http.DefaultClient, "POST", base+"/engine-rest/migration/executeAsync",
		`{"processInstanceIds":["5","6"],"migrationPlan":{"instructions":[],"sourceProcessDefinitionId":"order:1:3"}}`, nil)
	if status != 200 || body != `{"id":"9"}` {
		t.Errorf("started: %d %s", status, body)
	}
	for i, want := range []string{`[{"remainingJobs":2}]`, "[]", "[]"} {
		status, body := ask(t, http.DefaultClient, "GET", base+"/engine-rest/batch/statistics?maxResults=1&batchId=9", "", nil)
		if status != 200 || body != want {
			t.Errorf("progress %d: %d %s, want %s", i+1, status, body, want)
		}
		if i == 0 {
			if d := cmp.Diff([]string{"03 progress"}, r.Unasked()); d != "" {
				t.Error(d)
			}
		}
	}
	if left := r.Unasked(); len(left) > 0 {
		t.Errorf("not asked for: %q", left)
	}
}

func TestReplayTellsUnknownRequests(t *testing.T) {
	t.Parallel()
	var said []string
	base := serve(t, conversation.NewReplay(func(m string) { said = append(said, m) }, parse(t, progress)))
	status, _ := ask(t, http.DefaultClient, "POST", base+"/engine-rest/migration/executeAsync", `{"processInstanceIds":[]}`, nil)
	if status != http.StatusNotImplemented {
		t.Errorf("status %d", status)
	}
	want := []string{`a request that is not recorded:
POST /engine-rest/migration/executeAsync?
{"processInstanceIds":[]}
the nearest one is "01 start":
POST /engine-rest/migration/executeAsync?
{"migrationPlan":{"instructions":[],"sourceProcessDefinitionId":"order:1:3"},"processInstanceIds":["5","6"]}`}
	if d := cmp.Diff(want, said); d != "" {
		t.Error(d)
	}
}

func TestRecorderKeepsNoCredentials(t *testing.T) {
	t.Parallel()
	engine := serve(t, http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if _, password, _ := q.BasicAuth(); password != "secret" {
			t.Error("the credentials have not arrived")
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Set-Cookie", "JSESSIONID=secret")
		if q.Method == "POST" {
			data, err := io.ReadAll(q.Body)
			if err != nil {
				t.Error(err)
			}
			_, _ = w.Write(data)
			return
		}
		_, _ = io.WriteString(w, "[1]")
	}))
	target, err := url.Parse(engine)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		via  func(*conversation.Recorder) (string, *http.Client)
	}{
		{name: "as a proxy", via: func(r *conversation.Recorder) (string, *http.Client) {
			return serve(t, r.Proxy(target)), http.DefaultClient
		}},
		{name: "as a transport", via: func(r *conversation.Recorder) (string, *http.Client) { return engine, &http.Client{Transport: r} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			recorder := &conversation.Recorder{Transport: http.DefaultTransport}
			base, client := c.via(recorder)
			header := http.Header{"Accept": {"application/json"}, "Cookie": {"JSESSIONID=secret"}}
			q := http.Request{Header: header}
			q.SetBasicAuth("demo", "secret")
			ask(t, client, "GET", base+"/engine-rest/batch?a=b%20c", "", header)
			ask(t, client, "POST", base+"/engine-rest/batch", `{"a":1}`, header)
			data, err := recorder.Conversation("Two batches").Format()
			if err != nil {
				t.Fatal(err)
			}
			want := `# Two batches

### 01 GET /engine-rest/batch
GET /engine-rest/batch?a=b%20c HTTP/1.1
Accept: application/json

<<<
HTTP/1.1 200
Content-Type: application/json

[1]

### 02 POST /engine-rest/batch
POST /engine-rest/batch HTTP/1.1
Accept: application/json

{"a":1}
<<<
HTTP/1.1 200
Content-Type: application/json

{"a":1}
`
			if d := cmp.Diff(want, string(data)); d != "" {
				t.Error(d)
			}
		})
	}
}
