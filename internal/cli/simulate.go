package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/simulator"
	"github.com/bpmnlint/bpmnlint/source"
)

// simulateFlags are the flags of simulate.
type simulateFlags struct {
	start, script, vars, platform, format string
	at, values                            []string
}

func (p *program) simulateCommand() *cobra.Command {
	var f simulateFlags
	c := &cobra.Command{
		Use:     "simulate MODEL…",
		Short:   "Run a process until it waits or ends, and tell what happened",
		GroupID: groupRun,
		Long: `Run a process on an engine that behaves as Camunda 7 does: what happened, where
it waits, and for what. Nothing is called, sent or stored; the clock stands at
2030-01-01T00:00:00Z and moves by command only. Jobs that are due are executed.

The first process of the first MODEL is started with the variables of --var and
--vars; further models are deployed with it. With --at it starts before an
element instead, and the variables are told that are read from there to where it
waits next: what an operator checks before moving a token.

A script goes on from there, a command a line:

  stub ACTIVITY [name=value…]          what it does instead of its code: set variables,
  stub ACTIVITY error CODE [MESSAGE]     throw a BPMN error,
  stub ACTIVITY fail MESSAGE             fail
  stub *                               code without a stub does nothing
  complete ACTIVITY [name=value…]      complete a user task or an external task
  error ACTIVITY CODE [name=value…]    end it by a BPMN error
  escalate ACTIVITY CODE [name=value…] throw an escalation at a user task
  fail ACTIVITY MESSAGE                an external task has failed for good
  message NAME [name=value…]           deliver a message; signal: a signal
  trigger ACTIVITY [name=value…]       continue a receive task without a message
  set name=value…                      set variables of the instance
  advance PT2H                         move the clock, by a duration or to a date
  run ACTIVITY                         execute its job, due or not
  retry ACTIVITY                       give its failed job another try
  start [name=value…]                  start another instance

Exit code: 0 every step succeeded, 1 the engine refused the model or a step, 2
wrong usage, 3 a file that cannot be read.`,
		Example: `  bpmnlint simulate order.bpmn --var amount=1500
  bpmnlint simulate order.bpmn --at Activity_ChargeCard --vars incident.json
  bpmnlint simulate order.bpmn --script happy.txt --format json`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("%s needs a MODEL\nRun '%[1]s --help' for examples.", c.CommandPath())
			}
			return p.simulate(c.Context(), args, f)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.start, "start", "", "start the process `KEY`; the first one of the first model if empty")
	flags.StringArrayVar(&f.at, "at", nil, "start before `ELEMENT`, can be repeated")
	flags.StringArrayVar(&f.values, "var", nil, "start with the variable `NAME=VALUE`, a literal of JSON or else a text; can be repeated")
	flags.StringVar(&f.vars, "vars", "", "start with the variables of the JSON object in `FILE`")
	flags.StringVar(&f.script, "script", "", "go on with the commands in `FILE`, - for standard input")
	flags.StringVar(&f.platform, "platform", "", "the engine: `camunda-7.24`, operaton-1.0, cibseven-2.0, …")
	flags.StringVar(&f.format, "format", "text", "`text` or json")
	return c
}

// simulation is a run of simulate.
type simulation struct {
	*simulator.Session
	models   []*source.File
	platform platform.Platform
	steps    []simulatedStep
	// reads are the variables that were read, where the run began at an element.
	reads []readVariable
	seen  int
}

// simulatedStep is a step with what it made happen.
type simulatedStep struct {
	line   int
	text   string
	err    error
	events []engine.Event
	// missing is the first code that a job of the step found not to be there,
	// nil for none.
	missing *simulator.MissingError
}

