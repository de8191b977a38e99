package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/remote"
	"github.com/bpmnlint/bpmnlint/report"
)

// batchSize is how many instances one batch of the engine is for: enough for
// the engine to be busy, few enough that what is left when somebody interrupts
// is not begun.
const batchSize = 10_000

// executeFlags are the flags of migrate-plan that let it migrate instances.
type executeFlags struct {
	execute, yes, print, partly   bool
	from                          []string
	skipListeners, skipIOMappings bool
}

func (f *executeFlags) add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.execute, "execute", false, "with --engine and --from: let the engine migrate instances to NEW, which is deployed there")
	flags.StringSliceVar(&f.from, "from", nil, "migrate the instances of `VERSION`, several with commas, or of all")
	flags.BoolVarP(&f.yes, "yes", "y", false, "migrate without asking")
	flags.BoolVar(&f.print, "print", false, "print the requests that would migrate instances, and send none of them")
	flags.BoolVar(&f.partly, "partly", false, "migrate although instances wait in places that the engine does not migrate them from")
	flags.BoolVar(&f.skipListeners, "skip-listeners", false, "let no listeners run where migration begins or ends something")
	flags.BoolVar(&f.skipIOMappings, "skip-io-mappings", false, "let no input and output mappings run where migration begins or ends something")
}

// checkExecute finds flags that do not go together.
func (f migrateFlags) checkExecute(args []string) error {
	if !f.execute {
		for _, x := range []struct {
			name  string
			given bool
		}{
			{"from", len(f.from) > 0}, {"yes", f.yes}, {"print", f.print}, {"partly", f.partly},
			{"skip-listeners", f.skipListeners}, {"skip-io-mappings", f.skipIOMappings},
		} {
			if x.given {
				return usagef("--%s: it says how to --execute, which is not given", x.name)
			}
		}
		return nil
	}
	switch {
	case f.engine.url == "":
		return usagef("--execute: it needs --engine URL, the engine that migrates the instances")
	case f.base.given || len(args) != 1:
		return usagef("--execute: it needs one model, NEW, which is deployed in the engine")
	case len(f.from) == 0:
		return usagef("--execute: it needs --from VERSION, the deployed version whose instances are migrated, or --from all")
	case len(f.from) > 1 && slices.Contains(f.from, "all"):
		return usagef("--from: give versions or all, not both")
	}
	for _, v := range f.from {
		if v != "all" && !isNumber(v) {
			return usagef("--from %s: no number of a version; versions are 1, 2, …, or all", v)
		}
	}
	return nil
}

func isNumber(s string) bool {
	return s != "" && len(s) < 10 && strings.Trim(s, "0123456789") == ""
}

// execution is one run that migrates instances.
type execution struct {
	*migrationRun
	flags   migrateFlags
	options migration.Options
	outputs []output
	client  *remote.Client
	version string // of the engine
	moves   []*move
}

// move is the migration of the instances of one version, to the target of what
// is deployed.
type move struct {
	page.Process
	// refusal is why the engine does not take the plan, empty if it does.
	refusal string
	account remote.Account
	begun   bool
}

// execute migrates instances.
func (p *program) execute(ctx context.Context, args []string, f migrateFlags) error {
	outputs, err := p.outputs(f.reportFlags)
	if err != nil {
		return err
	}
	for _, o := range outputs {
		if o.format.Name != "text" && o.format.Name != "json" {
			return usagef("--format: what was migrated is reported as text or json, not as %s", o.format.Name)
		}
	}
	if err := f.checkPlatform(); err != nil {
		return err
	}
	options, err := p.migrationOptions(f)
	if err != nil {
		return err
	}
	m, err := p.newMigration(args, f)
	if err != nil {
		return err
	}
	if err := m.readNew(ctx, args[0], f.executeFlags); err != nil {
		return err
	}
	client, version, err := p.connect(ctx, f.engine)
	if err != nil {
		return err
	}
	e := &execution{migrationRun: m, flags: f, options: options, outputs: outputs, client: client, version: version}
	if err := e.plan(ctx); err != nil {
		return err
	}
	for _, n := range e.notices {
		if !p.quiet {
			fmt.Fprintf(p.Err, "bpmnlint: %s\n", report.Printable(n))
		}
	}
	if len(e.moves) == 0 {
		return done(e.code)
	}
	if err := e.refuse(); err != nil {
		return err
	}
	if f.print {
		return e.printRequests(ctx)
	}
	may, err := client.MayReadBatches(ctx)
	if err != nil {
		return err
	}
	if !may {
		return &exit{Failure, "this user may not read batches, so that nobody could tell what becomes of the instances: it needs READ on Batch *"}
	}
	e.announce()
	if err := p.confirm(ctx, e.question(), f.yes); err != nil {
		return err
	}
	return e.run(ctx)
}

