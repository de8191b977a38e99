package cli

import (
	"context"
	"os"
	"time"

	"github.com/bpmnlint/bpmnlint/migration/remote"
)

func (f migrateFlags) tenants() remote.Tenants {
	return remote.Tenants{ID: f.tenant, None: f.withoutTenant}
}

func (p *program) connect(ctx context.Context, f migrateFlags) (*remote.Client, string, error) {
	c, err := remote.New(remote.Options{URL: f.engine, User: os.Getenv("BPMNLINT_ENGINE_USER"), Password: os.Getenv("BPMNLINT_ENGINE_PASSWORD"), Timeout: 30 * time.Second, UserAgent: "bpmnlint/" + version()})
	if err != nil {
		return nil, "", usagef("--engine: %v", err)
	}
	v, err := c.Connect(ctx)
	if err != nil {
		return nil, "", &exit{Failure, err.Error()}
	}
	return c, v, nil
}
