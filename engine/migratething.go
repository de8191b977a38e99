package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// movingThing is something that an activity instance has and takes along.
type movingThing interface {
	isDetached() bool
	// detach takes it from its execution, attach gives it to that of a migrant.
	detach() *Error
	attach(*migrant)
	// migrate makes it one of the target.
	migrate() *Error
}

// movingVariable is a variable. outside says that it stands on the execution
// around the scope.
type movingVariable struct {
	m       *migration
	v       *variable
	outside bool
	// last is the execution that had it last.
	last *execution
}

// owner returns the execution that has the variable, nil if none has.
func (v *movingVariable) owner() *execution {
	if v.v.lost || v.last.holds(v.v) {
		return v.last
	}
	for _, x := range v.m.in.slots { // tokens that were merged have taken it along
		if x.holds(v.v) {
			v.last = x
			return x
		}
	}
	return nil
}

// holds reports whether a variable is one of the execution.
func (x *execution) holds(v *variable) bool {
	if x == nil {
		return false
	}
	for w := x.variables; w != nil; w = w.next {
		if w == v {
			return true
		}
	}
	return false
}

func (v *movingVariable) isDetached() bool { return v.owner() == nil }

func (v *movingVariable) detach() *Error {
	x := v.owner()
	if x == nil { // another one of its name took its place where it was attached
		return internalNull(`Cannot invoke "` + enginePackage + `persistence.entity.ExecutionEntity.removeVariableInternal(` + enginePackage +
			`persistence.entity.VariableInstanceEntity)" because the return value of "` + enginePackage +
			`persistence.entity.VariableInstanceEntity.getExecution()" is null`)
	}
	v.last = nil
	if v.v.lost {
		return nil
	}
	at := &x.variables
	for *at != v.v {
		at = &(*at).next
	}
	*at, v.v.next = v.v.next, nil
	return nil
}

func (v *movingVariable) attach(n *migrant) {
	x := n.here()
	if n.kind == activityMigrant && v.outside && v.m.current(n).IsScope && x.parent != nil {
		x = x.parent
	}
	if v.isDetached() && !v.v.lost {
		moveVariable(v.v, x)
	}
	v.last = x
}

func (v *movingVariable) migrate() *Error {
	if x := v.owner(); x != nil {
		v.m.t.noteVariable(VariableMigrated, x, v.v, nil, x, 0)
	}
	return nil
}

// movingTask is a user task.
type movingTask struct {
	m *migration
	n *migrant
	k *task
}

func (k *movingTask) isDetached() bool { return k.k.x == nil }

func (k *movingTask) detach() *Error {
	w := k.k.x.things()
	w.tasks = slices.DeleteFunc(w.tasks, func(o *task) bool { return o == k.k })
	k.k.x = nil
	return nil
}

func (k *movingTask) attach(n *migrant) {
	k.k.x = n.here()
	w := k.k.x.things()
	w.tasks = append(w.tasks, k.k)
}

func (k *movingTask) migrate() *Error {
	k.k.activity = k.n.target
	k.m.t.noteTask(TaskMigrated, k.k, "", nil, nil)
	return nil
}

// movingExternal is an external task with its incidents.
type movingExternal struct {
	m         *migration
	n         *migrant
	k         *externalTask
	incidents []*movingIncident
}

func (k *movingExternal) isDetached() bool { return k.k.x == nil }

func (k *movingExternal) detach() *Error {
	w := k.k.x.things()
	w.externals = slices.DeleteFunc(w.externals, func(o *externalTask) bool { return o == k.k })
	k.k.x = nil
	return nil
}

func (k *movingExternal) attach(n *migrant) {
	k.k.x = n.here()
	w := k.k.x.things()
	w.externals = append(w.externals, k.k)
	// The engine leaves incidents on the execution that is gone; they are found
	// by their task all the same.
	for _, i := range k.incidents {
		if i.i.x != k.k.x {
			i.take(k.k.x)
		}
	}
}

