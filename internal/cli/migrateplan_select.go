package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	executable "github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// plan finds the versions whose instances are to be migrated, and lets the
// engine judge the plan for each.
func (e *execution) plan(ctx context.Context) error {
	for i, s := range e.new {
		for _, q := range s.processes {
			if err := e.planProcess(ctx, e.inputs[i], q); err != nil {
				return err
			}
		}
	}
	if e.options.Plan != nil && len(e.moves) > 1 {
		return usagef("--plan: it is about one version, and instances of %d are to be migrated", len(e.moves))
	}
	return e.unusedMaps()
}

// unusedMaps returns a fault of usage for a --map whose activity no version has.
func (e *execution) unusedMaps() error {
	for _, i := range e.options.Explicit {
		if len(e.moves) > 0 && !slices.ContainsFunc(e.moves, func(x *move) bool {
			_, ok := x.Forward.Pair.Source.ActivityByID(i.Source)
			return ok
		}) {
			return usagef("--map %s=%s: no version that is migrated has an activity %[1]s", i.Source, i.Target)
		}
	}
	return nil
}

// planProcess plans for one process of NEW.
func (e *execution) planProcess(ctx context.Context, in input, q *executable.Process) error {
	all, err := e.client.Definitions(ctx, q.Key, e.flags.engine.tenants())
	if err != nil {
		return err
	}
	if err := e.oneTenant(q.Key, all); err != nil {
		return err
	}
	target, err := e.deployed(ctx, in, q.Key, all)
	if err != nil {
		return err
	}
	chosen, err := e.chosen(q.Key, all, target)
	if err != nil {
		return err
	}
	running, err := e.client.Running(ctx, chosen)
	if err != nil {
		return err
	}
	if len(running) == 0 || e.flags.from[0] != "all" && len(running) < len(chosen) {
		if err := e.nothingRuns(ctx, q.Key, chosen, running); err != nil {
			return err
		}
	}
	for _, v := range running {
		if err := e.planVersion(ctx, question{key: q.Key, new: q, file: in.file, data: in.data}, v, target); err != nil {
			return err
		}
	}
	return nil
}

// oneTenant refuses to choose between tenants.
func (e *execution) oneTenant(key string, all []remote.Definition) error {
	latest := remote.Latest(all)
	if len(latest) == 0 {
		return &exit{Bad, fmt.Sprintf("%s has no process %s that this user may read: deploy it first", e.client.Address(), key)}
	}
	if len(latest) == 1 {
		return nil
	}
	var names []string
	for _, d := range latest {
		if d.TenantID == "" {
			names = append(names, "without tenant (--without-tenant)")
		} else {
			names = append(names, fmt.Sprintf("for the tenant %s (--tenant %[1]s)", d.TenantID))
		}
	}
	return usagef("process %s is deployed %s: choose one", key, strings.Join(names, " and "))
}

// deployed returns the newest definition that was made of the bytes of NEW.
func (e *execution) deployed(ctx context.Context, in input, key string, all []remote.Definition) (remote.Definition, error) {
	made, err := e.client.MadeOf(ctx, in.data, all)
	if err != nil || len(made) > 0 {
		return first(made), err
	}
	latest := remote.Latest(all)[0]
	data, _, err := e.client.Model(ctx, latest)
	if err != nil {
		return latest, err
	}
	hint := ""
	if bytes.Equal(withoutReturns(data), withoutReturns(in.data)) {
		hint = "\nIt differs in line ends only."
	}
	return latest, &exit{Bad, fmt.Sprintf(
		"%s is not deployed: no version of process %s was made of its bytes; the latest is %d (%s).%s\nDeploy it, then try again:\n  %s -F deployment-name=%s -F upload=@%s %s%s/deployment/create",
		in.file.Path, key, latest.Version, latest.ID, hint,
		curl(), shellWord(key), shellWord(in.file.Path), tenantField(latest.TenantID), e.client.Address())}
}

// first returns the first of some definitions, or nothing.
func first(all []remote.Definition) remote.Definition {
	if len(all) == 0 {
		return remote.Definition{}
	}
	return all[0]
}

// withoutReturns removes what differs between line ends of systems.
func withoutReturns(data []byte) []byte {
	return bytes.TrimRight(bytes.ReplaceAll(data, []byte("\r"), nil), "\n")
}

func tenantField(tenant string) string {
	if tenant == "" {
		return ""
	}
	return "-F tenant-id=" + shellWord(tenant) + " "
}

