package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// RestoreInstance makes an instance from what an operator sees of one that
// runs elsewhere: its tree of activity instances, with variables, jobs and
// what it waits for.
//
// What waits is made anew as the model says, without listeners and mappings;
// then Variables, Jobs and Subscriptions are applied. Identifiers in them are
// those of the observed instance: they only connect its parts.
type RestoreInstance struct {
	Key, Definition string
	BusinessKey     string
	// Tree is the root of the observed tree. Of its nodes ID, Activity, Children
	// and Transitions count.
	Tree *ActivityInstance
	// Variables belong to the activity instance that they name, to the instance
	// where it has none. Name, Value and ActivityInstance count.
	Variables []VariableInstance
	// Jobs give the due dates, retries and suspension of jobs: Activity,
	// Configuration, Due, Retries, Priority and Suspended count. The first that
	// fits is taken for each job.
	Jobs []Job
	// Subscriptions to compensation are added, by Kind and Activity (the
	// handler).
	Subscriptions []Subscription
	// Called are the instances that call activities have called, by the
	// activity instance of the call activity.
	Called map[ID]*RestoreInstance
}

// RestoreInstance makes an instance from an observed one.
func (e *Engine) RestoreInstance(c RestoreInstance) (ID, error) {
	var out ID
	err := e.run("restore instance", func(t *transaction) *Error {
		in, err := t.restore(&c, nil)
		if err == nil {
			out = in.id()
		}
		return err
	})
	return out, err
}

// restorer makes an instance of an observed one.
type restorer struct {
	t  *transaction
	c  *RestoreInstance
	in *instance
}

func (t *transaction) restore(c *RestoreInstance, caller *execution) (*instance, *Error) {
	def, err := t.definition(c.Key, c.Definition)
	if err != nil {
		return nil, err
	}
	if c.Tree == nil {
		return nil, badRequest("the observed instance has no tree")
	}
	in := t.create(def)
	in.businessKey = keyOf(c.BusinessKey)
	t.setCaller(in, caller)
	if caller != nil && in.depth > t.e.o.Limits.Calls {
		return nil, t.tooDeep(caller)
	}
	r := restorer{t, c, in}
	x := in.root()
	x.skipListeners, x.skipIO, x.preserve = true, true, true
	if err := t.initialize(x); err != nil {
		return nil, err
	}
	t.noteInstanceStart(in)
	x.activity, x.activityInstance = program.None, 0
	r.variables(x, c.Tree.ID)
	if err := t.setTimers(x, &def.process.Activities[program.Root]); err != nil {
		return nil, err
	}
	if err := r.within(x, program.Root, c.Tree); err != nil {
		return nil, err
	}
	x.preserve = false
	r.jobs()
	if err := r.compensations(); err != nil {
		return nil, err
	}
	for _, y := range in.slots {
		y.skipListeners, y.skipIO = false, false
	}
	in.delayed = nil
	return in, nil
}

// tooDeep says that call activities are nested too deeply.
func (t *transaction) tooDeep(x *execution) *Error {
	t.trail = append(t.trail, trailEntry{x.in.def, max(x.activity, program.Root)})
	return t.endless("Calls")
}

// within makes what runs in a scope. x is the execution of the scope.
func (r *restorer) within(x *execution, scope program.ActivityID, node *ActivityInstance) *Error {
	p := r.in.def.process
	tokens := len(node.Children) + len(node.Transitions)
	parallel := p.Activities[scope].Behavior == program.ParallelMultiInstanceBehavior
	if parallel {
		x.active = false
	}
	for i := range tokens {
		holder := x
		switch {
		case parallel:
			holder = r.t.instanceExecution(x)
		case tokens > 1:
			holder = r.token(x, i)
		}
		holder.skipListeners, holder.skipIO = true, true
		if i < len(node.Children) {
			if err := r.enter(holder, node.Children[i]); err != nil {
				return err
			}
			continue
		}
		if err := r.transition(holder, &node.Transitions[i-len(node.Children)], parallel); err != nil {
			return err
		}
	}
	return nil
}

// token makes the execution of one of several tokens in a scope.
func (r *restorer) token(x *execution, i int) *execution {
	if i > 0 {
		return r.t.concurrentChild(x)
	}
	c := r.t.child(x)
	c.concurrent, c.scope = true, false
	x.active, x.activity = false, program.None
	return c
}

// find returns an activity of the model by its id.
func (r *restorer) find(id string) (program.ActivityID, *Error) {
	a, ok := r.in.def.process.ActivityByID(id)
	if !ok || a == program.Root {
		return 0, notValid("process '" + r.in.def.process.Key + "' has no activity '" + id + "'")
	}
	return a, nil
}

