package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/bpmnlint/bpmnlint/engine"
	executable "github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// parallelKeys is how many processes an engine is asked about at a time.
const parallelKeys = 4

// question is a process that an engine is asked about.
type question struct {
	key string
	// new is nil for a process that is gone from the models; gone is about it.
	new  *executable.Process
	gone migration.Change
	// file is where the process is or was, data what is there.
	file workspace.File
	data []byte
}

// answer is what came of a question.
type answer struct {
	key       page.Key
	processes []page.Process
	notices   []string
	// failed says that a version could not be looked at.
	failed bool
}

// deployedRelease compares the versions that an engine has with the new state.
func (m *migrationRun) deployedRelease(ctx context.Context, o migration.Options, f migrateFlags) (page.Release, error) {
	out := page.Release{Version: version()}
	hidden := map[string]bool{}
	m.refusals(&out, hidden)
	questions := m.questions(hidden)
	if o.Plan != nil && len(questions) != 1 {
		return out, usagef("--plan is about one process, and there are %d", len(questions))
	}
	if len(questions) == 0 {
		return out, nil // no process is there to ask about: nothing differs, or nothing deploys
	}
	client, engineVersion, err := m.connect(ctx, f.engine)
	if err != nil {
		return out, err
	}
	out.Engine = &page.Engine{Address: client.Address(), Version: engineVersion}
	a := &asking{migrationRun: m, client: client, options: o, tenants: f.engine.tenants()}
	answers, err := a.all(ctx, questions)
	if err != nil {
		return out, err
	}
	compared := false
	for _, x := range answers {
		out.Engine.Keys = append(out.Engine.Keys, x.key)
		out.Processes = append(out.Processes, x.processes...)
		m.notices = append(m.notices, x.notices...)
		if x.key.Hidden || x.failed {
			m.code = Failure
		}
		for i := range x.processes {
			compared = compared || x.processes[i].Forward != nil
		}
	}
	if !compared {
		return out, nil // nobody can tell whether what --map names is there
	}
	return out, unusedMaps(o, out)
}

// questions returns the processes to ask about: those of the new state, under
// the keys that they had, too, and those that are gone. What is in models that
// do not deploy is hidden.
func (m *migrationRun) questions(hidden map[string]bool) []question {
	files := map[*executable.Process]int{}
	var old, new []*executable.Process
	olds, news := 0, 0
	for i := range m.inputs {
		if m.inputs[i].isNew {
			for _, q := range m.new[news].processes {
				files[q], new = i, append(new, q)
			}
			news++
			continue
		}
		for _, q := range m.old[olds].processes {
			if !hidden[q.Key] {
				files[q], old = i, append(old, q)
			}
		}
		olds++
	}
	var out []question
	for _, c := range migration.Compare(old, new, migration.Options{}) {
		q := question{new: c.New}
		if c.New == nil {
			q.key, q.gone = c.Old.Key, c
			q.file = m.inputs[files[c.Old]].file
		} else {
			q.key = c.New.Key
			q.file, q.data = m.inputs[files[c.New]].file, m.inputs[files[c.New]].data
		}
		out = append(out, q)
		if c.New != nil && c.Old != nil && c.Old.Key != c.New.Key {
			q.key = c.Old.Key
			out = append(out, q)
		}
	}
	return out
}

// asking is the work of asking an engine.
type asking struct {
	*migrationRun
	client  *remote.Client
	options migration.Options
	tenants remote.Tenants
}

// all asks all questions, some at a time, and stops at the first failure.
func (a *asking) all(ctx context.Context, questions []question) ([]answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := make([]answer, len(questions))
	next := make(chan int)
	bar := a.newProgress(len(questions))
	defer bar.end()
	var done atomic.Int64
	var wg sync.WaitGroup
	for range min(parallelKeys, len(questions)) {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				if err := a.one(ctx, questions[i], &out[i]); err != nil {
					cancel(err)
				}
				bar.update(int(done.Add(1)))
			}
		})
	}
	for i := range questions {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, context.Cause(ctx)
}

// one asks about a process.
func (a *asking) one(ctx context.Context, q question, out *answer) error {
	out.key = page.Key{Key: q.key, Gone: q.new == nil}
	definitions, err := a.client.Definitions(ctx, q.key, a.tenants)
	if err != nil {
		return err
	}
	out.key.Definitions = definitions
	if len(definitions) == 0 {
		// That is the answer about what may not be read, too.
		visible, err := a.client.MayReadDefinitions(ctx, q.key)
		out.key.Hidden = !visible
		return err
	}
	running, err := a.client.Running(ctx, definitions)
	if err != nil {
		return err
	}
	if len(running) == 0 {
		visible, err := a.client.MayReadInstances(ctx, q.key)
		out.key.Hidden = !visible
		return err
	}
	out.key.Running = running
	if q.new == nil {
		x := page.Process{Change: q.gone, OldPath: q.file.Path}
		x.Findings = lint.ConfiguredMigration(x.Findings, a.loader.For(a.abs(q.file.Path)))
		out.processes = append(out.processes, x)
		return nil
	}
	targets, err := a.client.MadeOf(ctx, q.data, slices.DeleteFunc(slices.Clone(definitions), func(d remote.Definition) bool { return d.Key != q.new.Key }))
	if err != nil {
		return err
	}
	out.key.Current = targets
	for _, v := range running {
		if slices.ContainsFunc(targets, func(t remote.Definition) bool { return t.ID == v.ID }) {
			continue // these instances are in the new version already
		}
		if err := a.version(ctx, q, v, targets, out); err != nil {
			return err
		}
	}
	return nil
}

