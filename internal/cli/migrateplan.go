package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/report"
)

// migrateFlags are the flags of migrate-plan.
type migrateFlags struct {
	reportFlags
	executeFlags
	engine                                 engineFlags
	base                                   optional
	maps                                   []string
	plan, output, failOn, platform, config string
	noConfig, updateEventTriggers          bool
	simulate                               bool
	stateLimit                             int
}

func (p *program) migratePlanCommand() *cobra.Command {
	var f migrateFlags
	c := &cobra.Command{
		Use:     "migrate-plan OLD NEW | migrate-plan --base REV [PATH…] | migrate-plan --engine URL NEW",
		Short:   "Tell what happens to running instances when a new version is deployed",
		GroupID: groupChange,
		Long: `Tell what happens to the running instances of a process when a new version of
its model is deployed: the migration plan that the engine would make, whether it
accepts the plan, from which places instances can be migrated and back, and the
risks of which the engine says nothing.

OLD and NEW are files or folders; processes are matched by their ids. With
--base, the models that differ from a git revision are compared with what they
were, in the current folder or below each PATH.

With --engine, the versions that have running instances are read from a running
engine instead, each is planned against the new one, and next to each place
stands how many wait there. The engine is only asked, nothing is changed in it,
unless --execute lets it migrate the instances of the versions that --from names.
NEW must be deployed then; the plan is shown, and you are asked.
It is given the credentials in BPMNLINT_ENGINE_USER and BPMNLINT_ENGINE_PASSWORD,
or BPMNLINT_ENGINE_TOKEN, of the environment.

-o writes the plan in the format of the engine's REST API. Where no engine was
asked, ${SOURCE_ID} and ${TARGET_ID} stand for the ids of the two definitions.

--simulate rehearses the migration on the reference engine: instances in every
state that they can rest in are migrated and go on to their end. What only
migrated instances meet is a finding, with the way there: that they are stuck,
lose a token, run an activity too often or never.

Exit code: 0 all instances can be migrated, or were, 1 findings at or above
--fail-on, a model that would not deploy, instances that were not migrated,
2 wrong usage or configuration, 3 a file that cannot be read, an engine that
does not answer, or one that judges otherwise.`,
		Example: `  bpmnlint migrate-plan order-v1.bpmn order-v2.bpmn
  bpmnlint migrate-plan --base origin/main src/main/resources
  bpmnlint migrate-plan --map check=review -o plan.json old.bpmn new.bpmn
  bpmnlint migrate-plan --engine http://localhost:8080/engine-rest order.bpmn
  bpmnlint migrate-plan --engine http://localhost:8080/engine-rest --execute --from all order.bpmn`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.engine.check(); err != nil {
				return err
			}
			if err := f.checkExecute(args); err != nil {
				return err
			}
			switch {
			case f.execute:
				return p.execute(c.Context(), args, f)
			case f.base.given:
			case f.engine.url != "" && len(args) == 2:
				return usagef("%s --engine takes NEW only: the old versions are those that the engine has", c.CommandPath())
			case f.engine.url != "" && len(args) != 1:
				return usagef("%s --engine needs NEW, or --base REV\nRun '%[1]s --help' for examples.", c.CommandPath())
			case f.engine.url == "" && len(args) != 2:
				return usagef("%s needs OLD and NEW, or --base REV\nRun '%[1]s --help' for examples.", c.CommandPath())
			}
			return p.migratePlan(c.Context(), args, f)
		},
	}
	f.add(c)
	return c
}

