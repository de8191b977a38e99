package engine

import (
	"maps"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// timeoutListener is one of the timeout listeners of a definition.
type timeoutListener struct {
	definition int
	activity   program.ActivityID
	listener   int
}

// timeoutsOf calls f with the timeout listeners of an activity that the engine
// still knows. It forgets one that a migration has kept the timer of: user
// tasks that begin later, and instances that are migrated later, have no such
// timer. (It takes the declaration out of the definition in its cache, where it
// is missing until the engine starts again.)
func (t *transaction) timeoutsOf(def *definition, a program.ActivityID, f func(i int, l *program.TimeoutListener) *Error) *Error {
	u := def.process.Activities[a].UserTask
	if u == nil {
		return nil
	}
	for i := range u.TimeoutListeners {
		l := &u.TimeoutListeners[i]
		if l.Timer == nil || t.forgotten()[timeoutListener{def.index, a, i}] {
			continue
		}
		if err := f(i, l); err != nil {
			return err
		}
	}
	return nil
}

// timeoutListener returns the place of a timeout listener by its id, -1 where
// the engine knows none.
func (t *transaction) timeoutListener(def *definition, a program.ActivityID, id string) int {
	found := -1
	_ = t.timeoutsOf(def, a, func(i int, l *program.TimeoutListener) *Error {
		if l.ID == id {
			found = i
		}
		return nil
	})
	return found
}

func (t *transaction) forgotten() map[timeoutListener]bool {
	if t.forgottenTimeouts != nil {
		return t.forgottenTimeouts
	}
	return t.e.forgottenTimeouts
}

// forget makes the engine forget a timeout listener.
func (t *transaction) forget(l timeoutListener) {
	if t.forgottenTimeouts == nil {
		t.forgottenTimeouts = maps.Clone(t.e.forgottenTimeouts)
	}
	if t.forgottenTimeouts == nil {
		t.forgottenTimeouts = map[timeoutListener]bool{}
	}
	t.forgottenTimeouts[l] = true
}