// readNew reads NEW: models that are to be deployed, with processes that --from
// can be about.
func (m *migrationRun) readNew(ctx context.Context, arg string, f executeFlags) error {
	if err := m.fromFiles(ctx, "", arg); err != nil {
		return err
	}
	if m.code == Failure {
		return &exit{code: Failure} // what it is has been said
	}
	if len(m.faults) > 0 {
		d := m.faults[0]
		return &exit{Bad, fmt.Sprintf("%s: the engine would not deploy it: %s", d.File, d.Message)}
	}
	processes := 0
	for _, s := range m.new {
		processes += len(s.processes)
	}
	switch {
	case processes == 0:
		return usagef("%s: there is no executable process", arg)
	case processes > 1 && f.from[0] != "all":
		return usagef("--from %s: there are %d processes, each with versions of its own: give one model, or --from all", strings.Join(f.from, ","), processes)
	}
	return nil
}

// run migrates what was announced, version by version, and reports.
func (e *execution) run(ctx context.Context) error {
	var failure error
	for _, x := range e.moves {
		if failure = e.migrate(ctx, x); failure != nil {
			break
		}
	}
	var unwritten error
	for _, o := range e.outputs {
		write := e.writeText
		if o.format.Name == "json" {
			write = e.writeJSON
		}
		unwritten = errors.Join(unwritten, e.into(o, write))
	}
	e.tellRunning()
	switch {
	case unwritten != nil:
		return errors.Join(failure, unwritten)
	case errors.Is(failure, context.Canceled):
		return &exit{Failure, "interrupted"}
	case failure != nil:
		return &exit{Failure, failure.Error()}
	}
	for _, x := range e.moves {
		if len(x.account.Failed) > 0 {
			return &exit{code: Bad}
		}
	}
	return done(e.code)
}

// migrate migrates the instances of one version. They are read now: those that
// were counted before may have ended, and others begun.
func (e *execution) migrate(ctx context.Context, x *move) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	instances, err := e.client.Instances(ctx, x.Deployed.ID)
	if err != nil {
		return err
	}
	x.begun = true
	work := remote.Work{Execution: e.executionOf(x, instances), BatchSize: batchSize}
	bar := newMigrationProgress(e.program, fmt.Sprintf("version %d", x.Deployed.Definition.Version), time.Now)
	work.Watch = bar.update
	x.account, err = e.client.Migrate(ctx, work)
	bar.end()
	return err
}

// executionOf returns what the engine is asked to do with instances.
func (e *execution) executionOf(x *move, instances []remote.Instance) remote.Execution {
	out := remote.Execution{Plan: x.Forward.Plan, SkipListeners: e.flags.skipListeners, SkipIOMappings: e.flags.skipIOMappings}
	for _, i := range instances {
		out.Instances = append(out.Instances, i.ID)
	}
	return out
}

// confirm asks on a terminal whether to go on. Where nobody can answer, only
// yes lets it go on.
func (p *program) confirm(ctx context.Context, question string, yes bool) error {
	if yes {
		return nil
	}
	if !isTerminal(p.In) || !isTerminal(p.Err) {
		return usagef("%s There is no terminal to ask on: --yes answers, --print shows the requests.", question)
	}
	fmt.Fprintf(p.Err, "%s [y/N] ", question)
	answer := make(chan string, 1)
	go func() {
		answer <- readLine(p.In)
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(p.Err)
		return ctx.Err()
	case text := <-answer:
		if text = strings.ToLower(strings.TrimSpace(text)); text == "y" || text == "yes" {
			return nil
		}
	}
	return &exit{Bad, "nothing was migrated"}
}

// readLine reads up to a line end and no further.
func readLine(r io.Reader) string {
	var out []byte
	b := make([]byte, 1)
	for len(out) < 100 {
		n, err := r.Read(b)
		if n > 0 && b[0] != '\n' {
			out = append(out, b[0])
		}
		if err != nil || n > 0 && b[0] == '\n' {
			break
		}
	}
	return string(out)
}