// version compares a deployed version with the new one.
func (a *asking) version(ctx context.Context, q question, v remote.Version, targets []remote.Definition, out *answer) error {
	if p := a.options.Plan; p != nil && p.Source != "" && p.Source != migration.SourcePlaceholder && p.Source != v.ID {
		out.notices = append(out.notices, fmt.Sprintf("%s: the plan is for %s; these instances are not looked at", v.ID, p.Source))
		return nil
	}
	old, err := a.model(ctx, q, v.Definition, out)
	if old == nil || err != nil {
		return err
	}
	if v.Places, err = a.client.Occupied(ctx, v.Definition, old); err != nil {
		return err
	}
	changes := migration.Compare([]*executable.Process{old}, []*executable.Process{q.new}, a.options)
	rehearsals, err := a.rehearse(changes)
	if err != nil {
		return err
	}
	x := page.Process{
		Change: changes[0], Rehearsal: rehearsals[0], OldPath: v.ID, NewPath: q.file.Path,
		Deployed: &page.Deployed{Version: v, Target: target(v.Definition, targets)},
	}
	for i := range x.Deployed.Places {
		// What waits although the model does not tell that it can.
		if o := &x.Deployed.Places[i]; o.Waiting == 0 && o.Activity != executable.None && o.Tokens > 0 && x.Forward.Verdict.Accepted() {
			o.Waiting = x.Forward.Observe(o.Activity).Waiting
		}
	}
	x.Findings = lint.ConfiguredMigration(x.Forward.Findings, a.loader.For(a.abs(q.file.Path)))
	identify(&x)
	if x.Deployed.Target.ID != "" {
		if err := a.check(ctx, &x, out); err != nil {
			return err
		}
	}
	out.processes = append(out.processes, x)
	return nil
}

// model reads and parses a deployed version; nil where that cannot be done,
// which is said.
func (a *asking) model(ctx context.Context, q question, d remote.Definition, out *answer) (*executable.Process, error) {
	data, lossy, err := a.client.Model(ctx, d)
	if err != nil {
		return nil, err
	}
	if lossy {
		out.notices = append(out.notices, fmt.Sprintf("%s: characters of its model are lost, because this user may not read deployments (READ on Deployment) and the engine does not know the encoding", d.ID))
	}
	s := a.parse(input{file: workspace.File{Path: d.ID, Abs: q.file.Abs}, data: data, isNew: true})
	for _, p := range s.processes {
		if p.Key == d.Key {
			return p, nil
		}
	}
	reason := "it has no such executable process"
	if len(s.faults) > 0 {
		reason = s.faults[0].Message
	} else if len(s.notices) > 0 {
		reason = s.notices[0]
	}
	out.failed = true
	out.notices = append(out.notices, fmt.Sprintf("%s: the engine runs this version, and bpmnlint cannot read it, so that its instances are not looked at: %s", d.ID, reason))
	return nil, nil
}

// target returns the definition to which instances of another one would be
// migrated: that of the same tenant.
func target(of remote.Definition, targets []remote.Definition) remote.Definition {
	for _, t := range targets {
		if t.TenantID == of.TenantID {
			return t
		}
	}
	return remote.Definition{}
}

// identify gives plans the ids of definitions as far as they are known. A plan
// that somebody has written keeps its own.
func identify(x *page.Process) {
	fill := func(id *string, placeholder, known string) {
		if *id == placeholder && known != "" {
			*id = known
		}
	}
	old, new := x.Deployed.ID, x.Deployed.Target.ID
	fill(&x.Forward.Plan.Source, migration.SourcePlaceholder, old)
	fill(&x.Forward.Plan.Target, migration.TargetPlaceholder, new)
	fill(&x.Back.Plan.Source, migration.SourcePlaceholder, new)
	fill(&x.Back.Plan.Target, migration.TargetPlaceholder, old)
}

// check lets the engine judge a plan.
func (a *asking) check(ctx context.Context, x *page.Process, out *answer) error {
	d := x.Deployed
	if x.Forward.Plan.Target != d.Target.ID {
		d.Unchecked = "the plan is for " + x.Forward.Plan.Target
		return nil
	}
	generated := a.options.Plan == nil && len(a.options.Explicit) == 0
	var err error
	d.Disagreements, err = a.client.Compare(ctx, x.Forward, generated, a.options.UpdateEventTriggers)
	var refused *remote.Error
	if errors.As(err, &refused) {
		d.Unchecked = refused.Error()
		return nil
	}
	if len(d.Disagreements) > 0 {
		out.failed = true
		out.notices = append(out.notices, disagreement(x.Forward.Plan))
	}
	return err
}

// disagreement asks for a report of what only a fault of the program explains.
func disagreement(p engine.Plan) string {
	body, err := json.Marshal(migration.RESTPlan(p))
	if err != nil {
		body = []byte("(it cannot be written)")
	}
	return fmt.Sprintf("the engine judges the plan for %s otherwise than bpmnlint, which is a fault of bpmnlint: please report it with both models and this request: POST /migration/validate %s", p.Source, body)
}
