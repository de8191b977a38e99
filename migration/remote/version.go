package remote

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"sync"
)

// parallel is how many questions are asked at a time.
const parallel = 4

// Version is a deployed version of a process with its running instances.
type Version struct {
	Definition
	// Instances counts those that run, called and suspended ones included;
	// SuspendedInstances those that are suspended.
	Instances, SuspendedInstances int
	// Places are where something rests now, or has an incident.
	Places []Occupied
}

// Running counts the instances of definitions and returns those that have any,
// by tenant and version, none before all.
func (c *Client) Running(ctx context.Context, definitions []Definition) ([]Version, error) {
	counts := make([]int, len(definitions))
	err := each(ctx, len(definitions), func(ctx context.Context, i int) (err error) {
		counts[i], err = c.CountInstances(ctx, definitions[i].ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []Version
	for i, n := range counts {
		if n > 0 {
			out = append(out, Version{Definition: definitions[i], Instances: n})
		}
	}
	slices.SortFunc(out, func(a, b Version) int { return byTenant(a.Definition, b.Definition) })
	err = each(ctx, len(out), func(ctx context.Context, i int) (err error) {
		q := url.Values{"processDefinitionId": {out[i].ID}, "suspended": {"true"}}
		out[i].SuspendedInstances, err = c.count(ctx, "/process-instance/count", q)
		return err
	})
	return out, err
}

// byTenant orders definitions by tenant, none first, and version.
func byTenant(a, b Definition) int {
	return cmp.Or(cmp.Compare(a.TenantID, b.TenantID), cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
}

// Latest returns the newest of some definitions for each tenant, in the order
// of the tenants.
func Latest(definitions []Definition) []Definition {
	sorted := slices.SortedFunc(slices.Values(definitions), byTenant)
	var out []Definition
	for i, d := range sorted {
		if i == len(sorted)-1 || sorted[i+1].TenantID != d.TenantID {
			out = append(out, d)
		}
	}
	return out
}

// recent is how many versions of a tenant are looked at for a file.
const recent = 20

// MadeOf returns for each tenant the newest definition that was made of a file,
// in the order of the tenants. Only the newest versions are looked at.
func (c *Client) MadeOf(ctx context.Context, file []byte, definitions []Definition) ([]Definition, error) {
	newest := slices.SortedFunc(slices.Values(definitions), func(a, b Definition) int {
		return cmp.Or(cmp.Compare(a.TenantID, b.TenantID), cmp.Compare(b.Version, a.Version), cmp.Compare(a.ID, b.ID))
	})
	seen := map[string]int{}
	newest = slices.DeleteFunc(newest, func(d Definition) bool {
		seen[d.TenantID]++
		return seen[d.TenantID] > recent
	})
	same := make([]bool, len(newest))
	err := each(ctx, len(newest), func(ctx context.Context, i int) error {
		data, _, err := c.Model(ctx, newest[i])
		same[i] = err == nil && IsSameFile(data, file)
		return err
	})
	var out []Definition
	for i, d := range newest {
		if same[i] && (len(out) == 0 || out[len(out)-1].TenantID != d.TenantID) {
			out = append(out, d)
		}
	}
	return out, err
}

// right is a right as the engine's API asks for it.
type right struct {
	permission, resource string
	kind                 int // the number of the resource's type
	id                   string
}

// MayReadDefinitions reports whether the engine lets the user read the versions
// of a process: where it does not, it answers as if there were none. Without
// credentials, or where the engine does not tell, they are taken to be
// readable.
func (c *Client) MayReadDefinitions(ctx context.Context, key string) (bool, error) {
	return c.hasRight(ctx, right{"READ", "ProcessDefinition", 6, key})
}

// MayReadInstances is MayReadDefinitions for the instances of a process.
func (c *Client) MayReadInstances(ctx context.Context, key string) (bool, error) {
	return c.hasRight(ctx, right{"READ_INSTANCE", "ProcessDefinition", 6, key}, right{"READ", "ProcessInstance", 8, "*"})
}

// hasRight reports whether the user has one of some rights.
func (c *Client) hasRight(ctx context.Context, anyOf ...right) (bool, error) {
	if sent, _ := c.http.Transport.(*authorized); sent.authorization == "" {
		return true, nil
	}
	for _, r := range anyOf {
		q := url.Values{
			"permissionName": {r.permission}, "resourceName": {r.resource}, "resourceType": {strconv.Itoa(r.kind)}, "resourceId": {r.id},
		}
		var out struct {
			Authorized bool `json:"authorized"`
		}
		err := c.get(ctx, "/authorization/check", q, &out)
		var refused *Error
		switch {
		case errors.As(err, &refused):
			return true, nil
		case err != nil:
			return false, err
		case out.Authorized:
			return true, nil
		}
	}
	return false, nil
}

// each does n things, a few at a time, and returns the first error.
func each(ctx context.Context, n int, do func(context.Context, int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(parallel, n) {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}