func (p *program) simulate(ctx context.Context, args []string, f simulateFlags) error {
	if f.format != "text" && f.format != "json" {
		return usagef("--format: unknown format %q: text or json", f.format)
	}
	if f.script == "-" && slices.Contains(args, "-") {
		return usagef("standard input cannot be both the model and the script")
	}
	start, err := p.startOf(f)
	if err != nil {
		return err
	}
	steps, err := p.scriptOf(f.script)
	if err != nil {
		return err
	}
	models, platform, err := p.simulatedModels(ctx, args, f.platform)
	if err != nil {
		return err
	}
	session, problems := simulator.Deploy(models, simulator.Options{Compile: compile.Options{Platform: platform}})
	if session == nil {
		return p.refused(f.format, platform, models, problems)
	}
	if len(session.Keys()) == 0 && start.Key == "" {
		return &exit{Bad, "no process is executable: nothing can be started"}
	}
	s := &simulation{Session: session, models: models, platform: platform}
	s.newEvents()
	s.run(start, f.at, steps)
	if f.format == "json" {
		err = s.writeJSON(p.Out)
	} else {
		err = s.writeText(p.Out)
	}
	if err != nil {
		return err
	}
	if last := s.steps[len(s.steps)-1]; last.err != nil {
		return &exit{code: Bad}
	}
	return nil
}

// startOf reads how the instance starts.
func (p *program) startOf(f simulateFlags) (simulator.Start, error) {
	start := simulator.Start{Key: f.start, Before: f.at, Vars: simulator.Vars{}}
	if f.vars != "" {
		data, err := os.ReadFile(p.inDir(f.vars))
		if err != nil {
			return start, usagef("--vars: %v", err)
		}
		if start.Vars, err = simulator.ParseVars(data); err != nil {
			return start, usagef("--vars: %s: %v", f.vars, err)
		}
	}
	for _, v := range f.values {
		name, value, err := simulator.ParseVar(v)
		if err != nil {
			return start, usagef("--var: %v", err)
		}
		start.Vars[name] = value
	}
	return start, nil
}

// inDir returns a path as seen from the directory that the run is started in.
func (p *program) inDir(name string) string {
	if p.dir != "" && !filepath.IsAbs(name) {
		return filepath.Join(p.dir, name)
	}
	return name
}

// maxScript is how long a script may be, in bytes.
const maxScript = 16 << 20

func (p *program) scriptOf(name string) ([]simulator.Step, error) {
	if name == "" {
		return nil, nil
	}
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(p.In, maxScript))
	} else {
		data, err = readFile(p.inDir(name), maxScript)
	}
	if err != nil {
		return nil, usagef("--script: %v", err)
	}
	steps, err := simulator.ReadScript(string(data))
	if err != nil {
		return nil, usagef("--script: %s: %v", name, err)
	}
	return steps, nil
}

// simulatedModels reads the models, that of the first argument first, and says
// which engine they are for.
func (p *program) simulatedModels(ctx context.Context, args []string, flag string) ([]*source.File, platform.Platform, error) {
	var named platform.Platform
	if flag != "" {
		var err error
		if named, err = engineNamed("--platform", flag); err != nil {
			return nil, named, err
		}
	}
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, named, err
	}
	var files []workspace.File
	for _, a := range args {
		found, err := workspace.Find(ctx, []string{a}, workspace.Options{Dir: dir})
		if err != nil {
			return nil, named, err
		}
		if code := p.printProblems(found.Problems); code != OK {
			return nil, named, &exit{code: code}
		}
		models, _ := split(found.Files)
		for _, m := range models {
			if !slices.ContainsFunc(files, func(f workspace.File) bool { return f.Path == m.Path }) {
				files = append(files, m)
			}
		}
	}
	if len(files) == 0 {
		return nil, named, usagef("no model: decisions alone cannot be simulated")
	}
	read := p.reader()
	var models []*source.File
	for _, f := range files {
		data, err := read(f, maxShown)
		if err != nil {
			return nil, named, &exit{Failure, fmt.Sprintf("%s: %v", f.Path, err)}
		}
		models = append(models, source.New(f.Path, data))
	}
	if flag == "" {
		named, err = engineOf(workspace.New(workspace.Places{Dir: dir}), files[0], models[0])
	}
	return models, named, err
}

