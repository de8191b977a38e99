package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/bpmnlint/bpmnlint/internal/conversation"
	"github.com/bpmnlint/bpmnlint/internal/engineserver"
)

// engineScripts are the scripts that talk to an engine. Each has a conversation
// of its own name, recorded when it ran with a real one, and models under a
// process id of its own. Their commands, besides exits:
//
//	engine                          sets ENGINE to the address of the engine
//	deploy FILE [TENANT]            deploys a model
//	start KEY COUNT ACTIVITY [TENANT]  starts instances before an activity
//	suspend KEY                     suspends all versions with their instances
//	complete KEY TASK               completes the oldest user task TASK
//	await PATH COUNT                waits until the engine counts so many
//	hold PATH                       never answers the next request to this path
//	held                            waits until that request has come
//
// Deploy, start, suspend, complete and await do nothing where the conversation is replayed.
const engineScripts = "../../testdata/engine"

// TestEngineScripts runs the scripts on recorded conversations.
func TestEngineScripts(t *testing.T) {
	t.Parallel()
	runEngineScripts(t, func(ts *testscript.TestScript, name string) http.Handler {
		data, err := os.ReadFile(filepath.Join(engineScripts, name+".http"))
		ts.Check(err)
		c, err := conversation.Parse(data)
		ts.Check(err)
		r := conversation.NewReplay(func(m string) { t.Errorf("%s: %s", name, m) }, c)
		ts.Defer(func() {
			if left := r.Unasked(); len(left) > 0 {
				t.Errorf("%s: nobody asks for what is recorded: %q", name, left)
			}
		})
		return r
	}, nil)
}

// TestEngineScriptsWithEngine runs the same scripts with a real engine. Where
// BPMNLINT_RECORD is set, it writes the conversations that the other test
// replays.
func TestEngineScriptsWithEngine(t *testing.T) {
	t.Parallel()
	address := engineserver.Start(t, "../../../shared", "RETRIES=1")
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	runEngineScripts(t, func(ts *testscript.TestScript, name string) http.Handler {
		recorder := &conversation.Recorder{Transport: http.DefaultTransport}
		ts.Defer(func() {
			if os.Getenv("BPMNLINT_RECORD") == "" {
				return
			}
			data, err := recorder.Conversation("What " + name + ".txtar asks an engine").Format()
			if err == nil {
				err = os.WriteFile(filepath.Join(engineScripts, name+".http"), data, 0o666)
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
		return recorder.Proxy(target)
	}, &engineAdministrator{address})
}

// runEngineScripts runs the scripts. Serve returns what answers the program;
// admin prepares a real engine, and is nil without one.
func runEngineScripts(t *testing.T, serve func(ts *testscript.TestScript, name string) http.Handler, admin *engineAdministrator) {
	var holders sync.Map // by script
	holder := func(ts *testscript.TestScript) *holding {
		h, ok := holders.Load(ts)
		if !ok {
			ts.Fatalf("there is no engine")
		}
		return h.(*holding)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 engineScripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"engine": func(ts *testscript.TestScript, _ bool, _ []string) {
				h := &holding{next: serve(ts, ts.Name()), held: make(chan struct{})}
				s := httptest.NewServer(h)
				ts.Defer(s.Close)
				ts.Setenv("ENGINE", s.URL+"/engine-rest")
				holders.Store(ts, h)
			},
			"hold": func(ts *testscript.TestScript, _ bool, args []string) { holder(ts).path.Store(&args[0]) },
			"held": func(ts *testscript.TestScript, _ bool, _ []string) {
				select {
				case <-holder(ts).held:
				case <-time.After(time.Minute):
					ts.Fatalf("the request has not come within a minute")
				}
			},
			"deploy": func(ts *testscript.TestScript, _ bool, args []string) {
				if admin != nil {
					ts.Check(admin.deploy(args[0], []byte(ts.ReadFile(args[0])), optionalArgument(args, 1)))
				}
			},
			"start": func(ts *testscript.TestScript, _ bool, args []string) {
				if admin == nil {
					return
				}
				n, err := strconv.Atoi(args[1])
				ts.Check(err)
				for range n {
					ts.Check(admin.start(args[0], args[2], optionalArgument(args, 3)))
				}
			},
			"complete": func(ts *testscript.TestScript, _ bool, args []string) {
				if admin != nil {
					ts.Check(admin.complete(args[0], args[1]))
				}
			},
			"await": func(ts *testscript.TestScript, _ bool, args []string) {
				if admin != nil {
					ts.Check(admin.await(args[0], args[1]))
				}
			},
			"suspend": func(ts *testscript.TestScript, _ bool, args []string) {
				if admin != nil {
					ts.Check(admin.post("PUT", "/process-definition/suspended", map[string]any{
						"processDefinitionKey": args[0], "suspended": true, "includeProcessInstances": true,
					}))
				}
			},
		},
	})
}

// holding is a server that can leave a request without an answer.
type holding struct {
	next http.Handler
	path atomic.Pointer[string]
	held chan struct{} // closed when the request has come
}

func (h *holding) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path := h.path.Load(); path != nil && *path == r.URL.Path && h.path.CompareAndSwap(path, nil) {
		close(h.held)
		<-r.Context().Done()
		return
	}
	h.next.ServeHTTP(w, r)
}

func optionalArgument(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}

// engineAdministrator prepares an engine for a script.
type engineAdministrator struct{ address string }

func (a *engineAdministrator) deploy(name string, data []byte, tenant string) error {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, value := range map[string]string{"deployment-name": name, "tenant-id": tenant} {
		if value == "" {
			continue
		}
		if err := w.WriteField(field, value); err != nil {
			return err
		}
	}
	part, err := w.CreateFormFile("data", name)
	if err != nil {
		return err
	}
	if _, err := part.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return a.send("POST", "/deployment/create", w.FormDataContentType(), &body)
}

func (a *engineAdministrator) start(key, activity, tenant string) error {
	path := "/process-definition/key/" + key
	if tenant != "" {
		path += "/tenant-id/" + tenant
	}
	return a.post("POST", path+"/start", map[string]any{
		"startInstructions": []any{map[string]any{"type": "startBeforeActivity", "activityId": activity}},
	})
}

func (a *engineAdministrator) complete(key, task string) error {
	var tasks []struct{ ID string }
	if err := a.get("/task?processDefinitionKey="+key+"&taskDefinitionKey="+task+"&sortBy=created&sortOrder=asc", &tasks); err != nil {
		return err
	}
	if len(tasks) == 0 {
		return fmt.Errorf("no task %s of %s is open", task, key)
	}
	return a.post("POST", "/task/"+tasks[0].ID+"/complete", map[string]any{})
}

// await asks for a count again and again, for ten seconds.
func (a *engineAdministrator) await(path, want string) error {
	var got struct{ Count int }
	for range 100 {
		if err := a.get(path, &got); err != nil {
			return err
		}
		if strconv.Itoa(got.Count) == want {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("%s counts %d, not %s", path, got.Count, want)
}

func (a *engineAdministrator) get(path string, out any) error {
	answer, err := http.Get(a.address + path)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return json.NewDecoder(answer.Body).Decode(out)
}

func (a *engineAdministrator) post(method, path string, in any) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return a.send(method, path, "application/json", bytes.NewReader(data))
}

func (a *engineAdministrator) send(method, path, mediaType string, body io.Reader) error {
	r, err := http.NewRequest(method, a.address+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", mediaType)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		text, err := io.ReadAll(answer.Body)
		return fmt.Errorf("%s %s: %d: %s (%v)", method, path, answer.StatusCode, text, err)
	}
	return nil
}
