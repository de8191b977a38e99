package migration

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Fate says what becomes of a trigger or a scope.
type Fate uint8

// The fates.
const (
	Kept    Fate = iota + 1 // as it is: due date, repetitions, event name
	Updated                 // computed again from the new version
	Dropped                 // deleted
	Created                 // made as when the scope is entered
)

// String returns kept, updated, dropped or created.
func (f Fate) String() string {
	return [...]string{"", "kept", "updated", "dropped", "created"}[min(f, Created)]
}

// Trigger is a timer or subscription in the state of instances, or a timeout
// listener's timer.
type Trigger struct {
	// Source is the event of the old version, None for one that is created;
	// Target that of the new version, None for one that is dropped. Of a
	// timeout listener they are the user tasks.
	Source, Target program.ActivityID
	// Scope is the activity of the source whose instances have the trigger;
	// None where it is created with a scope that is new.
	Scope program.ActivityID
	// Listener is the id of a timeout listener, empty for an event.
	Listener string
	Fate     Fate
}

// Triggers returns what becomes of the triggers of instances under a plan that
// the engine accepts: those of the source in document order, then those that
// are created. Start events of the process wait for no instance.
func Triggers(p Pair, plan engine.Plan) []Trigger { return triggers(planSet(p, plan)) }

func triggers(s *set) []Trigger {
	t := &triggered{set: s, consumed: map[consumption]bool{}}
	for i := range s.source.Activities {
		t.of(program.ActivityID(i))
	}
	for i := range s.target.Activities {
		t.created(program.ActivityID(i))
	}
	return t.list
}

// triggered is the work on one Triggers.
type triggered struct {
	*set
	list []Trigger
	// consumed are what is declared in the target and taken over, per scope
	// that takes it over.
	consumed map[consumption]bool
}

type consumption struct {
	scope, event program.ActivityID // scope of the source, event of the target
	listener     string
}

// scopeTarget returns what takes a scope over, None if nothing does.
func (s *set) scopeTarget(scope program.ActivityID) program.ActivityID {
	if scope == program.Root {
		return program.Root
	}
	if list := s.from[scope]; len(list) > 0 {
		return list[0].target
	}
	return program.None
}

func (t *triggered) of(id program.ActivityID) {
	a := &t.source.Activities[id]
	if !hasTrigger(t.source, id) || a.Behavior == program.NoneStartBehavior {
		return
	}
	into := t.scopeTarget(a.EventScope)
	if hasTimeout(a) {
		t.timeouts(id, into)
		return
	}
	x := Trigger{Source: id, Target: program.None, Scope: a.EventScope, Fate: Dropped}
	if list := t.from[id]; len(list) > 0 && into != program.None && t.target.Activities[list[0].target].EventScope == into {
		x.Target, x.Fate = list[0].target, Kept
		if list[0].update {
			x.Fate = Updated
		}
		t.consumed[consumption{x.Scope, x.Target, ""}] = true
	}
	t.list = append(t.list, x)
}

func (t *triggered) timeouts(task, into program.ActivityID) {
	for _, l := range t.source.Activities[task].UserTask.TimeoutListeners {
		x := Trigger{Source: task, Target: program.None, Scope: task, Listener: l.ID, Fate: Dropped}
		if into != program.None && declaresTimeout(&t.target.Activities[into], l.ID) {
			x.Target, x.Fate = into, Kept
			if t.from[task][0].update {
				x.Fate = Updated
			}
			t.consumed[consumption{task, into, l.ID}] = true
		}
		t.list = append(t.list, x)
	}
}

func declaresTimeout(a *program.Activity, id string) bool {
	return a.UserTask != nil && slices.ContainsFunc(a.UserTask.TimeoutListeners, func(l program.TimeoutListener) bool { return l.ID == id })
}

// created adds what a scope of the target declares and no instance has: in
// instances of each scope that it takes over, or in those of the scope itself
// where it is new.
func (t *triggered) created(id program.ActivityID) {
	a := &t.target.Activities[id]
	if !hasTrigger(t.target, id) || a.Behavior == program.NoneStartBehavior {
		return
	}
	scopes := []program.ActivityID{program.Root}
	if a.EventScope != program.Root {
		if scopes = nil; len(t.to[a.EventScope]) == 0 && !t.isNewScope(a.EventScope) {
			return // no instance gets there by migrating
		}
		for _, m := range t.to[a.EventScope] {
			scopes = append(scopes, m.source)
		}
		if scopes == nil {
			scopes = []program.ActivityID{program.None}
		}
	}
	names := []string{""}
	if hasTimeout(a) {
		names = nil
		for _, l := range a.UserTask.TimeoutListeners {
			names = append(names, l.ID)
		}
	}
	for _, scope := range scopes {
		for _, name := range names {
			if !t.consumed[consumption{scope, id, name}] {
				t.list = append(t.list, Trigger{Source: program.None, Target: id, Scope: scope, Listener: name, Fate: Created})
			}
		}
	}
}

// isNewScope reports whether migration creates instances of a scope: nothing is
// mapped to it, but something is mapped into it.
func (s *set) isNewScope(scope program.ActivityID) bool {
	return len(s.to[scope]) == 0 && slices.ContainsFunc(s.list, func(m mapping) bool {
		// What only listens makes no scope.
		return s.target.Contains(scope, m.target) && !isPassive(s.target.Activities[m.target].Behavior)
	})
}
