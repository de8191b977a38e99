package engine

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Load is a saved instance that is to run on.
type Load struct{ Snapshot *Snapshot }

// Load makes a saved instance run on, with all that it has called: in another
// engine too, where the same versions of the processes are deployed. It gets a
// new identifier. The error names what of the model is missing.
func (e *Engine) Load(c Load) (ID, error) {
	var out ID
	var failure error
	err := e.run("load", func(t *transaction) *Error {
		if out, failure = t.load(c.Snapshot); failure != nil {
			return engineError(failure.Error())
		}
		return nil
	})
	if failure != nil {
		return 0, failure
	}
	return out, err
}

// loader makes an instance of a saved one.
type loader struct {
	t    *transaction
	in   *instance
	err  error
	high uint32
}

func (t *transaction) load(s *Snapshot) (ID, error) {
	if s == nil || len(s.instances) == 0 {
		return 0, fmt.Errorf("the snapshot is empty")
	}
	made := make([]*instance, len(s.instances))
	for i := range s.instances {
		saved := &s.instances[i]
		def := t.e.version(saved.Process, saved.Version)
		if def == nil {
			return 0, fmt.Errorf("version %d of process %q is not deployed", saved.Version, saved.Process)
		}
		if len(saved.Executions) == 0 || saved.Executions[0].ID != 0 || saved.Caller >= i {
			return 0, fmt.Errorf("instance %d of the snapshot is not well-formed", i)
		}
		l := loader{t: t, in: t.create(def)}
		made[i] = l.in
		l.instance(saved)
		if l.err != nil {
			return 0, l.err
		}
		t.e.lastID = max(t.e.lastID, l.high)
		if saved.Caller >= 0 {
			caller := made[saved.Caller].execution(saved.CallerID)
			if caller == nil {
				return 0, fmt.Errorf("the execution %d that calls an instance is missing", saved.CallerID)
			}
			l.in.super, l.in.depth, caller.called = caller.fullID(), caller.in.depth+1, l.in.number
		}
	}
	for _, in := range made {
		treeOf(in) // fails where the executions do not fit the model
		t.noteInstanceStart(in)
		for _, x := range in.slots {
			if x.waits == nil {
				continue
			}
			for _, j := range x.waits.jobs {
				t.schedulesDue(j)
			}
			own := x.waits.incidents
			x.waits.incidents = nil
			for _, i := range own {
				t.restoreIncident(x, i)
			}
		}
	}
	return made[0].id(), nil
}

// restoreIncident adds an incident again, and its copies.
func (t *transaction) restoreIncident(x *execution, i *incident) {
	i.cause = 0
	t.createIncident(x, i)
}

func (l *loader) activity(id string) program.ActivityID {
	return activityIn(l.in.def.process, id, &l.err)
}

// activityIn finds an activity by its id. The first failure is kept.
func activityIn(p *program.Process, id string, failure *error) program.ActivityID {
	if id == "" {
		return program.None
	}
	a, ok := p.ActivityByID(id)
	if !ok && *failure == nil {
		*failure = fmt.Errorf("process %q has no activity %q", p.Key, id)
	}
	return a
}

func (l *loader) used(id uint32) uint32 {
	if id != noActivityInstance {
		l.high = max(l.high, id)
	}
	return id
}

func (l *loader) instance(s *savedInstance) {
	in := l.in
	in.businessKey, in.suspended, in.started, in.startUser = s.BusinessKey, s.Suspended, s.Started, s.StartUser
	if s.StartProcess != "" {
		if in.first = l.t.e.version(s.StartProcess, s.StartVersion); in.first == nil {
			l.err = fmt.Errorf("version %d of process %q is not deployed", s.StartVersion, s.StartProcess)
			return
		}
	}
	in.startActivity = activityIn(in.startedAs().process, s.StartActivity, &l.err)
	if s.Suspended {
		in.state = Suspended
	}
	for range s.Executions[1:] {
		in.newExecution()
	}
	for i := range s.Executions {
		saved, x := &s.Executions[i], in.slots[i]
		if i > 0 {
			if saved.Parent < 0 || saved.Parent >= len(in.slots) {
				l.err = fmt.Errorf("execution %d has no parent", saved.ID)
				return
			}
			in.slots[saved.Parent].append(x)
		}
		if l.execution(x, saved); l.err != nil {
			return
		}
	}
	for _, x := range in.slots {
		n := 0
		for p := x; p.parent != nil; p = p.parent {
			if n++; n > len(in.slots) {
				l.err = fmt.Errorf("the executions of the snapshot are no tree")
				return
			}
		}
	}
}

