package conversation

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"sync"
)

// The headers that are kept. What logs a client in is not among them, whatever
// it is called.
var (
	requestHeaders = []string{"Accept", "Content-Type"}
	answerHeaders  = []string{"Allow", "Content-Type", "Location", "Retry-After", "Www-Authenticate"}
)

// Recorder is a transport that notes what passes through it. It can be used by
// several goroutines.
type Recorder struct {
	// Transport is what carries the requests.
	Transport http.RoundTripper

	mu        sync.Mutex
	exchanges []Exchange
}

// RoundTrip carries one request. The error is that of the transport.
func (r *Recorder) RoundTrip(in *http.Request) (*http.Response, error) {
	var sent []byte
	out := in.Clone(in.Context())
	// The transport then asks for what it can unpack itself.
	out.Header.Del("Accept-Encoding")
	if in.Body != nil {
		var err error
		sent, err = io.ReadAll(in.Body)
		if err != nil {
			return nil, err
		}
		if err := in.Body.Close(); err != nil {
			return nil, err
		}
		out.Body = io.NopCloser(bytes.NewReader(sent))
	}
	answer, err := r.Transport.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if err := answer.Body.Close(); err != nil {
		return nil, err
	}
	answer.Body = io.NopCloser(bytes.NewReader(got))
	r.note(Exchange{
		Request: Request{Method: in.Method, Target: in.URL.RequestURI(), Header: kept(in.Header, requestHeaders), Body: string(sent)},
		Answer:  Answer{Status: answer.StatusCode, Header: kept(answer.Header, answerHeaders), Body: string(got)},
	})
	return answer, nil
}

func (r *Recorder) note(x Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	path, _, _ := bytes.Cut([]byte(x.Request.Target), []byte("?"))
	x.Title = fmt.Sprintf("%02d %s %s", len(r.exchanges)+1, x.Request.Method, path)
	r.exchanges = append(r.exchanges, x)
}

// Conversation returns what was noted up to now.
func (r *Recorder) Conversation(comment string) Conversation {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Conversation{Comment: comment, Exchanges: slices.Clone(r.exchanges)}
}

// Proxy returns a server that passes requests on to the one at target, through
// the recorder. Only the scheme and the host of target are used.
func (r *Recorder) Proxy(target *url.URL) http.Handler {
	return &httputil.ReverseProxy{
		Transport: r,
		Rewrite: func(p *httputil.ProxyRequest) {
			p.Out.URL.Scheme, p.Out.URL.Host = target.Scheme, target.Host
			p.Out.Host = ""
		},
	}
}

func kept(h http.Header, names []string) http.Header {
	out := http.Header{}
	for _, name := range names {
		if values := h.Values(name); len(values) > 0 {
			out[name] = slices.Clone(values)
		}
	}
	return out
}
