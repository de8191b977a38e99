package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	executable "github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// migrationRun is one run of migrate-plan.
type migrationRun struct {
	*program
	dir    string
	ws     *workspace.Workspace
	loader *config.Loader
	read   func(workspace.File, int64) ([]byte, error)

	// inputs are the files that were read, in order; parse makes the states.
	inputs   []input
	old, new []state
	code     int
	// faults are what is wrong with new models: they cannot be read, or the
	// engine would not deploy them.
	faults  diag.List
	notices []string
	// fails reports whether a finding makes the run fail.
	fails func(*diag.Diagnostic) bool
	// stateLimit is how many states a rehearsal looks at, 0 for no rehearsal.
	stateLimit int
}

// input is a model that was read.
type input struct {
	file  workspace.File
	data  []byte
	isNew bool
}

// state is a model as it is or was.
type state struct {
	file        workspace.File
	faults      diag.List
	notices     []string
	definitions *bpmn.Definitions
	processes   []*executable.Process
	platform    platform.Platform
	refused     bool
	// cloud says that it is for Camunda 8.
	cloud bool
}

// models returns the files of the new state.
func (m *migrationRun) models() []workspace.File {
	var out []workspace.File
	for _, s := range m.new {
		out = append(out, s.file)
	}
	return out
}

// fromFiles reads two states from files or folders. An empty path stands for
// none.
func (m *migrationRun) fromFiles(ctx context.Context, old, new string) error {
	if old == "-" && new == "-" {
		return usagef("only one of OLD and NEW can be standard input")
	}
	for i, arg := range [...]string{old, new} {
		if arg == "" {
			continue
		}
		found, err := workspace.Find(ctx, []string{arg}, workspace.Options{Dir: m.dir})
		if err != nil {
			return err
		}
		m.code = max(m.code, m.printProblems(found.Problems))
		models, decisions := split(found.Files)
		if len(models) == 0 {
			if len(decisions) > 0 {
				return usagef("%s: there are only decisions, which have no instances", arg)
			}
			return &exit{code: max(m.code, Usage)}
		}
		for _, file := range models {
			data, err := m.read(file, maxModelBytes)
			if err != nil {
				m.unreadable(file.Path, err)
				continue
			}
			m.inputs = append(m.inputs, input{file, data, i == 1})
		}
	}
	m.parseAll()
	return m.printConfigProblems(m.loader.Problems())
}

// fromBase reads the models that differ from a git revision, and what they
// were.
func (m *migrationRun) fromBase(ctx context.Context, args []string, revision string) error {
	found, err := workspace.Find(ctx, args, workspace.Options{Dir: m.dir})
	if err != nil {
		return err
	}
	models, _ := split(found.Files)
	if models, err = m.configured(m.loader, models); err != nil {
		return err
	}
	c, err := openBase(ctx, m.dir, models, comparison{base: optional{revision, true}})
	if err != nil {
		return err
	}
	defer c.close()
	m.code = max(m.code, m.printProblems(c.withoutGone(m.dir, found.Problems)))
	if err := m.readChanged(ctx, c, models, args); err != nil {
		return err
	}
	if c.base.Notice != "" {
		m.notices = append(m.notices, c.base.Notice)
	}
	m.parseAll()
	if len(m.inputs) == 0 && m.code == OK {
		m.notices = append(m.notices, fmt.Sprintf("no model differs from %s", cmp.Or(c.base.Revision, c.base.Commit)))
	}
	return nil
}

