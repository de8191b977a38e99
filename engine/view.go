package engine

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Definitions returns all definitions in the order of their deployment.
func (e *Engine) Definitions() []Definition {
	out := make([]Definition, len(e.definitions))
	for i, d := range e.definitions {
		out[i] = Definition{
			ID: d.id, Key: d.process.Key, Name: d.process.Name, VersionTag: d.process.VersionTag,
			Version: d.version, Deployment: d.deployment, Suspended: e.suspended[d.index],
		}
	}
	return out
}

// chosen returns the running instances that a query is for.
func (e *Engine) chosen(id ID) []*instance {
	if id != 0 {
		if in := e.running(id.number()); in != nil {
			return []*instance{in}
		}
		return nil
	}
	var out []*instance
	for _, in := range e.instances {
		if in != nil {
			out = append(out, in)
		}
	}
	return out
}

// collect asks every execution of the chosen instances, and sorts what it says
// by identifier over the instances.
func collect[T any](e *Engine, id ID, from func(*execution) []T, order func(T) ID) []T {
	var out []T
	for _, in := range e.chosen(id) {
		for _, x := range in.slots {
			if !x.removed {
				out = append(out, from(x)...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare(order(a).local(), order(b).local()) })
	return out
}

// Instances returns those that run, in the order of their start.
func (e *Engine) Instances() []Instance {
	var out []Instance
	for _, in := range e.chosen(0) {
		out = append(out, in.view())
	}
	return out
}

func (in *instance) view() Instance {
	v := Instance{
		ID: in.id(), Definition: in.def.id, Key: in.def.process.Key, Version: in.def.version, BusinessKey: in.businessKey,
		State: in.state, Super: in.super, RestartedFrom: in.restarted, Started: in.started, StartUser: in.startUser,
	}
	if in.startActivity != program.None {
		v.StartActivity = &in.startedAs().process.Activities[in.startActivity].ID
	}
	return v
}

// Instance returns an instance; false where there is none, or where it has
// ended and no trace is kept.
func (e *Engine) Instance(id ID) (Instance, bool) {
	if in := e.running(id.number()); in != nil {
		return in.view(), true
	}
	if list := e.records(id.number()); len(list) > 0 {
		return e.historic(list), true
	}
	return Instance{}, false
}

// Executions returns the executions of an instance, of all for zero, in the
// order of their creation.
func (e *Engine) Executions(instance ID) []Execution {
	return collect(e, instance, func(x *execution) []Execution {
		v := Execution{
			ID: x.fullID(), Instance: x.in.id(), IsScope: x.scope, IsConcurrent: x.concurrent, IsActive: x.active,
			IsEventScope: x.eventScope, Suspended: x.in.suspended,
		}
		if x.parent != nil {
			v.Parent = x.parent.fullID()
		}
		if a := x.at(); a != nil {
			v.Activity = &a.ID
		}
		if x.activityInstance != noActivityInstance {
			v.ActivityInstance = x.in.idOf(x.activityInstance)
		}
		if x.called != 0 {
			v.Called = instanceID(x.called)
		}
		return []Execution{v}
	}, func(v Execution) ID {
		if v.ID.local() == 0 {
			return ID(e.running(v.ID.number()).born)
		}
		return v.ID
	})
}

// Tasks returns the open user tasks of an instance, of all for zero, in the
// order of their creation. The same holds for the following.
func (e *Engine) Tasks(instance ID) []Task {
	return collect(e, instance, func(x *execution) []Task {
		if x.waits == nil {
			return nil
		}
		var out []Task
		for _, k := range x.waits.tasks {
			out = append(out, k.view())
		}
		return out
	}, func(v Task) ID { return v.ID })
}

func (k *task) view() Task {
	v := Task{
		ID: k.fullID(), Instance: k.x.in.id(), Execution: k.x.fullID(), ActivityInstance: k.x.in.idOf(k.activityInstance),
		Key: k.x.in.def.process.Activities[k.activity].ID, Name: k.name, Description: k.description, Assignee: k.assignee, Owner: k.owner,
		Due: k.due, FollowUp: k.followUp, Priority: k.priority, CandidateUsers: k.users, CandidateGroups: k.groups,
		Suspended: k.x.in.suspended, State: "Created", Delegation: k.delegation, Created: k.created,
	}
	if k.updated {
		v.State = "Updated"
	}
	return v
}

// Jobs returns jobs. Those of start timers belong to no instance.
func (e *Engine) Jobs(instance ID) []Job {
	out := collect(e, instance, func(x *execution) []Job {
		if x.waits == nil {
			return nil
		}
		var out []Job
		for _, j := range x.waits.jobs {
			out = append(out, j.view())
		}
		return out
	}, func(v Job) ID { return v.ID })
	if instance == 0 {
		for i := len(e.startJobs) - 1; i >= 0; i-- {
			out = slices.Insert(out, 0, e.startJobs[i].view())
		}
	}
	return out
}

func (j *job) view() Job {
	v := Job{
		ID: j.fullID(), HandlerType: j.handlerType(), HandlerConfiguration: j.handlerConfiguration(), Definition: j.definition().id,
		Retries: j.retries, Created: j.created, Priority: j.priority, Exclusive: j.exclusive, Suspended: j.suspended,
		IsTimer: j.timer != nil, Repeat: j.repeat, Exception: j.exception, Stack: j.stack,
	}
	if j.x != nil {
		v.Instance, v.Execution = j.x.in.id(), j.x.fullID()
	}
	if j.hasDue {
		due := j.due
		v.Due = &due
	}
	if j.failedActivity != "" {
		v.FailedActivity = &j.failedActivity
	}
	if j.signal == nil {
		activity, configuration := j.activityID(), j.configuration()
		v.Activity, v.Configuration, v.DefinedIn = &activity, &configuration, j.definedIn().id
	}
	return v
}

// Subscriptions returns subscriptions. Those of start events belong to no
// instance.
func (e *Engine) Subscriptions(instance ID) []Subscription {
	out := collect(e, instance, func(x *execution) []Subscription {
		if x.waits == nil {
			return nil
		}
		var out []Subscription
		for _, s := range x.waits.subscriptions {
			v := Subscription{
				ID: x.in.idOf(s.id), Instance: x.in.id(), Execution: x.fullID(), Kind: s.kind.String(),
				Activity: x.in.def.process.Activities[s.activity].ID, Definition: x.in.def.id, Created: s.created,
			}
			if s.kind == messageEvent || s.kind == signalEvent {
				v.Name = &s.name
			}
			out = append(out, v)
		}
		return out
	}, func(v Subscription) ID { return v.ID })
	if instance != 0 {
		return out
	}
	var starts []Subscription
	for _, s := range e.startSubscriptions() {
		v := Subscription{
			ID: ID(s.id), Kind: s.sub.Kind.String(), Activity: s.def.process.Activities[s.sub.Activity].ID, Definition: s.def.id, Created: e.now,
		}
		if s.sub.Kind != program.ConditionalSubscription {
			v.Name = &s.name
		}
		starts = append(starts, v)
	}
	return append(starts, out...)
}

// ExternalTasks returns external tasks.
func (e *Engine) ExternalTasks(instance ID) []ExternalTask {
	return collect(e, instance, func(x *execution) []ExternalTask {
		if x.waits == nil {
			return nil
		}
		var out []ExternalTask
		for _, k := range x.waits.externals {
			out = append(out, k.view())
		}
		return out
	}, func(v ExternalTask) ID { return v.ID })
}

func (k *externalTask) view() ExternalTask {
	v := ExternalTask{
		ID: k.fullID(), Instance: k.x.in.id(), Execution: k.x.fullID(), ActivityInstance: k.x.in.idOf(k.activityInstance),
		Activity: k.x.in.def.process.Activities[k.activity].ID, Topic: k.topic, Worker: k.worker, Priority: k.priority,
		ErrorMessage: k.errorMessage, Suspended: k.x.in.suspended, Definition: k.x.in.def.id, Created: k.created,
	}
	if k.until != nil {
		until := *k.until
		v.LockedTo = &until
	}
	if k.retries != nil {
		retries := *k.retries
		v.Retries = &retries
	}
	return v
}

// Incidents returns open incidents.
func (e *Engine) Incidents(instance ID) []Incident {
	out := collect(e, instance, func(x *execution) []Incident {
		if x.waits == nil {
			return nil
		}
		var out []Incident
		for _, i := range x.waits.incidents {
			out = append(out, i.view())
		}
		return out
	}, func(v Incident) ID { return v.ID })
	if instance == 0 {
		for _, i := range e.incidents {
			out = append(out, i.view())
		}
	}
	return out
}

func (i *incident) view() Incident {
	v := Incident{
		ID: i.fullID(), Type: i.kind, Activity: i.activity, Message: i.message, Cause: i.cause, Configuration: i.configuration, Created: i.created,
	}
	if i.failedActivity != "" {
		v.FailedActivity = &i.failedActivity
	}
	if i.x != nil {
		v.Instance, v.Execution, v.Definition = i.x.in.id(), i.x.fullID(), i.x.in.def.id
	} else if i.def != nil {
		v.Definition = i.def.id
	}
	return v
}

// Variables returns the variables of all scopes.
func (e *Engine) Variables(instance ID) []VariableInstance {
	var tree *ActivityInstance
	return collect(e, instance, func(x *execution) []VariableInstance {
		var out []VariableInstance
		if x.parent == nil {
			tree = treeOf(x.in)
		}
		for v := x.variables; v != nil; v = v.next {
			out = append(out, x.variableView(v, 0, x.scopeInstance(v), tree))
		}
		if x.waits != nil {
			for _, k := range x.waits.tasks {
				for v := k.variables; v != nil; v = v.next {
					out = append(out, x.variableView(v, k.fullID(), x.activityInstance, tree))
				}
			}
		}
		return out
	}, func(v VariableInstance) ID { return v.ID })
}

func (x *execution) variableView(v *variable, task ID, scope uint32, tree *ActivityInstance) VariableInstance {
	out := VariableInstance{
		Variable: Variable{v.name, v.value}, ID: x.in.idOf(v.id), Type: typeOf(v.value), Instance: x.in.id(), Execution: x.fullID(), Task: task,
	}
	if scope == noActivityInstance {
		return out
	}
	out.ActivityInstance = x.in.idOf(scope)
	if node := tree.find(out.ActivityInstance); node != nil {
		out.Scope = node.Activity
		return out
	}
	// A completed scope that can be compensated is not in the tree.
	if x.activityInstance != scope && x.parent != nil {
		x = x.parent
	}
	if a := x.at(); a != nil {
		out.Scope = a.ID
	}
	return out
}

// Variable returns a variable as seen from an execution, instance or task;
// false where there is none.
func (e *Engine) Variable(from ID, name string) (any, bool) {
	in := e.running(from.number())
	if in == nil {
		return nil, false
	}
	x := in.execution(from.local())
	if x == nil {
		for _, y := range in.slots {
			if y.removed || y.waits == nil {
				continue
			}
			for _, k := range y.waits.tasks {
				if k.id != from.local() {
					continue
				}
				if v := find(k.variables, name); v != nil {
					return v.value, true
				}
				x = y
			}
		}
	}
	if x == nil {
		return nil, false
	}
	if v := x.visible(name); v != nil {
		return v.value, true
	}
	return nil, false
}

// Stuck reports whether an instance runs and nothing can ever continue it: it
// has no task, no job, no external task, no subscription and no called
// instance, and no execution waits for a signal.
func (e *Engine) Stuck(instance ID) bool {
	in := e.running(instance.number())
	if in == nil {
		return false
	}
	for _, x := range in.slots {
		if x.removed || x.eventScope {
			continue
		}
		if x.called != 0 && e.running(x.called) != nil {
			return false
		}
		if a := x.at(); a != nil && x.active && x.activityInstance != noActivityInstance && a.Behavior == program.ReceiveTaskBehavior {
			return false
		}
		if w := x.waits; w != nil {
			if len(w.tasks)+len(w.jobs)+len(w.externals) > 0 {
				return false
			}
			for _, s := range w.subscriptions {
				if s.kind != compensationEvent {
					return false
				}
			}
		}
	}
	return true
}