// engineOf returns the engine that a model is for.
func engineOf(ws *workspace.Workspace, f workspace.File, m *source.File) (platform.Platform, error) {
	var e workspace.Evidence
	if d, _ := bpmn.Parse(m, bpmn.Options{}); d != nil {
		e.Namespaces = d.ExtensionNamespaces
		e.ExecutionPlatform, e.ExecutionPlatformVersion = d.ExecutionPlatform, d.ExecutionPlatformVersion
	}
	found := ws.Platform(f.Abs, e)
	named, err := platform.Parse(found.Name)
	if err == nil && named.IsCamunda8() {
		err = usagef("%s is a model of Camunda 8, which only its own engine runs", f.Path)
	}
	return named, err
}

// refused reports a deployment that the engine refuses.
func (p *program) refused(format string, engine platform.Platform, models []*source.File, problems diag.List) error {
	problems.Sort()
	run := report.Run{
		Version: version(), Files: len(models), Diagnostics: problems,
		Verdict:   fmt.Sprintf("%s would refuse this deployment: nothing can be simulated", engine),
		Platforms: []report.Platform{{Name: engine.String(), Files: len(models)}},
	}
	flags := reportFlags{formats: []string{format}, all: true, verbose: true}
	outputs, err := p.outputs(flags)
	if err != nil {
		return err
	}
	if err := p.write(outputs, run, flags, nil); err != nil {
		return err
	}
	return &exit{code: Bad}
}

// run starts the instance and does the steps of the script until one fails.
func (s *simulation) run(start simulator.Start, at []string, script []simulator.Step) {
	for len(script) > 0 && script[0].Prepares() {
		if !s.step(script[0].Line, script[0].Text, func() error { return script[0].Run(s.Session) }) {
			return
		}
		script = script[1:]
	}
	if start.Key == "" {
		start.Key = s.Keys()[0]
	}
	text := "start " + start.Key
	if len(at) > 0 {
		text += " before " + strings.Join(at, " and before ")
	}
	ok := s.step(0, text, func() error { return s.Start(start) })
	if len(at) > 0 {
		s.findReads(start, at)
	}
	for _, x := range script {
		if !ok {
			return
		}
		ok = s.step(x.Line, x.Text, func() error { return x.Run(s.Session) })
	}
}

// step does a step and keeps what it made happen. It reports whether the step
// succeeded.
func (s *simulation) step(line int, text string, do func() error) bool {
	known := len(s.Missing())
	x := simulatedStep{line: line, text: text, err: do()}
	x.events = s.newEvents()
	if missing := s.Missing(); len(missing) > known {
		x.missing = missing[known]
	}
	s.steps = append(s.steps, x)
	return x.err == nil
}

// newEvents returns the events that have not been returned before.
func (s *simulation) newEvents() []engine.Event {
	var out []engine.Event
	for e := range s.Engine().Trace(0, s.seen+1) {
		out = append(out, e)
		s.seen = e.Number
	}
	return out
}

// remedy says what to do about what went wrong in a step, empty where nothing
// did, or nothing is known.
func (x *simulatedStep) remedy() string {
	if x.err == nil && x.missing != nil {
		return remedy(x.missing)
	}
	return remedy(x.err)
}

func remedy(err error) string {
	var missing *simulator.MissingError
	if errors.As(err, &missing) && missing.Event == "" {
		return fmt.Sprintf("Add a line to the script: stub %s name=value; or stub * for all code that is not here.", missing.Element)
	}
	if errors.As(err, &missing) {
		return "Add a line to the script: stub * lets all code that is not here do nothing."
	}
	var e *engine.Error
	if !errors.As(err, &e) {
		return ""
	}
	if _, name, ok := strings.Cut(e.Message, "Cannot resolve identifier '"); ok {
		name, _, _ = strings.Cut(name, "'")
		return fmt.Sprintf("Set the variable with --var %s=VALUE; if it is a bean, the script can stand for the activity: stub ACTIVITY name=value.", name)
	}
	return e.Help
}
