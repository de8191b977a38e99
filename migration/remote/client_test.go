package remote_test

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/migration/remote"
)

const secret = "s3cret:pässword"

func client(t *testing.T, url string) *remote.Client {
	t.Helper()
	c, err := remote.New(remote.Options{URL: url, User: "demo", Password: secret, Timeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer answers every request in the same way.
func answer(status int, mediaType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

func serve(t *testing.T, h http.Handler) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// atPaths answers at the given paths, and elsewhere as a servlet container.
func atPaths(all map[string]http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if h, ok := all[r.URL.Path]; ok {
			h(w, r)
			return
		}
		answer(404, "text/html;charset=utf-8", "<html>Not Found</html>")(w, r)
	}
}

func TestOptionsThatNobodyShouldGive(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		options remote.Options
		want    string
	}{
		{"password in the address", remote.Options{URL: "http://demo:s3cret@localhost/engine-rest"}, "BPMNLINT_ENGINE_PASSWORD"},
		{"password in an address that is none", remote.Options{URL: "http://demo:s3cret@localhost:port"}, "BPMNLINT_ENGINE_PASSWORD"},
		{"no scheme", remote.Options{URL: "localhost:8080/engine-rest"}, "is no address of the form"},
		{"other scheme", remote.Options{URL: "ftp://localhost/engine-rest"}, "is no address of the form"},
		{"query", remote.Options{URL: "http://localhost/engine-rest?key=s"}, "has a query"},
		{"user and token", remote.Options{URL: "http://localhost", User: "demo", Password: "s3cret", Token: "s3cret"}, "both set"},
		{"user without password", remote.Options{URL: "http://localhost", User: "demo"}, "BPMNLINT_ENGINE_PASSWORD is not"},
		{"password without user", remote.Options{URL: "http://localhost", Password: "s3cret"}, "BPMNLINT_ENGINE_USER is not"},
		{"token with a line end inside", remote.Options{URL: "http://localhost", Token: "s3cret\ns3cret"}, "characters that a token cannot have"},
		{"no certificate", remote.Options{URL: "http://localhost", CA: []byte("s3cret")}, "no certificate in PEM"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := remote.New(test.options)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q in it", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Errorf("the secret is told: %v", err)
			}
		})
	}
}

func TestConnectFindsTheAPI(t *testing.T) {
	t.Parallel()
	version := answer(200, "application/json", `{"version":"7.24.0"}`)
	for _, test := range []struct{ given, api string }{
		{"", "/engine-rest"},
		{"/", "/engine-rest"},
		{"", ""},
		{"/engine-rest", "/engine-rest"},
		{"/engine-rest/", "/engine-rest"},
		{"/camunda", "/camunda/engine-rest"},
		{"/rest", "/rest"},
		{"/engine-rest/engine/two", "/engine-rest/engine/two"},
	} {
		t.Run(test.given+" to "+test.api, func(t *testing.T) {
			t.Parallel()
			s := serve(t, atPaths(map[string]http.HandlerFunc{test.api + "/version": version}))
			c := client(t, s.URL+test.given)
			got, err := c.Connect(t.Context())
			if err != nil || got != "7.24.0" {
				t.Fatalf("got %q, %v", got, err)
			}
			if want := s.URL + test.api; c.Address() != want {
				t.Errorf("the API is at %s, not %s", c.Address(), want)
			}
		})
	}
}

func TestConnectSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   string
	}{
		{"web page", answer(200, "text/html", "<html>"), "answers a web page (200): is engine-rest there?"},
		{"nothing there", answer(404, "text/html", "<html>"), "is engine-rest there? Its address mostly ends in /engine-rest"},
		{"other JSON", answer(200, "application/json", `{"status":"UP"}`), "JSON that is not engine-rest's"},
		{"empty", answer(200, "text/plain", ""), "something that is no JSON"},
		{"password", answer(401, "", ""), "refuses the user or password in BPMNLINT_ENGINE_USER"},
		{"proxy", answer(407, "", ""), "NO_PROXY"},
		{"gateway", answer(502, "text/html", "<html>"), "cannot reach the engine (502)"},
		{"forbidden by something else", answer(403, "text/html", "<html>"), "does not let this user in (403)"},
		{"engine's name", answer(400, "application/json", `{"type":"InvalidRequestException","message":"No process engine available","code":null}`), "there is no engine of this name"},
		{"engine's name, with a filter", answer(404, "application/json", `{"type":"InvalidRequestException","message":"Process engine two not available","code":null}`), "there is no engine of this name"},
		{"path", answer(404, "application/json", `{"type":"NotFoundException","message":"HTTP 404 Not Found","code":null}`), "but not at this path: give the address that ends in /engine-rest"},
		{"right", answer(403, "application/json", `{"type":"AuthorizationException","message":"no","code":0,"missingAuthorizations":[{"permissionName":"READ","resourceName":"ProcessDefinition","resourceId":"order"}]}`), "it needs READ on ProcessDefinition order"},
		{"too large", answer(200, "application/json", `"`+strings.Repeat("x", 65<<20)), "larger than 64 MiB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, test.answer)
			_, err := client(t, s.URL+"/engine-rest").Connect(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q in it", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("the secret is told: %v", err)
			}
		})
	}
}