// enter makes an activity instance, and what runs in it.
func (r *restorer) enter(x *execution, node *ActivityInstance) *Error {
	a, err := r.find(node.Activity)
	if err != nil {
		return err
	}
	t, activity := r.t, &r.in.def.process.Activities[a]
	x.activity, x.active, x.ended = a, true, false
	x.activityInstance = x.parentActivityInstance()
	if activity.IsScope {
		c := t.child(x)
		x.active, x.activity = false, program.None
		if err := t.initialize(c); err != nil {
			return err
		}
		x = c
	}
	if _, err := t.beginInstance(x, false); err != nil {
		return err
	}
	x.state = stateDefault
	composite := isComposite(activity.Behavior)
	r.variables(x, node.ID)
	switch {
	case composite:
		if len(node.Children)+len(node.Transitions) == 0 {
			return notValid("nothing runs in '" + node.Activity + "'")
		}
		x.activity = program.None
		return r.within(x, a, node)
	case activity.Behavior == program.CallBehavior:
		if called := r.c.Called[node.ID]; called != nil {
			in, err := t.restore(called, x)
			if err != nil {
				return err
			}
			x.called = in.number
		}
		return nil
	}
	return r.wait(x, activity)
}

// wait makes what an activity waits for.
func (r *restorer) wait(x *execution, a *program.Activity) *Error {
	switch a.Behavior {
	case program.UserTaskBehavior:
		return r.t.createTask(x, a)
	case program.ExternalTaskBehavior:
		return r.t.makeExternalTask(x, a)
	case program.ParallelGatewayBehavior, program.InclusiveGatewayBehavior:
		x.active = false
	case program.ReceiveTaskBehavior, program.CatchBehavior, program.CatchConditionalBehavior, program.EventBasedGatewayBehavior:
	case program.CaseCallBehavior, program.ClassBehavior, program.DelegateExpressionBehavior:
		// A case runs, or code that is signalled when it is done.
	default:
		return notValid("activity '" + a.ID + "' does not wait: no activity instance of it can be observed")
	}
	return nil
}

// transition makes a token that waits for an asynchronous job. In a parallel
// multi-instance activity it may be what is left of an instance that is done.
func (r *restorer) transition(x *execution, node *TransitionInstance, parallel bool) *Error {
	a, err := r.find(node.Activity)
	if err != nil {
		return err
	}
	activity := &r.in.def.process.Activities[a]
	r.variables(x, node.ID)
	x.activity, x.activityInstance = a, noActivityInstance
	after := slices.ContainsFunc(r.c.Jobs, func(j Job) bool {
		return j.Activity != nil && *j.Activity == node.Activity && j.Configuration != nil && *j.Configuration == "async-after"
	})
	switch {
	case activity.AsyncAfter && (after || !activity.AsyncBefore):
		x.flow = program.NoFlow
		if len(activity.Outgoing) == 0 {
			return r.t.createAsyncJob(x, opEnd)
		}
		x.flow = activity.Outgoing[0]
		return r.t.createAsyncJob(x, opTake)
	case activity.AsyncBefore:
		return r.t.createAsyncJob(x, opCreateScope)
	case parallel:
		x.active = false
		return nil
	}
	return notValid("activity '" + node.Activity + "' has no asynchronous job: no transition instance of it can be observed")
}

// variables sets the observed variables of an activity instance.
func (r *restorer) variables(x *execution, id ID) {
	root := id == r.c.Tree.ID
	for _, v := range r.c.Variables {
		if v.ActivityInstance == id || root && v.ActivityInstance == 0 {
			r.t.setLocal(x, v.Name, Value(v.Value))
		}
	}
}

// jobs gives jobs what was observed of them.
func (r *restorer) jobs() {
	used := make([]bool, len(r.c.Jobs))
	for _, x := range r.in.slots {
		if x.removed || x.waits == nil {
			continue
		}
		for _, j := range x.waits.jobs {
			activity, configuration := r.in.def.process.Activities[j.activity].ID, j.configuration()
			for i := range r.c.Jobs {
				o := &r.c.Jobs[i]
				if used[i] || o.Activity == nil || *o.Activity != activity || o.Configuration != nil && *o.Configuration != configuration {
					continue
				}
				used[i] = true
				j.retries, j.priority, j.suspended = o.Retries, o.Priority, o.Suspended
				if j.hasDue = o.Due != nil; j.hasDue {
					j.due = *o.Due
				}
				r.t.schedulesDue(j)
				break
			}
		}
	}
}

// compensations adds the observed subscriptions to compensation to the scopes
// of what they compensate.
func (r *restorer) compensations() *Error {
	m := modifier{r.t, r.in, cancellation{}}
	for _, s := range r.c.Subscriptions {
		if s.Kind != compensationEvent.String() {
			continue
		}
		a, err := r.find(s.Activity)
		if err != nil {
			return err
		}
		holders := m.scopes()[r.in.def.process.Activities[a].FlowScope]
		if len(holders) == 0 {
			return notValid("the scope of the compensation handler '" + s.Activity + "' does not run")
		}
		r.t.subscribeCompensation(holders[0], a)
	}
	return nil
}
