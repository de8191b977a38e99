package remote

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// apiPath is where engine-rest is unless it was put elsewhere.
const apiPath = "/engine-rest"

// parseAddress reads the address of an engine. Errors do not quote it where it
// may hold a password.
func parseAddress(text string) (*url.URL, error) {
	if strings.Contains(text, "@") {
		return nil, errors.New("the address holds a user or password, which logs and lists of processes show to others: give them as BPMNLINT_ENGINE_USER and BPMNLINT_ENGINE_PASSWORD in the environment")
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of the form http://HOST:PORT/engine-rest", text)
	}
	if u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return nil, fmt.Errorf("%q has a query or fragment, which the address of engine-rest has not", text)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return u, nil
}

// candidates returns the paths below which the API may be, the likeliest first.
func candidates(base *url.URL) []string {
	switch given := base.Path; {
	case strings.Contains(given+"/", apiPath+"/") || strings.Contains(given, "/engine/"):
		return []string{given}
	case given == "":
		return []string{apiPath, ""}
	default:
		return []string{given, given + apiPath}
	}
}

// origin returns what a browser calls the origin of an address: credentials are
// for all of it.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

// authorization returns the header with the credentials, empty for none.
func (o Options) authorization() (string, error) {
	token := strings.TrimSpace(o.Token)
	switch {
	case token != "" && o.User != "":
		return "", errors.New("BPMNLINT_ENGINE_TOKEN and BPMNLINT_ENGINE_USER are both set: an engine is asked with one of them")
	case strings.ContainsFunc(token, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "", errors.New("BPMNLINT_ENGINE_TOKEN holds characters that a token cannot have")
	case token != "":
		return "Bearer " + token, nil
	case o.User == "" && o.Password != "":
		return "", errors.New("BPMNLINT_ENGINE_PASSWORD is set, and BPMNLINT_ENGINE_USER is not")
	case o.User != "" && o.Password == "":
		return "", errors.New("BPMNLINT_ENGINE_USER is set, and BPMNLINT_ENGINE_PASSWORD is not")
	case strings.Contains(o.User, ":"):
		return "", errors.New("BPMNLINT_ENGINE_USER holds a colon, which basic authentication cannot send")
	case o.User != "":
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(o.User+":"+o.Password)), nil
	}
	return "", nil
}

// Connect finds the API below the address and returns the engine's version. It
// comes before any other question: a wrong address and wrong credentials show
// here.
func (c *Client) Connect(ctx context.Context) (version string, err error) {
	var first error
	for _, path := range c.bases {
		c.base.Path = path
		var out struct {
			Version string `json:"version"`
		}
		err := c.get(ctx, "/version", nil, &out)
		if err == nil && out.Version == "" {
			err = fmt.Errorf("%s answers JSON that is not engine-rest's: give the address that ends in %s", c.Address(), apiPath)
		}
		if err == nil {
			return out.Version, nil
		}
		if first == nil {
			first = err
		}
		// Only an address without the API is worth another attempt; a refused
		// password would lock the account.
		if !isElsewhere(err) {
			return "", err
		}
	}
	c.base.Path = c.bases[0]
	var e *Error
	if errors.As(first, &e) && e.IsUnknownPath() {
		return "", fmt.Errorf("%s answers like engine-rest, but not at this path: give the address that ends in %s, or in %[2]s/engine/NAME", c.Address(), apiPath)
	}
	return "", first
}

// isElsewhere reports whether there seems to be no engine-rest at an address.
func isElsewhere(err error) bool {
	var e *Error
	var foreign *foreignError
	return errors.As(err, &foreign) && !foreign.redirected || errors.As(err, &e) && e.IsUnknownPath()
}
