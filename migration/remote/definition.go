package remote

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// Definition is a version of a process in an engine.
type Definition struct {
	ID      string `json:"id"`
	Key     string `json:"key"`
	Name    string `json:"name"`
	Version int    `json:"version"`
	// VersionTag is empty for none.
	VersionTag string `json:"versionTag"`
	// Resource is the name of its file in the deployment.
	Resource     string `json:"resource"`
	DeploymentID string `json:"deploymentId"`
	Suspended    bool   `json:"suspended"`
	// TenantID is empty for a definition that belongs to no tenant.
	TenantID string `json:"tenantId"`
}

// Tenants chooses definitions by their tenant. The zero value chooses all.
type Tenants struct {
	// ID chooses those of one tenant, None those of no tenant.
	ID   string
	None bool
}

func (t Tenants) add(q url.Values) {
	switch {
	case t.ID != "":
		q.Set("tenantIdIn", t.ID)
	case t.None:
		q.Set("withoutTenantId", "true")
	}
}

// Definitions returns all versions of a process, suspended ones too. None is
// not only the answer about a key that the engine does not know, but also about
// one that the user may not read.
func (c *Client) Definitions(ctx context.Context, key string, t Tenants) ([]Definition, error) {
	q := url.Values{"key": {key}, "sortBy": {"id"}, "sortOrder": {"asc"}}
	t.add(q)
	return list[Definition](ctx, c, "/process-definition", q)
}

// resource is a file of a deployment.
type resource struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// model is a file of a deployment, which never changes.
type model struct {
	data  []byte
	lossy bool
}

// Model returns the bytes of the file that a definition was made of; it can
// hold other processes too. Where the user may not read deployments, it is the
// text that the engine makes of them, as UTF-8; lossy is true if that has
// destroyed characters. A file is asked for once.
func (c *Client) Model(ctx context.Context, d Definition) (data []byte, lossy bool, err error) {
	key := d.DeploymentID + "/" + d.Resource
	if x, ok := c.models.Load(key); ok {
		m, _ := x.(model)
		return m.data, m.lossy, nil
	}
	m, err := c.model(ctx, d)
	if err != nil {
		return nil, false, err
	}
	c.models.Store(key, m)
	return m.data, m.lossy, nil
}

func (c *Client) model(ctx context.Context, d Definition) (model, error) {
	data, err := c.resource(ctx, d)
	if err == nil || !isHidden(err) {
		return model{data: data}, err
	}
	var out struct {
		XML string `json:"bpmn20Xml"`
	}
	err = c.get(ctx, "/process-definition/"+d.ID+"/xml", nil, &out)
	return model{[]byte(out.XML), strings.ContainsRune(out.XML, '\uFFFD')}, err
}

// errNoResource: the deployment does not list the file of its definition.
var errNoResource = errors.New("the deployment does not have the file of the definition")

// resource returns the bytes of a definition's file.
func (c *Client) resource(ctx context.Context, d Definition) ([]byte, error) {
	path := "/deployment/" + d.DeploymentID + "/resources"
	var all []resource
	if err := c.get(ctx, path, nil, &all); err != nil {
		return nil, err
	}
	for _, x := range all {
		if x.Name == d.Resource {
			return c.exchange(ctx, request{method: http.MethodGet, path: path + "/" + x.ID + "/data", accept: "*/*"})
		}
	}
	return nil, errNoResource
}

// isHidden reports whether something cannot be read, by right or because it is
// not there.
func isHidden(err error) bool {
	var e *Error
	return errors.Is(err, errNoResource) || errors.As(err, &e) && (e.Status == http.StatusForbidden || e.Status == http.StatusNotFound)
}
