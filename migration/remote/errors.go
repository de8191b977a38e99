package remote

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"syscall"
)

// Error is an answer of the engine that is no success. The status alone does
// not tell a fault of the request from one of the engine: 500 is also "the
// instance has ended".
type Error struct {
	// Method and Path are what was asked; the path is below the API's address.
	Method, Path string
	// Status is that of HTTP.
	Status int
	// Type is the simple name of the exception, Message its text, both the
	// engine's. Malformed requests have no message.
	Type, Message string
	// Missing are the rights that the user would need; other answers have none.
	Missing []Right
	// Body is the whole answer, for what some answers have besides.
	Body json.RawMessage
}

// Right is a right of a user that the engine misses.
type Right struct {
	Permission   string `json:"permissionName"`
	ResourceType string `json:"resourceName"`
	ResourceID   string `json:"resourceId"`
}

// String returns the right as in "READ on ProcessDefinition order".
func (r Right) String() string { return r.Permission + " on " + r.ResourceType + " " + r.ResourceID }

// Error returns what the engine says and what it was asked.
func (e *Error) Error() string {
	text := e.Message
	if text == "" {
		text = e.Type
	}
	if len(e.Missing) == 0 {
		return fmt.Sprintf("the engine answers %d to %s %s: %s", e.Status, e.Method, e.Path, strings.TrimSpace(text))
	}
	var rights []string
	for _, r := range e.Missing {
		if s := r.String(); !slices.Contains(rights, s) {
			rights = append(rights, s)
		}
	}
	return fmt.Sprintf("the engine does not let this user do %s %s: it needs %s", e.Method, e.Path, strings.Join(rights, " or "))
}

// IsUnknownPath reports whether the API has no such path, as opposed to not
// knowing a thing.
func (e *Error) IsUnknownPath() bool {
	return e.Status == http.StatusNotFound && e.Type == "NotFoundException" && strings.HasPrefix(e.Message, "HTTP 404")
}

// isUnknownEngine reports whether the name of an engine in the address is
// wrong.
func (e *Error) isUnknownEngine() bool {
	return e.Message == "No process engine available" ||
		strings.HasPrefix(e.Message, "Process engine ") && strings.HasSuffix(e.Message, " not available")
}

// foreignError is an answer that engine-rest does not give.
type foreignError struct {
	text       string
	redirected bool
}

func (e *foreignError) Error() string { return e.text }

// judge returns what is wrong with an answer, nil for a success.
func (c *Client) judge(r request, answer *http.Response, data []byte) error {
	final := answer.Request.URL
	moved := origin(final) != origin(c.base)
	switch {
	case answer.StatusCode == http.StatusUnauthorized:
		return c.unauthorized(answer, moved)
	case answer.StatusCode == http.StatusProxyAuthRequired:
		return errors.New("the proxy between here and the engine asks for a password: HTTPS_PROXY and HTTP_PROXY name the proxy, NO_PROXY the hosts that need none")
	case answer.StatusCode >= 300 && answer.StatusCode < 400:
		return &foreignError{redirected: true, text: fmt.Sprintf(
			"%s sends %s %s elsewhere%s: give the address that it leads to", c.Address(), r.method, r.path, behindTo(answer))}
	}
	if answer.StatusCode < 300 {
		if r.accept != mediaJSON || answer.StatusCode == http.StatusNoContent || isJSON(data) {
			return nil
		}
		return c.foreign(answer, moved)
	}
	e := &Error{Method: r.method, Path: r.path, Status: answer.StatusCode, Body: data}
	var body struct {
		Type    string  `json:"type"`
		Message string  `json:"message"`
		Missing []Right `json:"missingAuthorizations"`
	}
	if json.Unmarshal(data, &body) != nil || body.Type == "" {
		return c.foreign(answer, moved)
	}
	e.Type, e.Message, e.Missing = body.Type, body.Message, body.Missing
	if e.isUnknownEngine() {
		return fmt.Errorf("%s: there is no engine of this name; GET …%s/engine lists those that are there", c.Address(), apiPath)
	}
	return e
}

