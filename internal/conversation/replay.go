package conversation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// maxBody bounds the body of a request to a [Replay], in bytes.
const maxBody = 64 << 20

// Replay is a server that gives recorded answers.
type Replay struct {
	exchanges []Exchange
	unknown   func(message string)

	mu    sync.Mutex
	byKey map[string][]int // positions of exchanges, by what makes requests equal
	asked map[string]int   // how many of them were answered
}

// NewReplay returns a server for the exchanges of all conversations, in order.
// A request that none of them has is answered with 501, and unknown, which may
// run in any goroutine, gets a text that tells what it was and which recorded
// one is nearest.
func NewReplay(unknown func(message string), conversations ...Conversation) *Replay {
	r := &Replay{unknown: unknown, byKey: map[string][]int{}, asked: map[string]int{}}
	for _, c := range conversations {
		for _, x := range c.Exchanges {
			key := x.Request.key()
			r.byKey[key] = append(r.byKey[key], len(r.exchanges))
			r.exchanges = append(r.exchanges, x)
		}
	}
	return r
}

// ServeHTTP answers a request.
func (r *Replay) ServeHTTP(w http.ResponseWriter, in *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, in.Body, maxBody))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	request := Request{Method: in.Method, Target: in.URL.RequestURI(), Body: string(body)}
	a, ok := r.answer(request)
	if !ok {
		message := r.describe(request)
		r.unknown(message)
		http.Error(w, message, http.StatusNotImplemented)
		return
	}
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.Status)
	if a.Status != http.StatusNoContent {
		// A client that has gone away has its own error.
		_, _ = io.WriteString(w, a.Body)
	}
}

func (r *Replay) answer(request Request) (Answer, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := request.key()
	at := r.byKey[key]
	if len(at) == 0 {
		return Answer{}, false
	}
	n := min(r.asked[key], len(at)-1)
	r.asked[key]++
	return r.exchanges[at[n]].Answer, true
}

// Unasked returns the titles of the exchanges whose answers nobody got.
func (r *Replay) Unasked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for i, x := range r.exchanges {
		key := x.Request.key()
		at := r.byKey[key]
		if answered := r.asked[key]; answered < len(at) && i >= at[answered] {
			out = append(out, x.Title)
		}
	}
	return out
}

// key returns what is the same for equal requests.
func (q Request) key() string {
	path, query, _ := strings.Cut(q.Target, "?")
	if values, err := url.ParseQuery(query); err == nil {
		query = values.Encode()
	}
	if p, err := url.PathUnescape(path); err == nil {
		path = p
	}
	return q.Method + " " + path + "?" + query + "\n" + canonical(q.Body)
}

// canonical returns a body so that equal values of JSON have one form.
func canonical(body string) string {
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err == nil {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			if e.Encode(v) == nil {
				return strings.TrimSpace(b.String())
			}
		}
	}
	return strings.TrimRight(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
}

// describe tells about a request that is not recorded.
func (r *Replay) describe(q Request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "a request that is not recorded:\n%s", q.key())
	best, most := -1, -1
	for i, x := range r.exchanges {
		if n := likeness(x.Request, q); n > most {
			best, most = i, n
		}
	}
	if best >= 0 {
		fmt.Fprintf(&b, "\nthe nearest one is %q:\n%s", r.exchanges[best].Title, r.exchanges[best].Request.key())
	}
	return b.String()
}

// likeness returns how much two requests are alike, more for more.
func likeness(a, b Request) int {
	pathA, queryA, _ := strings.Cut(a.Target, "?")
	pathB, queryB, _ := strings.Cut(b.Target, "?")
	n := commonEnds(canonical(a.Body), canonical(b.Body)) + 1_000*commonEnds(queryA, queryB) + 10_000*commonEnds(pathA, pathB)
	if pathA == pathB {
		n += 10_000_000
	}
	if a.Method == b.Method {
		n += 5_000_000
	}
	return n
}

// commonEnds returns how many bytes two texts have in common at their ends, up
// to 500.
func commonEnds(a, b string) int {
	short := min(len(a), len(b), 500)
	from := 0
	for from < short && a[from] == b[from] {
		from++
	}
	to := 0
	for to < short-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	return from + to
}