// add adds the flags to the command.
func (f *migrateFlags) add(c *cobra.Command) {
	flags := c.Flags()
	flags.Var(&f.base, "base", "compare with git revision `REV`; if empty, with the base of the pull request or the default branch")
	flags.StringArrayVar(&f.maps, "map", nil, "let activity NEW take over OLD, given as `OLD=NEW`; can be repeated")
	flags.StringVar(&f.plan, "plan", "", "judge the plan in `FILE` instead of the one that the engine would make; - for standard input")
	flags.BoolVar(&f.updateEventTriggers, "update-event-triggers", false, "let timers, messages and signals become those of the new version")
	flags.BoolVar(&f.simulate, "simulate", false, "rehearse the migration of instances in every state that they can rest in")
	flags.IntVar(&f.stateLimit, "state-limit", rehearsal.DefaultStates, "look, with --simulate, at no more than `N` states of each version")
	flags.StringVarP(&f.output, "output", "o", "", "write the plan to `FILE`, or several to a folder; - for standard output")
	flags.StringVar(&f.failOn, "fail-on", "error", "lowest severity that makes the exit code 1: `error`, warning, note or never")
	flags.StringVar(&f.platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE`, for all models")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no configuration file")
	f.engine.add(flags)
	f.reportFlags.add(flags, "findings")
	f.executeFlags.add(flags)
	flags.BoolVar(&f.verbose, "verbose", false, "print help with each finding in text")
	c.MarkFlagsMutuallyExclusive("config", "no-config")
	c.MarkFlagsMutuallyExclusive("plan", "map")
	for _, name := range []string{"output", "fail-on", "summary-only", "annotations", "verbose", "simulate", "state-limit"} {
		c.MarkFlagsMutuallyExclusive("execute", name)
	}
	c.MarkFlagsMutuallyExclusive("plan", "update-event-triggers")
}

func (p *program) migratePlan(ctx context.Context, args []string, f migrateFlags) error {
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	failOn, err := f.threshold()
	if err != nil {
		return err
	}
	if err := f.checkPlatform(); err != nil {
		return err
	}
	options, err := p.migrationOptions(f)
	if err != nil {
		return err
	}
	if f.stateLimit < 1 {
		return usagef("--state-limit %d: not a positive number", f.stateLimit)
	}
	tuneMemoryForAll()
	m, err := p.newMigration(args, f)
	if err != nil {
		return err
	}
	if f.simulate {
		m.stateLimit = f.stateLimit
	}
	release, err := m.releaseOf(ctx, args, options, f)
	if err != nil {
		return err
	}
	// What nobody can write is a fault of usage, to be said before the report.
	artifacts, err := f.artifacts(release)
	if err != nil {
		return err
	}
	findings := findingsOf(release)
	findings.Sort()
	m.fails = func(d *diag.Diagnostic) bool {
		return failOn != 0 && d.Severity >= failOn || d.Category != migration.Category
	}
	if err := p.writeMigration(outputs, release, findings, m, f); err != nil {
		return err
	}
	if err := p.writePlans(artifacts); err != nil {
		return err
	}
	code := m.code
	for i := range findings {
		if m.fails(&findings[i]) {
			code = max(code, Bad)
		}
	}
	if code != OK {
		return &exit{code: code}
	}
	return nil
}

// releaseOf reads the two states that the arguments name and compares them.
func (m *migrationRun) releaseOf(ctx context.Context, args []string, o migration.Options, f migrateFlags) (page.Release, error) {
	var err error
	switch {
	case f.base.given:
		err = m.fromBase(ctx, args, f.base.value)
	case f.engine.url != "":
		err = m.fromFiles(ctx, "", args[0])
	default:
		err = m.fromFiles(ctx, args[0], args[1])
	}
	switch {
	case err != nil:
		return page.Release{}, err
	case f.engine.url != "":
		return m.deployedRelease(ctx, o, f)
	}
	return m.release(o)
}

// checkPlatform refuses an engine that is not known.
func (f migrateFlags) checkPlatform() error {
	if f.platform == "" {
		return nil
	}
	_, err := engineNamed("--platform", f.platform)
	return err
}

// threshold returns the lowest severity that makes a run fail, 0 for none.
func (f migrateFlags) threshold() (diag.Severity, error) {
	if f.failOn == "never" {
		return 0, nil
	}
	s, err := diag.ParseSeverity(f.failOn)
	if err != nil {
		return 0, usagef("--fail-on: unknown severity %q: error, warning, note or never", f.failOn)
	}
	return s, nil
}

// newMigration prepares the reading of models.
func (p *program) newMigration(args []string, f migrateFlags) (*migrationRun, error) {
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, err
	}
	all, err := lint.Rules()
	if err != nil {
		return nil, err
	}
	ws := workspace.New(workspace.Places{Dir: dir, Named: folders(dir, args)})
	users := lint.NewUserRules(dir, all)
	loader, err := config.NewLoader(config.Options{
		Rules: lint.ConfigRules(all), PolicyRules: users.Config, Workspace: ws, File: f.config, None: f.noConfig, Platform: f.platform,
	})
	if err != nil {
		return nil, usagef("%v", err)
	}
	return &migrationRun{program: p, dir: dir, ws: ws, loader: loader, read: p.reader()}, nil
}

// writeMigration writes the reports: those that know of migration, and the
// findings in all other formats.
func (p *program) writeMigration(outputs []output, release page.Release, findings diag.List, m *migrationRun, f migrateFlags) error {
	run := newReport(&subject{ws: m.ws, dir: m.dir, read: m.read}, m.models())
	run.Diagnostics, run.Files = findings, len(m.models())
	run.Rules = allReportRules(append(lint.MigrationRules(), lint.DeployRules()...))
	run.Incomplete, run.Fails = m.code == Failure, m.fails
	run.Config = "migration"
	for _, o := range outputs {
		var write func(io.Writer) error
		switch {
		case f.summary:
		case o.format.Name == "text":
			write = func(w io.Writer) error {
				return page.WriteText(w, release, page.TextOptions{Help: f.verbose, All: f.all})
			}
		case o.format.Name == "json":
			write = func(w io.Writer) error { return page.WriteJSON(w, release) }
		case o.format.Name == "markdown":
			write = func(w io.Writer) error { return page.WriteMarkdown(w, release) }
		}
		if write == nil {
			if err := p.write([]output{o}, run, f.reportFlags, nil); err != nil {
				return err
			}
			continue
		}
		if err := p.into(o, write); err != nil {
			return err
		}
	}
	if !p.quiet {
		for _, n := range m.notices {
			fmt.Fprintf(p.Err, "bpmnlint: %s\n", report.Printable(n))
		}
	}
	return nil
}

// findingsOf returns the findings about all processes. Where several deployed
// versions have the same one, it is there once.
func findingsOf(release page.Release) diag.List {
	if release.Engine != nil {
		return mergedFindings(release)
	}
	var out diag.List
	for _, x := range release.Processes {
		out = append(out, x.Findings...)
	}
	return out
}

// migrationOptions returns what the flags say of plans.
func (p *program) migrationOptions(f migrateFlags) (migration.Options, error) {
	o := migration.Options{UpdateEventTriggers: f.updateEventTriggers}
	for _, m := range f.maps {
		old, new, ok := strings.Cut(m, "=")
		if !ok || old == "" || new == "" {
			return o, usagef("--map %s: not of the form OLD=NEW", m)
		}
		if slices.ContainsFunc(o.Explicit, func(i engine.Instruction) bool { return i.Source == old }) {
			return o, usagef("--map %s: the activity %s is mapped twice", m, old)
		}
		o.Explicit = append(o.Explicit, engine.Instruction{Source: old, Target: new})
	}
	if f.plan == "" {
		return o, nil
	}
	plan, err := p.readPlan(f.plan)
	if err != nil {
		return o, err
	}
	o.Plan = &plan
	return o, nil
}

// unusedMaps returns a fault of usage for a --map whose activity no process
// has.
func unusedMaps(o migration.Options, release page.Release) error {
	for _, i := range o.Explicit {
		known := slices.ContainsFunc(release.Processes, func(x page.Process) bool {
			if x.Forward == nil {
				return false
			}
			_, ok := x.Change.Old.ActivityByID(i.Source)
			return ok
		})
		if !known {
			return usagef("--map %s=%s: no process that is in both versions has an activity %[1]s", i.Source, i.Target)
		}
	}
	return nil
}

// byPath orders what happens by the files.
func byPath(a, b page.Process) int {
	return cmp.Or(cmp.Compare(cmp.Or(a.NewPath, a.OldPath), cmp.Or(b.NewPath, b.OldPath)))
}
