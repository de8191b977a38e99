package cli_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/bpmnlint/bpmnlint/internal/conversation"
)

// troubled is the command "troubled KIND" of scripts: it starts a server that
// is no engine as it should be, and sets ENGINE to its address. Kinds are
//
//	stopped  nobody listens there
//	locked   asks for credentials
//	page     answers with a web page
//	slow     does not answer before the script ends
//	login    leads to the login page of another host
func troubled(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: troubled KIND")
	}
	end := make(chan struct{})
	var s *httptest.Server
	page := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<html><title>Welcome</title>%s</html>", r.Header.Get("Authorization"))
	}
	other := httptest.NewServer(http.HandlerFunc(page))
	ts.Defer(other.Close)
	answer, ok := map[string]http.HandlerFunc{
		"stopped": page,
		"locked":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"page":    page,
		"slow":    func(http.ResponseWriter, *http.Request) { <-end },
		"login": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+"/login?state=1", http.StatusFound)
		},
	}[args[0]]
	if !ok {
		ts.Fatalf("unknown kind %s", args[0])
	}
	s = httptest.NewServer(answer)
	ts.Setenv("ENGINE", s.URL+"/engine-rest")
	if args[0] == "stopped" {
		s.Close()
		return
	}
	ts.Defer(func() {
		close(end)
		s.Close()
	})
}

// replays is the command "replays FILE" of scripts: it starts a server that
// gives the answers of the conversation in the file, and sets ENGINE to its
// address. A request that is not there is answered with 501.
func replays(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: replays FILE")
	}
	c, err := conversation.Parse([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	s := httptest.NewServer(conversation.NewReplay(func(string) {}, c))
	ts.Setenv("ENGINE", s.URL+"/engine-rest")
	ts.Defer(s.Close)
}