// readChanged reads those of the models that differ from a base, what they were,
// and what those were that are gone from the arguments.
func (m *migrationRun) readChanged(ctx context.Context, c *compared, models []workspace.File, args []string) error {
	for _, file := range models {
		if _, changed := c.changes.Changed[file.Abs]; !changed {
			continue
		}
		data, err := m.read(file, maxModelBytes)
		if err != nil {
			m.unreadable(file.Path, err)
			continue
		}
		m.inputs = append(m.inputs, input{file, data, true})
		old := c.changes.OldPath(file.Abs)
		if old == "" {
			continue
		}
		was := file
		if old != file.Abs {
			was.Path = workspace.Display(m.dir, old, old)
		}
		if err := m.readOld(ctx, c, was, file.Abs); err != nil {
			return err
		}
	}
	for _, path := range slices.Sorted(maps.Keys(c.changes.Gone)) {
		if workspace.KindOf(path) != workspace.Model || !workspace.Covers(m.dir, args, path) {
			continue
		}
		file := workspace.File{Path: workspace.Display(m.dir, path, path), Abs: path}
		if err := m.readOld(ctx, c, file, path); err != nil {
			return err
		}
	}
	return nil
}

// readOld reads what a file was.
func (m *migrationRun) readOld(ctx context.Context, c *compared, file workspace.File, abs string) error {
	data, err := c.changes.Read(ctx, abs, maxModelBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	m.inputs = append(m.inputs, input{file, data, false})
	return nil
}

func (m *migrationRun) unreadable(path string, err error) {
	fmt.Fprintf(m.Err, "bpmnlint: %s: %v\n", path, err)
	m.code = Failure
}

// parseAll makes states of what was read.
func (m *migrationRun) parseAll() {
	states := make([]state, len(m.inputs))
	inParallel(len(states), func(i int) { states[i] = m.parse(m.inputs[i]) })
	for i, s := range states {
		m.notices = append(m.notices, s.notices...)
		m.faults = append(m.faults, s.faults...)
		if m.inputs[i].isNew {
			m.new = append(m.new, s)
		} else {
			m.old = append(m.old, s)
		}
	}
}

// parse makes a state of a file. What is wrong with an old one is only worth a
// notice: it is not there any more.
func (m *migrationRun) parse(in input) state {
	s := state{file: in.file}
	path := in.file.Path
	d, problems := bpmn.Parse(source.New(path, in.data), bpmn.Options{XML: xmltree.Options{MaxBytes: maxModelBytes}})
	s.definitions = d
	said := errorsOf(problems)
	if d != nil && len(said) == 0 {
		o, cloud := m.engine(in.file, d)
		if s.cloud = cloud; cloud {
			s.notices = append(s.notices, fmt.Sprintf("%s: it is for Camunda 8, whose migration is not known here", path))
			return s
		}
		deployment, list := compile.Compile([]*bpmn.Definitions{d}, o)
		switch {
		case deployment == nil:
			said = errorsOf(list)
		case len(deployment.Processes) == 0:
			s.notices = append(s.notices, fmt.Sprintf("%s: it has no executable process", path))
		default:
			s.processes, s.platform = deployment.Processes, deployment.Platform
		}
	}
	if s.refused = len(said) > 0; !s.refused {
		return s
	}
	if in.isNew {
		s.faults = said
	} else {
		s.notices = append(s.notices, fmt.Sprintf("%s: the engine would not have deployed the old version, so that it cannot have instances: %s", path, said[0].Message))
	}
	return s
}

// errorsOf returns the errors among problems.
func errorsOf(list diag.List) diag.List {
	var out diag.List
	for _, x := range list {
		if x.Severity == diag.Error {
			out = append(out, x)
		}
	}
	return out
}

// engine returns the engine that a model is for; cloud is true for Camunda 8.
func (m *migrationRun) engine(file workspace.File, d *bpmn.Definitions) (o compile.Options, cloud bool) {
	c := m.loader.For(cmp.Or(file.Abs, file.Path))
	e := c.Evidence()
	e.Namespaces, e.ExecutionPlatform, e.ExecutionPlatformVersion = d.ExtensionNamespaces, d.ExecutionPlatform, d.ExecutionPlatformVersion
	named := m.ws.Platform(file.Abs, e)
	o = lint.EngineOptions(c.Engine)
	if q, err := platform.Parse(named.Name); err == nil && !named.Camunda8() {
		o.Platform = q
	}
	if !c.Engine.PluginsSet {
		o.Plugins = compile.Plugins{Connect: true, Spin: true}
	}
	// The question is not whether history is kept, and old versions were
	// deployed by the rules of their day.
	o.EnforceHistoryTimeToLive = false
	return o, named.Camunda8()
}

// release compares the two states.
func (m *migrationRun) release(o migration.Options) (page.Release, error) {
	out := page.Release{Version: version()}
	where := map[*executable.Process]string{}
	hidden := map[string]bool{} // processes of models that do not deploy
	collect := func(list []state) []*executable.Process {
		var all []*executable.Process
		for _, s := range list {
			for _, q := range s.processes {
				where[q] = s.file.Path
				all = append(all, q)
			}
		}
		return all
	}
	m.refusals(&out, hidden)
	old := slices.DeleteFunc(collect(m.old), func(q *executable.Process) bool { return hidden[q.Key] })
	changes := migration.Compare(old, collect(m.new), o)
	rehearsals, err := m.rehearse(changes)
	if err != nil {
		return out, err
	}
	planned := 0
	for i, c := range changes {
		x := page.Process{Change: c, Rehearsal: rehearsals[i], OldPath: where[c.Old], NewPath: where[c.New]}
		file := cmp.Or(x.NewPath, x.OldPath)
		x.Findings = lint.ConfiguredMigration(x.Findings, m.loader.For(m.abs(file)))
		if c.Forward != nil {
			planned++
			m.compareNames(c)
		}
		out.Processes = append(out.Processes, x)
	}
	slices.SortStableFunc(out.Processes, byPath)
	if o.Plan != nil && planned != 1 {
		return out, usagef("--plan is about one process, and %d are in both versions", planned)
	}
	return out, unusedMaps(o, out)
}

// refusals adds the new models that the engine would not deploy, and notes the
// processes that they are about.
func (m *migrationRun) refusals(out *page.Release, hidden map[string]bool) {
	for _, s := range m.new {
		if !s.refused {
			continue
		}
		out.Processes = append(out.Processes, page.Process{NewPath: s.file.Path, Refused: true})
		x := &out.Processes[len(out.Processes)-1]
		for _, d := range m.faults {
			if d.File == s.file.Path {
				x.Findings = append(x.Findings, d)
			}
		}
		for _, old := range m.old {
			if old.file.Abs == s.file.Abs && old.file.Abs != "" || len(m.new) == 1 {
				for _, q := range old.processes {
					hidden[q.Key] = true
				}
			}
		}
		if s.definitions != nil {
			for _, q := range s.definitions.Processes {
				hidden[q.ID] = true
			}
		}
	}
}

// compareNames says where two versions seem to be of different processes.
func (m *migrationRun) compareNames(c migration.Change) {
	if c.Old.Key == c.New.Key {
		return
	}
	for i := range c.Old.Activities {
		if id := c.Old.Activities[i].ID; id != "" && executable.ActivityID(i) != executable.Root {
			if _, ok := c.New.ActivityByID(id); ok {
				return
			}
		}
	}
	if len(c.Old.Activities) > 1 && len(c.New.Activities) > 1 {
		m.notices = append(m.notices, fmt.Sprintf("%s and %s have no activity id in common: are they versions of one process?", c.Old.Key, c.New.Key))
	}
}

func (m *migrationRun) abs(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(m.dir, path)
}

// readPlan reads a plan that somebody has written.
func (p *program) readPlan(name string) (engine.Plan, error) {
	in := p.In
	if name != "-" {
		if p.dir != "" && !filepath.IsAbs(name) {
			name = filepath.Join(p.dir, name)
		}
		file, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return engine.Plan{}, usagef("--plan %s: no such file", name)
		}
		if err != nil {
			return engine.Plan{}, &exit{Failure, strings.TrimPrefix(err.Error(), "open ")}
		}
		defer file.Close()
		in = file
	}
	plan, err := migration.ReadPlan(in)
	if err != nil {
		return plan, usagef("--plan %s: %v", name, err)
	}
	return plan, nil
}
