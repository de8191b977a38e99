package remote

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Limits of a client.
const (
	// maxAnswer bounds an answer, in bytes.
	maxAnswer = 64 << 20
	// maxRedirects bounds how often one request is sent elsewhere.
	maxRedirects = 5
	// maxConnections bounds how many requests are under way at a time.
	maxConnections = 8
	// attempts is how often a GET request is sent at most.
	attempts = 3
)

// Options say which engine is asked, and how.
type Options struct {
	// URL is the address of engine-rest, with or without "/engine-rest", or of
	// one engine of it ("…/engine/NAME").
	URL string
	// User and Password are for basic authentication, Token is a bearer token.
	// Empty is none; there is either a user or a token.
	User, Password, Token string
	// Timeout bounds each request with its answer; it is positive.
	Timeout time.Duration
	// CA are certificates in PEM that are trusted besides the system's, nil for
	// none.
	CA []byte
	// UserAgent is how the client calls itself, as "NAME/VERSION".
	UserAgent string
}

// Client asks one engine. Once connected, it can be used by several goroutines.
type Client struct {
	http     *http.Client
	base     *url.URL // without a slash at its end
	bases    []string // paths to try for the API, in order
	timeout  time.Duration
	agent    string
	pageSize pageSize
	models   sync.Map // of model, by deployment and name
	// pause is the time before the first repetition; it doubles.
	pause time.Duration
}

// New returns a client of an engine. The error says what is wrong with the
// options, without any secret that they hold.
func New(o Options) (*Client, error) {
	base, err := parseAddress(o.URL)
	if err != nil {
		return nil, err
	}
	authorization, err := o.authorization()
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = proxy
	// A few connections, kept: an engine's server has only so many threads.
	transport.MaxConnsPerHost, transport.MaxIdleConnsPerHost = maxConnections, maxConnections
	if o.CA != nil {
		pool, err := x509.SystemCertPool()
		if err != nil {
			pool = x509.NewCertPool()
		}
		if !pool.AppendCertsFromPEM(o.CA) {
			return nil, errors.New("there is no certificate in PEM format")
		}
		transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
	}
	c := &Client{base: base, bases: candidates(base), timeout: o.Timeout, agent: o.UserAgent, pause: 200 * time.Millisecond}
	c.pageSize.Store(pageLength)
	c.http = &http.Client{
		Transport: &authorized{transport, origin(base), authorization},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			// What changes something is not sent again to who knows where.
			if via[0].Method != http.MethodGet || len(via) > maxRedirects {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
	return c, nil
}

// proxy is the proxy of the environment. What is wrong with it is said without
// its address, which may hold a password.
func proxy(r *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, errors.New("HTTP_PROXY or HTTPS_PROXY holds no valid address")
	}
	return u, nil
}

// authorized adds the credentials to requests that go to the address that they
// are for.
type authorized struct {
	next                  http.RoundTripper
	origin, authorization string
}

// RoundTrip sends a request.
func (a *authorized) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.authorization != "" && origin(r.URL) == a.origin {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", a.authorization)
	}
	return a.next.RoundTrip(r)
}

// Address returns where the engine's API is, without a slash at its end.
func (c *Client) Address() string { return c.base.String() }

// get asks for JSON at a path below the base and stores it in out.
func (c *Client) get(ctx context.Context, path string, query url.Values, out any) error {
	data, err := c.exchange(ctx, request{method: http.MethodGet, path: path, query: query, accept: mediaJSON})
	if err != nil {
		return err
	}
	return decode(path, data, out)
}

// post sends JSON and stores the answer in out, nil for one without a body.
// It is never repeated.
func (c *Client) post(ctx context.Context, path string, query url.Values, in, out any) error {
	return c.send(ctx, http.MethodPost, path, query, in, out)
}

// send is post with another method.
func (c *Client) send(ctx context.Context, method, path string, query url.Values, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("write the request %s: %w", path, err)
	}
	data, err := c.exchange(ctx, request{method: method, path: path, query: query, accept: mediaJSON, body: body})
	if err != nil || out == nil {
		return err
	}
	return decode(path, data, out)
}

func decode(path string, data []byte, out any) error {
	if err := json.Unmarshal(data, out); err != nil {
		return fmt.Errorf("the engine's answer to %s is not what its API promises: %w", path, err)
	}
	return nil
}

const mediaJSON = "application/json"

// request is what is asked.
type request struct {
	method, path string
	query        url.Values
	accept       string
	body         []byte // JSON, nil for none
}

// exchange sends a request, repeats it where that can help and do no harm, and
// returns the body of a success.
func (c *Client) exchange(ctx context.Context, r request) ([]byte, error) {
	pause := c.pause
	for attempt := 1; ; attempt++ {
		data, again, err := c.once(ctx, r)
		if err == nil || !again || r.method != http.MethodGet || attempt == attempts {
			return data, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
}

// once sends a request. It reports whether the same request might succeed a
// moment later.
func (c *Client) once(parent context.Context, r request) (data []byte, again bool, err error) {
	ctx, cancel := context.WithTimeout(parent, c.timeout)
	defer cancel()
	u := *c.base
	u.Path += r.path
	u.RawPath = "" // the path is written as it is meant
	u.RawQuery = r.query.Encode()
	hr, err := http.NewRequestWithContext(ctx, r.method, u.String(), bytes.NewReader(r.body))
	if err != nil {
		return nil, false, fmt.Errorf("the request %s cannot be made", r.path)
	}
	if r.body == nil {
		hr.Body, hr.ContentLength = nil, 0
	} else {
		hr.Header.Set("Content-Type", mediaJSON)
	}
	hr.Header.Set("Accept", r.accept)
	hr.Header.Set("User-Agent", c.agent)
	answer, err := c.http.Do(hr)
	if err != nil {
		return nil, isTransient(err), outage(parent, c.unanswered(parent, r, err))
	}
	defer answer.Body.Close()
	data, err = io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, isTransient(err), outage(parent, c.unanswered(parent, r, err))
	case len(data) > maxAnswer:
		return nil, false, fmt.Errorf("the engine's answer to %s is larger than %d MiB", r.path, maxAnswer>>20)
	}
	if err := c.judge(r, answer, data); isProxyTrouble(answer.StatusCode) {
		return nil, true, outage(parent, err)
	} else if err != nil {
		return nil, false, err
	}
	return data, false, nil
}

// isTransient reports whether a connection broke in a way that the next one
// may not.
func isTransient(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "connection reset")
}

// isProxyTrouble reports whether a status is one of something between the
// client and the engine that may pass.
func isProxyTrouble(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusServiceUnavailable || status == http.StatusGatewayTimeout
}
