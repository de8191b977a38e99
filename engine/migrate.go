package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Migrate moves running instances from the source of a plan to its target, all
// or none. An instance that is in a state which the plan does not cover is
// refused with a [*Refusal].
func (e *Engine) Migrate(c Migrate) error {
	return e.run("migrate", func(t *transaction) *Error {
		source, target := t.e.byID(c.Plan.Source), t.e.byID(c.Plan.Target)
		switch {
		case len(c.Instances) == 0:
			return badRequest("Process instance ids cannot empty: process instance ids is empty")
		case source == nil:
			return badRequest("ENGINE-23008 Source process definition with id '" + c.Plan.Source + "' does not exist")
		case target == nil:
			return badRequest("ENGINE-23008 Target process definition with id '" + c.Plan.Target + "' does not exist")
		}
		routes := newRoutes(&c.Plan, source.process, target.process)
		for i, id := range c.Instances {
			if slices.Contains(c.Instances[:i], id) {
				continue
			}
			if err := t.migrate(id, &c, source, target, routes); err != nil {
				return err
			}
		}
		return nil
	})
}

// migrate moves one instance.
func (t *transaction) migrate(id ID, c *Migrate, source, target *definition, routes *routes) *Error {
	in := t.instance(id.number())
	if in == nil || id != in.id() {
		return engineError("ENGINE-23003 Process instance '" + id.String() + "' cannot be migrated. The process instance does not exist")
	}
	if in.def != source {
		return engineError("ENGINE-23002 Process instance '" + id.String() + "' cannot be migrated. Its process definition '" + in.def.id +
			"' does not match the source process definition of the migration plan '" + source.id + "'")
	}
	m := &migration{
		t: t, in: in, source: source, target: target, routes: routes,
		how:       cancellation{reason: "migration", skipListeners: c.SkipListeners, skipIO: c.SkipIOMappings},
		instances: map[uint32]*migrant{}, jobs: map[ID]*movingJob{}, externals: map[ID]*movingExternal{}, taken: map[any]bool{},
	}
	if err := m.parse(); err != nil {
		return err
	}
	if r := m.validate(); r != nil {
		return r.exception()
	}
	for _, n := range slices.Concat(m.scopes, m.handlers) {
		if n.parent == nil { // nothing around it would take it along
			return internalNull(`Cannot invoke "` + enginePackage + `migration.instance.MigratingScopeInstance.addChild()" because "parentInstance" is null`)
		}
	}
	t.audit(id, "definition", source.id, target.id)
	if err := m.endUnmapped(m.root); err != nil {
		return err
	}
	m.switchDefinition()
	if err := m.begin(); err != nil {
		return err
	}
	for _, v := range converted(c.Plan.Variables) {
		t.auditVariable(in.root(), v)
		t.set(in.root(), v.Name, v.Value)
	}
	if len(c.Plan.Variables) == 0 {
		in.delayed = nil // no condition sees what listeners set while scopes end and begin
		return nil
	}
	return t.dispatchAnd(in.root(), nil)
}

// routes are the instructions of a plan by their source.
type routes struct {
	bySource map[string]*Instruction
	target   *program.Process
	// to is where activities of the source go, None for nowhere.
	to []program.ActivityID
	// of are the instructions of activities of the source, nil for none.
	of []*Instruction
}

// newRoutes indexes a plan. Of several instructions for one source the first
// counts.
func newRoutes(plan *Plan, source, target *program.Process) *routes {
	r := &routes{
		bySource: make(map[string]*Instruction, len(plan.Instructions)), target: target,
		to: make([]program.ActivityID, len(source.Activities)), of: make([]*Instruction, len(source.Activities)),
	}
	for i := range r.to {
		r.to[i] = program.None
	}
	for i := range plan.Instructions {
		n := &plan.Instructions[i]
		if r.bySource[n.Source] != nil {
			continue
		}
		r.bySource[n.Source] = n
		if a, ok := source.ActivityByID(n.Source); ok && a != program.Root {
			r.of[a], r.to[a] = n, r.targetOf(n)
		}
	}
	return r
}

// targetOf returns where an instruction leads, None for nowhere.
func (r *routes) targetOf(n *Instruction) program.ActivityID {
	if a, ok := r.target.ActivityByID(n.Target); ok && a != program.Root {
		return a
	}
	return program.None
}

// ofActivity returns the instruction for an activity by its id, and where it
// leads.
func (r *routes) ofActivity(id string) (*Instruction, program.ActivityID) {
	n := r.bySource[id]
	if n == nil {
		return nil, program.None
	}
	return n, r.targetOf(n)
}

// migration is the work of moving one instance: first every activity instance,
// waiting token and handler becomes a migrant with the things that belong to
// it; then, from the inside to the outside, what has no target ends; last, from
// the outside to the inside, the rest moves to the target, and what is new
// there begins.
type migration struct {
	t              *transaction
	in             *instance
	source, target *definition
	routes         *routes
	how            cancellation

	root *migrant
	// activities, tokens, scopes and handlers are the migrants of each kind,
	// outer ones first.
	activities, tokens, scopes, handlers []*migrant
	instances                            map[uint32]*migrant
	jobs                                 map[ID]*movingJob
	externals                            map[ID]*movingExternal
	// taken are the things that belong to a migrant.
	taken map[any]bool
	// switched says that the instance is one of the target.
	switched bool
}

// switchDefinition makes the instance one of the target: what its executions
// and tokens' jobs do is from now on numbered as there.
func (m *migration) switchDefinition() {
	m.in.first = m.in.startedAs()
	m.in.def, m.switched = m.target, true
	for _, x := range m.in.slots {
		if x.removed {
			x.activity = program.None // conditions may still see what has changed there
			continue
		}
		if x.activity == program.None {
			continue
		}
		a := x.activity
		x.activity = m.routes.to[a]
		if x.activity == program.None || x.activityInstance == noActivityInstance && !x.hasContinuation() {
			// A token that is left of an instance of a multi-instance activity
			// keeps the id of its activity, whatever that is in the target.
			x.activity = m.sameID(a)
		}
	}
	for _, n := range m.tokens {
		for _, j := range n.doubled {
			m.leaveBehind(j, n.target)
		}
		n.job.j.activity = n.target
	}
}

// sameID returns the activity of the target with the id of one of the source.
func (m *migration) sameID(a program.ActivityID) program.ActivityID {
	if b, ok := m.target.process.ActivityByID(m.source.process.Activities[a].ID); ok && b != program.Root {
		return b
	}
	return program.None
}