func (l *loader) execution(x *execution, s *savedExecution) {
	x.id, x.activity, x.sequence = l.used(s.ID), l.activity(s.Activity), s.Sequence
	x.scope, x.concurrent, x.active, x.eventScope = s.Scope, s.Concurrent, s.Active, s.EventScope
	if s.ActivityInstance != nil {
		x.activityInstance = l.used(*s.ActivityInstance)
	}
	x.variables = l.variables(s.Variables)
	for i := range s.Tasks {
		k := &s.Tasks[i]
		t := &task{
			x: x, id: l.used(k.ID), activity: l.activity(k.Activity), activityInstance: k.ActivityInstance, name: k.Name, description: k.Description,
			assignee: k.Assignee, owner: k.Owner, due: k.Due, followUp: k.FollowUp, priority: k.Priority, users: k.Users, groups: k.Groups,
			delegation: k.Delegation, created: k.Created, updated: k.Updated, variables: l.variables(k.Variables),
		}
		if l.err == nil && t.definitionOf() == nil {
			l.err = fmt.Errorf("activity %q is no user task", k.Activity)
		}
		x.things().tasks = append(x.things().tasks, t)
	}
	for i := range s.Jobs {
		l.job(x, &s.Jobs[i])
	}
	for _, k := range s.Subscriptions {
		n := &subscription{x: x, id: l.used(k.ID), kind: k.Kind, activity: l.activity(k.Activity), name: k.Name, created: k.Created, order: k.Order}
		if k.Compensating != nil {
			n.compensating, n.hasCompensating = *k.Compensating, true
		}
		if l.err == nil && (k.Kind < messageEvent || k.Kind > compensationEvent || n.activity == program.None) {
			l.err = fmt.Errorf("the subscription %d is not well-formed", k.ID)
		}
		x.things().subscriptions = append(x.things().subscriptions, n)
	}
	for _, k := range s.Externals {
		n := &externalTask{
			x: x, id: l.used(k.ID), activity: l.activity(k.Activity), activityInstance: k.ActivityInstance, topic: k.Topic, worker: k.Worker,
			until: k.Until, retries: k.Retries, priority: k.Priority, errorMessage: k.Message, errorDetails: k.Details, created: k.Created,
		}
		if l.err == nil && (n.activity == program.None || l.in.def.process.Activities[n.activity].ExternalTask == nil) {
			l.err = fmt.Errorf("activity %q is no external task", k.Activity)
		}
		x.things().externals = append(x.things().externals, n)
	}
	for _, k := range s.Incidents {
		n := &incident{x: x, id: k.ID, kind: k.Kind, activity: k.Activity, failedActivity: k.FailedActivity, message: k.Message, created: k.Created}
		if k.Configuration != 0 {
			n.configuration = l.in.idOf(k.Configuration)
		}
		x.things().incidents = append(x.things().incidents, n)
	}
}

// definitionOf returns what the model says of the task, nil where its activity
// is no user task.
func (k *task) definitionOf() *program.UserTask {
	if k.activity < 0 {
		return nil
	}
	return k.definition()
}

func (l *loader) job(x *execution, s *savedJob) {
	p := l.in.def.process
	j := &job{
		x: x, id: l.used(s.ID), activity: l.activity(s.Activity), op: s.Operation, flow: program.NoFlow, task: s.Task, listener: s.Listener,
		created: s.Created, retries: s.Retries, priority: s.Priority, exclusive: s.Exclusive, suspended: s.Suspended, repeat: s.Repeat,
		followed: s.Followed, tried: s.Tried, exception: s.Exception, stack: s.Stack, failedActivity: s.FailedActivity,
	}
	if l.err != nil {
		return
	}
	if s.Flow != "" {
		f, ok := p.FlowByID(s.Flow)
		if !ok {
			l.err = fmt.Errorf("process %q has no sequence flow %q", p.Key, s.Flow)
			return
		}
		j.flow = f
	}
	if s.Due != nil {
		j.due, j.hasDue = *s.Due, true
	}
	if s.Signal != "" {
		j.signal = &asyncSignal{subscription: l.in.idOf(s.Subscription), name: s.Signal}
		for _, v := range s.Payload {
			j.signal.variables = append(j.signal.variables, Variable{v.Name, v.Value.value})
		}
	}
	if d := s.Declared; d != nil {
		j.declared = &jobDeclaration{in: l.t.e.version(d.Process, d.Version), activity: d.Activity, configuration: d.Configuration}
		if j.declared.in == nil {
			l.err = fmt.Errorf("version %d of process %q is not deployed", d.Version, d.Process)
			return
		}
	}
	if s.Timer != "" {
		j.timer = l.timer(s)
	}
	if l.err == nil && (j.activity == program.None || j.timer == nil && j.signal == nil && (j.op == 0 || j.op > opEnd) || j.op == opTake && j.flow == program.NoFlow) {
		l.err = fmt.Errorf("the job %d is not well-formed", s.ID)
	}
	x.things().jobs = append(x.things().jobs, j)
}

// timer finds the timer of a job in the model.
func (l *loader) timer(s *savedJob) *program.Timer {
	a := &l.in.def.process.Activities[max(l.activity(s.Activity), 0)]
	if s.Task != 0 {
		if a.UserTask == nil || s.Listener < 0 || s.Listener >= len(a.UserTask.TimeoutListeners) {
			l.err = fmt.Errorf("the timer of job %d is not in the model", s.ID)
			return nil
		}
		return a.UserTask.TimeoutListeners[s.Listener].Timer
	}
	if a.Timer == nil && s.Declared != nil {
		// A migration has made it the timer of an event that is none.
		return &program.Timer{Kind: program.TimeDuration, Value: new(program.Expression), Activity: l.activity(s.Activity)}
	}
	if a.Timer == nil && l.err == nil {
		l.err = fmt.Errorf("activity %q has no timer", s.Activity)
	}
	return a.Timer
}

func (l *loader) variables(list []savedVariable) *variable {
	var head *variable
	tail := &head
	for _, v := range list {
		*tail = &variable{id: l.used(v.ID), name: v.Name, value: v.Value.value, concurrentLocal: v.Local}
		tail = &(*tail).next
	}
	return head
}
