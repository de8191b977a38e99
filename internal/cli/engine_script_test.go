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
//
// All but the first do nothing where the conversation is replayed.
const engineScripts = "../../testdata/engine"

// TestEngineScripts runs the scripts on recorded conversations.
func TestEngineScripts(t *testing.T) {
	t.Parallel()
	runEngineScripts(t, func(ts *testscript.TestScript, name string) string {
		data, err := os.ReadFile(filepath.Join(engineScripts, name+".http"))
		ts.Check(err)
		c, err := conversation.Parse(data)
		ts.Check(err)
		s := httptest.NewServer(conversation.NewReplay(func(m string) { t.Errorf("%s: %s", name, m) }, c))
		ts.Defer(s.Close)
		return s.URL
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
	runEngineScripts(t, func(ts *testscript.TestScript, name string) string {
		recorder := &conversation.Recorder{Transport: http.DefaultTransport}
		s := httptest.NewServer(recorder.Proxy(target))
		ts.Defer(func() {
			s.Close()
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
		return s.URL
	}, &engineAdministrator{address})
}

// runEngineScripts runs the scripts. Serve starts the server that the program
// asks; admin prepares a real engine, and is nil without one.
func runEngineScripts(t *testing.T, serve func(ts *testscript.TestScript, name string) string, admin *engineAdministrator) {
	testscript.Run(t, testscript.Params{
		Dir:                 engineScripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"engine": func(ts *testscript.TestScript, _ bool, _ []string) {
				ts.Setenv("ENGINE", serve(ts, ts.Name())+"/engine-rest")
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