func (k *movingExternal) migrate() *Error {
	k.k.activity = k.n.target
	return migrateIncidents(k.incidents)
}

// movingCall is the instance that a call activity which is no scope has called.
type movingCall struct {
	m      *migration
	number uint32
	x      *execution // nil while nothing calls it
}

func (c *movingCall) isDetached() bool { return c.x == nil }

func (c *movingCall) detach() *Error {
	c.x.called = 0
	c.x = nil
	return nil
}

func (c *movingCall) attach(n *migrant) {
	c.x = n.here()
	c.x.called = c.number
	if called := c.m.t.instance(c.number); called != nil {
		called.super = c.x.fullID()
	}
}

func (c *movingCall) migrate() *Error { return nil }

// movingSubscription waits for a message, a signal or a condition.
type movingSubscription struct {
	m      *migration
	s      *subscription
	to     program.ActivityID
	update bool
	// declared is what the target declares of it, nil for nothing.
	declared *program.Subscription
}

func (s *movingSubscription) isDetached() bool { return s.s.x == nil }

func (s *movingSubscription) detach() *Error {
	detachSubscription(s.s)
	return nil
}

func (s *movingSubscription) attach(n *migrant) { attachSubscription(s.s, n.here()) }

func detachSubscription(s *subscription) {
	if s.x == nil {
		return
	}
	w := s.x.things()
	w.subscriptions = slices.DeleteFunc(w.subscriptions, func(o *subscription) bool { return o == s })
	s.x = nil
}

func attachSubscription(s *subscription, x *execution) {
	s.x = x
	w := x.things()
	w.subscriptions = append(w.subscriptions, s)
}

func (s *movingSubscription) migrate() *Error {
	if s.update {
		if s.declared == nil {
			return internalNull(`Cannot invoke "` + enginePackage + `bpmn.parser.EventSubscriptionDeclaration.updateSubscription(` + enginePackage +
				`persistence.entity.EventSubscriptionEntity)" because "this.targetDeclaration" is null`)
		}
		s.s.name = ""
		if s.declared.Name != nil {
			name, err := s.m.t.evaluate(s.s.x, s.declared.Name)
			if err != nil {
				return err
			}
			if name != nil {
				s.s.name = textOf(name)
			}
		}
	}
	s.s.activity = s.to
	return nil
}

// movingIncident is an incident, and the activity that it is of in the target.
type movingIncident struct {
	m  *migration
	i  *incident
	to program.ActivityID
}

func (i *movingIncident) isDetached() bool { return i.i.x == nil }

func (i *movingIncident) detach() *Error {
	i.drop()
	return nil
}

// drop takes the incident from its execution, if it has one.
func (i *movingIncident) drop() {
	if i.i.x == nil {
		return
	}
	w := i.i.x.things()
	w.incidents = slices.DeleteFunc(w.incidents, func(o *incident) bool { return o == i.i })
	i.i.x = nil
}

func (i *movingIncident) attach(n *migrant) { i.take(n.here()) }

// take gives the incident to an execution.
func (i *movingIncident) take(x *execution) {
	i.drop()
	i.i.x = x
	w := x.things()
	w.incidents = append(w.incidents, i.i)
}

func (i *movingIncident) migrate() *Error {
	i.i.activity = i.m.target.process.Activities[i.to].ID
	i.m.t.noteIncident(IncidentMigrated, i.i)
	return nil
}

func migrateIncidents(list []*movingIncident) *Error {
	for _, i := range list {
		if err := i.migrate(); err != nil {
			return err
		}
	}
	return nil
}

// enginePackage is what the engine's classes have in common in the texts of
// its internal errors.
const enginePackage = "org.camunda.bpm.engine.impl."

// internalNull is the engine's internal error of something that is not there.
func internalNull(message string) *Error {
	return &Error{Class: "NullPointerException", Message: message, fullClass: "java.lang.NullPointerException"}
}
