package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// defaultEngineTimeout is how long an engine may take to answer one request.
const defaultEngineTimeout = 30 * time.Second

// engineFlags say which running engine is asked. Credentials are not among
// them: who lists processes or reads logs would see them.
type engineFlags struct {
	url, ca, tenant string
	withoutTenant   bool
	timeout         time.Duration
}

func (f *engineFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.url, "engine", "", "ask the engine whose REST API is at `URL` for its versions and instances")
	flags.DurationVar(&f.timeout, "engine-timeout", defaultEngineTimeout, "how long the engine may take to answer a request: `DURATION` as 30s or 2m")
	flags.StringVar(&f.ca, "engine-ca", "", "trust the certificates in `FILE` (PEM) besides the system's")
	flags.StringVar(&f.tenant, "tenant", "", "look only at versions of the tenant `ID`")
	flags.BoolVar(&f.withoutTenant, "without-tenant", false, "look only at versions that belong to no tenant")
}

// check finds flags that say nothing without others.
func (f *engineFlags) check() error {
	switch {
	case f.timeout <= 0:
		return usagef("--engine-timeout %s: it must be positive", f.timeout)
	case f.tenant != "" && f.withoutTenant:
		return usagef("--tenant and --without-tenant: give one of them")
	case f.url == "" && (f.ca != "" || f.tenant != "" || f.withoutTenant || f.timeout != defaultEngineTimeout):
		return usagef("--engine-ca, --engine-timeout, --tenant and --without-tenant are about an engine: --engine URL names it")
	}
	return nil
}

// tenants returns which versions are looked at.
func (f *engineFlags) tenants() remote.Tenants {
	return remote.Tenants{ID: f.tenant, None: f.withoutTenant}
}

// connect returns a client of the engine and the engine's version. The
// credentials are the environment's.
func (p *program) connect(ctx context.Context, f engineFlags) (*remote.Client, string, error) {
	o := remote.Options{
		URL: f.url, Timeout: f.timeout, UserAgent: "bpmnlint/" + version(),
		User: os.Getenv("BPMNLINT_ENGINE_USER"), Password: os.Getenv("BPMNLINT_ENGINE_PASSWORD"), Token: os.Getenv("BPMNLINT_ENGINE_TOKEN"),
	}
	if f.ca != "" {
		name := f.ca
		if p.dir != "" && !filepath.IsAbs(name) {
			name = filepath.Join(p.dir, name)
		}
		data, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, "", usagef("--engine-ca %s: no such file", f.ca)
		}
		if err != nil {
			return nil, "", &exit{Failure, strings.TrimPrefix(err.Error(), "open ")}
		}
		o.CA = data
	}
	c, err := remote.New(o)
	if err != nil {
		return nil, "", usagef("--engine: %v", err)
	}
	engineVersion, err := c.Connect(ctx)
	return c, engineVersion, err
}
