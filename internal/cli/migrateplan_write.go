package cli

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
)

// artifact is a plan to write.
type artifact struct {
	key  string
	name string // tells it from other plans of the same process
	file string // empty is standard output
	// tenant is that of the source, empty for none.
	tenant string
	plan   engine.Plan
}

// artifacts returns the plans that -o asks for.
func (f migrateFlags) artifacts(release page.Release) ([]artifact, error) {
	if f.output == "" {
		return nil, nil
	}
	var out []artifact
	for _, x := range release.Processes {
		if x.Forward != nil && x.Forward.Verdict.Exception == "" {
			out = append(out, artifact{key: x.New.Key, name: planName(x), tenant: tenantOf(x), plan: x.Forward.Plan})
		}
	}
	isFolder := strings.HasSuffix(f.output, "/")
	switch {
	case len(out) == 1 && f.output == "-":
		return out, nil
	case len(out) == 1 && !isFolder:
		out[0].file = f.output
		return out, nil
	case len(out) > 1 && !isFolder:
		return nil, usagef("-o %s: there are %d plans; a folder (-o %[1]s/) takes one file each", f.output, len(out))
	}
	for i := range out {
		out[i].file = filepath.Join(f.output, fileName(out[i].name)+".json")
	}
	return out, nil
}

// planName names a plan: the process, and which of its deployed versions it is
// for.
func planName(x page.Process) string {
	name := x.New.Key
	if x.Deployed != nil {
		name = fmt.Sprintf("%s-%d", x.Deployed.Key, x.Deployed.Definition.Version)
		if t := x.Deployed.TenantID; t != "" {
			name += "-" + t
		}
	}
	return name
}

func tenantOf(x page.Process) string {
	if x.Deployed == nil {
		return ""
	}
	return x.Deployed.TenantID
}

// tenantQuery chooses definitions of a tenant in the engine's REST API.
func tenantQuery(tenant string) string {
	if tenant == "" {
		return "withoutTenantId=true"
	}
	return "tenantIdIn=" + url.QueryEscape(tenant)
}

// fileName makes a name for a file of a process id, which may hold anything
// that is a name in XML.
func fileName(key string) string {
	return strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || r == ':' {
			return '_'
		}
		return r
	}, key)
}

// writePlans writes plans, and how to give them the ids of an engine.
func (p *program) writePlans(all []artifact) error {
	for _, a := range all {
		data, err := json.MarshalIndent(migration.RESTPlan(a.plan), "", "  ")
		if err != nil {
			return err
		}
		data = append(data, '\n')
		if a.file == "" || a.file == "-" {
			if _, err := p.Out.Write(data); err != nil {
				return err
			}
			continue
		}
		name := a.file
		if p.dir != "" && !filepath.IsAbs(name) {
			name = filepath.Join(p.dir, name)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return fmt.Errorf("write the plan: %w", err)
		}
		if err := rewrite.Whole(name, data); err != nil {
			return fmt.Errorf("write the plan: %w", err)
		}
		switch {
		case p.quiet:
		case a.plan.Source == migration.SourcePlaceholder:
			fmt.Fprintf(p.Err, fillIDs, a.file, a.key)
		case a.plan.Target == migration.TargetPlaceholder:
			fmt.Fprintf(p.Err, fillTarget, a.file, a.key, tenantQuery(a.tenant))
		}
	}
	return nil
}

// fillIDs tells how a plan gets the ids of definitions. The newest version of
// the key is the target once it is deployed.
const fillIDs = `bpmnlint: %[1]s has no ids of definitions yet; when the new version is deployed (ENGINE is the address of engine-rest, VERSION the old version's number):
  export SOURCE_ID=$(curl -s "$ENGINE/process-definition?key=%[2]s&version=$VERSION&withoutTenantId=true" | jq -r '.[0].id')
  export TARGET_ID=$(curl -s "$ENGINE/process-definition?key=%[2]s&latestVersion=true&withoutTenantId=true" | jq -r '.[0].id')
  envsubst '$SOURCE_ID $TARGET_ID' < %[1]s
`

// fillTarget is fillIDs for a plan whose old version is known.
const fillTarget = `bpmnlint: %[1]s has no id of the new definition yet; when the new version is deployed (ENGINE is the address of engine-rest):
  export TARGET_ID=$(curl -s "$ENGINE/process-definition?key=%[2]s&latestVersion=true&%[3]s" | jq -r '.[0].id')
  envsubst '$TARGET_ID' < %[1]s
`