func TestConnectAsksForMissingCredentials(t *testing.T) {
	t.Parallel()
	s := serve(t, answer(401, "", ""))
	c, err := remote.New(remote.Options{URL: s.URL, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Connect(t.Context()); err == nil || !strings.Contains(err.Error(), "asks for credentials (401): set BPMNLINT_ENGINE_USER") {
		t.Errorf("got %v", err)
	}
}

func TestARefusedPasswordIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.WriteHeader(401)
	}))
	_, err := client(t, s.URL).Connect(t.Context())
	if err == nil || asked.Load() != 1 {
		t.Errorf("asked %d times, error %v", asked.Load(), err)
	}
}

func TestOnlyReadingIsRepeated(t *testing.T) {
	t.Parallel()
	var gets, posts atomic.Int32
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := &gets
		if r.Method == http.MethodPost {
			n = &posts
		}
		if n.Add(1) < 3 {
			w.WriteHeader(503)
			return
		}
		fmt.Fprint(w, `{"version":"7.24.0"}`)
	}))
	c := client(t, s.URL+"/engine-rest")
	if _, err := c.Connect(t.Context()); err != nil {
		t.Errorf("a GET that succeeds in the end: %v", err)
	}
	if _, err := c.Generate(t.Context(), "a", "b", false); err == nil || posts.Load() != 1 {
		t.Errorf("a POST was sent %d times, error %v", posts.Load(), err)
	}
}

func TestNoAnswer(t *testing.T) {
	t.Parallel()
	stopped := httptest.NewServer(http.NotFoundHandler())
	stopped.Close()
	secure := httptest.NewTLSServer(answer(200, "application/json", `{"version":"7.24.0"}`))
	t.Cleanup(secure.Close)
	slow := make(chan struct{})
	asleep := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-slow }))
	t.Cleanup(func() { close(slow) })
	open := serve(t, answer(200, "application/json", `{"version":"7.24.0"}`))
	const long = time.Minute
	for _, test := range []struct {
		name, url string
		timeout   time.Duration
		want      string
	}{
		{"nobody listens", stopped.URL, long, "refuses the connection: is the engine running"},
		{"no such host", "http://nowhere.invalid/engine-rest", long, "there is no host nowhere.invalid"},
		{"slow", asleep.URL, 300 * time.Millisecond, "does not answer GET /version within 300ms: --engine-timeout"},
		{"unknown authority", secure.URL, long, "--engine-ca FILE"},
		{"no TLS", strings.Replace(open.URL, "http:", "https:", 1), long, "is it http:// instead of https://?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := remote.New(remote.Options{URL: test.url, User: "demo", Password: secret, Timeout: test.timeout})
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Connect(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q in it", err, test.want)
			}
		})
	}
}

func TestCertificateOfOnesOwn(t *testing.T) {
	t.Parallel()
	s := httptest.NewTLSServer(answer(200, "application/json", `{"version":"7.24.0"}`))
	t.Cleanup(s.Close)
	ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	c, err := remote.New(remote.Options{URL: s.URL, Timeout: 10 * time.Second, CA: ca})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := c.Connect(t.Context()); err != nil || v != "7.24.0" {
		t.Errorf("got %q, %v", v, err)
	}
}

func TestInterruption(t *testing.T) {
	t.Parallel()
	slow := make(chan struct{})
	s := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-slow }))
	t.Cleanup(func() { close(slow) })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client(t, s.URL).Connect(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestCredentialsStayWithTheirAddress(t *testing.T) {
	t.Parallel()
	var told atomic.Value
	other := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told.Store(r.Header.Get("Authorization"))
		answer(200, "text/html", "<html>Log in</html>")(w, r)
	}))
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/login?state=s3cret", http.StatusFound)
	}))
	c := client(t, s.URL+"/engine-rest")
	_, err := c.Connect(t.Context())
	if got := told.Load(); got != "" {
		t.Errorf("the other host was told %q", got)
	}
	if err == nil || !strings.Contains(err.Error(), "leads to "+other.URL+"/login, which answers a web page, maybe to log in") {
		t.Errorf("got %v", err)
	}
	if _, err := c.Generate(t.Context(), "a", "b", false); err == nil || !strings.Contains(err.Error(), "sends POST /migration/generate elsewhere, to "+other.URL+"/login:") {
		t.Errorf("a POST was sent elsewhere: %v", err)
	}
}

func TestCredentialsAreSentAsUTF8(t *testing.T) {
	t.Parallel()
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := r.BasicAuth(); !ok || user != "demo" || password != secret {
			w.WriteHeader(401)
			return
		}
		fmt.Fprint(w, `{"version":"7.24.0"}`)
	}))
	if _, err := client(t, s.URL).Connect(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestListsAreReadInPagesThatTheEngineAllows(t *testing.T) {
	t.Parallel()
	const limit = 3
	s := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var first, size int
		_, _ = fmt.Sscan(r.FormValue("firstResult"), &first)
		_, _ = fmt.Sscan(r.FormValue("maxResults"), &size)
		if size > limit {
			answer(400, "application/json", `{"type":"BadUserRequestException","message":"Max results limit of 3 exceeded!","code":0}`)(w, r)
			return
		}
		var all []string
		for i := first; i < min(first+size, 7); i++ {
			all = append(all, fmt.Sprintf(`{"id":"%d","suspended":%t}`, i, i == 4))
		}
		fmt.Fprint(w, "["+strings.Join(all, ",")+"]")
	}))
	got, err := client(t, s.URL).Instances(t.Context(), "order:1:3")
	if err != nil {
		t.Fatal(err)
	}
	want := []remote.Instance{{ID: "0"}, {ID: "1"}, {ID: "2"}, {ID: "3"}, {ID: "4", Suspended: true}, {ID: "5"}, {ID: "6"}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