// shellWord writes a word so that a shell reads it as it is.
func shellWord(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@,") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// chosen returns the definitions that --from names.
func (e *execution) chosen(key string, all []remote.Definition, target remote.Definition) ([]remote.Definition, error) {
	if e.flags.from[0] == "all" {
		return slices.DeleteFunc(slices.Clone(all), func(d remote.Definition) bool { return d.ID == target.ID }), nil
	}
	var out []remote.Definition
	for _, v := range e.flags.from {
		i := slices.IndexFunc(all, func(d remote.Definition) bool { return strconv.Itoa(d.Version) == strings.TrimLeft(v, "0") })
		switch {
		case i < 0:
			var there []string
			for _, n := range slices.Sorted(versionNumbers(all)) {
				there = append(there, strconv.Itoa(n))
			}
			return nil, usagef("--from %s: process %s has no such version; it has %s", v, key, strings.Join(there, ", "))
		case all[i].ID == target.ID:
			return nil, usagef("--from %s: version %[1]s of process %s is the new one itself", v, key)
		case !slices.Contains(out, all[i]):
			out = append(out, all[i])
		}
	}
	return out, nil
}

func versionNumbers(all []remote.Definition) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for _, d := range all {
			if !yield(d.Version) {
				return
			}
		}
	}
}

// nothingRuns says which chosen versions have no instances. That is no answer
// to believe where the user may not see them.
func (e *execution) nothingRuns(ctx context.Context, key string, chosen []remote.Definition, running []remote.Version) error {
	may, err := e.client.MayReadInstances(ctx, key)
	if err != nil {
		return err
	}
	if !may {
		return &exit{Failure, fmt.Sprintf("this user may not read the instances of process %s: it needs READ_INSTANCE on ProcessDefinition %[1]s", key)}
	}
	if e.quiet {
		return nil
	}
	if len(running) == 0 {
		fmt.Fprintf(e.Err, "bpmnlint: nothing to migrate: process %s has no running instances in %s\n", key, e.versionsOf(chosen))
		return nil
	}
	for _, d := range chosen {
		if !slices.ContainsFunc(running, func(v remote.Version) bool { return v.ID == d.ID }) {
			fmt.Fprintf(e.Err, "bpmnlint: version %d of process %s has no running instances\n", d.Version, key)
		}
	}
	return nil
}

func (e *execution) versionsOf(chosen []remote.Definition) string {
	if e.flags.from[0] == "all" {
		return "other versions"
	}
	var out []string
	for _, d := range chosen {
		out = append(out, strconv.Itoa(d.Version))
	}
	if len(out) == 1 {
		return "version " + out[0]
	}
	return "versions " + strings.Join(out, ", ")
}

// planVersion plans for one version, as the engine has it, and lets the engine
// judge the plan.
func (e *execution) planVersion(ctx context.Context, q question, v remote.Version, target remote.Definition) error {
	if p := e.options.Plan; p != nil {
		if err := errors.Join(fits(p.Source, migration.SourcePlaceholder, v.ID), fits(p.Target, migration.TargetPlaceholder, target.ID)); err != nil {
			return err
		}
	}
	var out answer
	a := &asking{migrationRun: e.migrationRun, client: e.client, options: e.options, tenants: e.flags.engine.tenants()}
	if err := a.version(ctx, q, v, []remote.Definition{target}, &out); err != nil {
		return err
	}
	if out.failed {
		return &exit{Failure, strings.Join(out.notices, "\nbpmnlint: ")}
	}
	e.notices = append(e.notices, out.notices...)
	x := &move{Process: out.processes[0]}
	e.moves = append(e.moves, x)
	if x.refusal = x.Forward.Verdict.Exception; x.refusal != "" {
		return nil
	}
	said, err := e.client.Validate(ctx, x.Forward.Plan)
	x.refusal = refusalOf(said)
	return err
}

// fits refuses a plan that is between other definitions.
func fits(planned, placeholder, id string) error {
	if planned == "" || planned == placeholder || planned == id {
		return nil
	}
	return usagef("--plan: it is about the definition %s, not %s", planned, id)
}

// refusalOf returns what the engine has against a plan, empty for nothing.
func refusalOf(said remote.PlanReport) string {
	var out []string
	for _, r := range said.Instructions {
		i := r.Instruction.Instruction()
		out = append(out, fmt.Sprintf("%s → %s: %s", i.Source, i.Target, strings.Join(r.Failures, "; ")))
	}
	for name, v := range said.Variables {
		out = append(out, fmt.Sprintf("variable %s: %s", name, strings.Join(v.Failures, "; ")))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