// isJSON reports whether an answer can be what engine-rest gives.
func isJSON(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// unauthorized says why the engine may not have taken the credentials.
func (c *Client) unauthorized(answer *http.Response, moved bool) error {
	sent, _ := c.http.Transport.(*authorized)
	switch {
	case moved:
		return fmt.Errorf("%s leads to %s, which asks for credentials; they are only sent to the address they were given for: give that one", c.Address(), place(answer.Request.URL))
	case sent.authorization == "":
		return fmt.Errorf("%s asks for credentials (401): set BPMNLINT_ENGINE_USER and BPMNLINT_ENGINE_PASSWORD, or BPMNLINT_ENGINE_TOKEN, in the environment", c.Address())
	case strings.HasPrefix(sent.authorization, "Bearer"):
		return fmt.Errorf("%s refuses the token in BPMNLINT_ENGINE_TOKEN (401): it may have expired, or be for something else", c.Address())
	}
	return fmt.Errorf("%s refuses the user or password in BPMNLINT_ENGINE_USER and BPMNLINT_ENGINE_PASSWORD (401): a wrong password locks the account for some seconds, in which the right one is refused too", c.Address())
}

// foreign says that something else than engine-rest has answered.
func (c *Client) foreign(answer *http.Response, moved bool) error {
	what := "something that is no JSON"
	if strings.Contains(answer.Header.Get("Content-Type"), "html") {
		what = "a web page"
	}
	if moved {
		return &foreignError{redirected: true, text: fmt.Sprintf(
			"%s leads to %s, which answers %s, maybe to log in: programs need an address of engine-rest that takes a password or token", c.Address(), place(answer.Request.URL), what)}
	}
	text := fmt.Sprintf("%s answers %s (%d): is engine-rest there? Its address mostly ends in %s, or in %[4]s/engine/NAME", c.Address(), what, answer.StatusCode, apiPath)
	switch {
	case isProxyTrouble(answer.StatusCode):
		text = fmt.Sprintf("%s cannot reach the engine (%d): is it running?", c.Address(), answer.StatusCode)
	case answer.StatusCode == http.StatusForbidden:
		text = fmt.Sprintf("%s does not let this user in (403), with %s that is not engine-rest's", c.Address(), what)
	}
	return &foreignError{text: text}
}

// place returns an address without what may be secret in it.
func place(u *url.URL) string { return u.Scheme + "://" + u.Host + u.Path }

// behindTo names where an answer leads to.
func behindTo(answer *http.Response) string {
	u, err := answer.Location()
	if err != nil {
		return ""
	}
	return ", to " + place(u)
}

// unanswered says why there is no answer. The texts of net/http name the whole
// address, those below it do not.
func (c *Client) unanswered(ctx context.Context, r request, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var (
		timeout   net.Error
		dns       *net.DNSError
		authority x509.UnknownAuthorityError
		host      x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
	)
	address := c.Address()
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%s does not answer %s %s within %s: --engine-timeout gives it more time", address, r.method, r.path, c.timeout)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("%s refuses the connection: is the engine running, and is the port right?", address)
	case errors.As(err, &dns):
		return fmt.Errorf("%s: there is no host %s", address, c.base.Hostname())
	case errors.As(err, &authority):
		return fmt.Errorf("%s has a certificate that nobody here trusts: --engine-ca FILE names the one that has signed it", address)
	case errors.As(err, &host), errors.As(err, &invalid):
		return fmt.Errorf("%s has a certificate that does not hold: %w", address, err)
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fmt.Errorf("%s does not speak TLS: is it http:// instead of https://?", address)
	}
	return fmt.Errorf("%s does not answer %s %s: %w", address, r.method, r.path, err)
}
