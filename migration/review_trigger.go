package migration

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// trigger adds what is to be said of a timer or subscription of instances.
func (r *reviewer) trigger(t Trigger) {
	if t.Scope != program.None && !r.isInhabited(t.Scope) {
		return // who cannot be there, or is refused there, does not lose or get it
	}
	switch {
	case t.Fate == Dropped && r.set.scopeTarget(t.Scope) != program.None:
		r.dropped(t)
	case t.Fate == Created && t.Scope != program.None:
		r.created(t)
	case t.Fate == Dropped || t.Fate == Created: // with its scope
	case t.Listener != "":
		r.timeout(t)
	case t.Fate == Kept:
		r.kept(t)
	case t.Fate == Updated:
		r.updated(t)
	}
	if t.Source != program.None && t.Target != program.None && t.Listener == "" {
		r.interruption(t)
	}
}

// dropped adds a trigger that is deleted from instances whose scope goes on.
func (r *reviewer) dropped(t Trigger) {
	if successor, ok := r.successor(t); ok {
		d := r.find("trigger-restarts", at{t.Source, successor.Target}, "is not mapped: instances lose the %s of %s and get this one anew",
			r.triggerName(r.report.Pair.Source, t.Source), r.source(t.Source).ID)
		if s, n := r.source(t.Source).Subscription, r.target(successor.Target).Subscription; s != nil && n != nil && program.Same(s.Name, n.Name) {
			d.Severity = diag.Note // it waits for the same
		}
		return
	}
	name := r.triggerName(r.report.Pair.Source, t.Source)
	if t.Listener != "" {
		name = "timer of its listener " + t.Listener
	}
	r.find("trigger-removed", at{t.Source, program.None}, "is not taken over: its %s is deleted from instances", name)
}

// created adds a trigger that instances get, if it is not in the place of
// another.
func (r *reviewer) created(t Trigger) {
	for _, o := range r.report.Triggers {
		if o.Fate != Dropped {
			continue
		}
		if s, ok := r.successor(o); ok && s == t {
			return
		}
	}
	name := r.triggerName(r.report.Pair.Target, t.Target)
	if t.Listener != "" {
		name = "timer of its listener " + t.Listener
	}
	d := r.find("trigger-added", at{program.None, t.Target}, "is new to instances: its %s is set when they are migrated", name)
	n := r.target(t.Target)
	var read string
	switch {
	case n.Timer != nil:
		read = reading(n.Timer.Value)
		d.Help = "Check that its time may count from the migration."
	case n.Subscription != nil && n.Subscription.Name != nil:
		read = reading(n.Subscription.Name)
		d.Help = "Check that instances may be triggered from then on."
	case n.Subscription != nil:
		d.Help = "Its condition is evaluated at the next change of a variable: set one after the migration where it may hold already."
	}
	if read != "" {
		d.Message += ", which fails where " + read + " cannot be read"
		d.Severity, d.Help = diag.Warning, setBefore
	}
	if n.Behavior == program.ReceiveTaskBehavior {
		d.Message += ", and who signals the execution still gets past it"
	}
}

// successor returns the trigger that instances get in the place of one that is
// deleted: of the same type in the same scope, and either with the same id or
// the only one of its kind.
func (r *reviewer) successor(t Trigger) (Trigger, bool) {
	if t.Listener != "" {
		return Trigger{}, false
	}
	same := func(o Trigger) bool {
		return o.Fate == Created && o.Scope == t.Scope && o.Listener == "" && r.target(o.Target).Type == r.source(t.Source).Type
	}
	var found []Trigger
	for _, o := range r.report.Triggers {
		if same(o) {
			if r.target(o.Target).ID == r.source(t.Source).ID {
				return o, true
			}
			found = append(found, o)
		}
	}
	rivals := 0
	for _, o := range r.report.Triggers {
		if o.Fate == Dropped && o.Scope == t.Scope && o.Listener == "" && r.source(o.Source).Type == r.source(t.Source).Type {
			rivals++
		}
	}
	if len(found) == 1 && rivals == 1 {
		return found[0], true
	}
	return Trigger{}, false
}

// triggerName says what kind of trigger an event has.
func (r *reviewer) triggerName(p *program.Process, id program.ActivityID) string {
	a := &p.Activities[id]
	switch {
	case a.Timer != nil:
		return "timer"
	case a.Subscription == nil:
		return "trigger"
	case a.Subscription.Kind == program.ConditionalSubscription:
		return "condition"
	}
	return a.Subscription.Kind.String() + " subscription"
}

// timeout adds what is to be said of the timer of a timeout listener.
func (r *reviewer) timeout(t Trigger) {
	of := func(a *program.Activity) *program.Timer {
		i := slices.IndexFunc(a.UserTask.TimeoutListeners, func(l program.TimeoutListener) bool { return l.ID == t.Listener })
		return a.UserTask.TimeoutListeners[i].Timer
	}
	r.timer(t, of(r.source(t.Source)), of(r.target(t.Target)))
	r.find("timeout-forgotten", at{t.Source, t.Target}, "has no timer any more for its listener %s wherever it begins after an instance that waits here was migrated, until the engine is restarted", t.Listener)
}

// timer compares the definitions of a timer that is taken over.
func (r *reviewer) timer(t Trigger, old, new *program.Timer) {
	where := at{t.Source, t.Target}
	changed := old.Kind != new.Kind || !program.Same(old.Value, new.Value)
	switch {
	case t.Fate == Kept && changed:
		r.find("timer-kept", where, "is due by %s %s, and timers that run stay with %s %s", new.Kind, quoted(new.Value), old.Kind, quoted(old.Value))
	case t.Fate == Updated:
		d := r.find("timer-updated", where, "is computed again from the time of the migration: %s %s", new.Kind, quoted(new.Value))
		if read := reading(new.Value); read != "" {
			d.Message += ", which fails where " + read + " cannot be read"
		}
		if !changed && new.Kind == program.TimeDate && new.Value.IsConstant() {
			d.Severity = diag.Note // it is the same date
		}
		if old.Repeats && old.Kind == program.TimeCycle && new.Kind != program.TimeCycle {
			r.find("repeat-kept", where, "goes on repeating by the old cycle %s", quoted(old.Value))
		}
	}
}

func (r *reviewer) kept(t Trigger) {
	s, n := r.source(t.Source), r.target(t.Target)
	if s.Timer != nil && n.Timer != nil {
		r.timer(t, s.Timer, n.Timer)
		return
	}
	if r.otherKind(t, s, n) {
		return
	}
	if old, new := s.Subscription, n.Subscription; old != nil && new != nil && !program.Same(old.Name, new.Name) {
		r.find("event-name-kept", at{t.Source, t.Target}, "waits for the %s %s, and instances that wait already for %s", new.Kind, quoted(new.Name), quoted(old.Name))
	}
}

func (r *reviewer) updated(t Trigger) {
	s, n := r.source(t.Source), r.target(t.Target)
	where := at{t.Source, t.Target}
	if s.Timer != nil && n.Timer != nil {
		r.timer(t, s.Timer, n.Timer)
		return
	}
	if r.otherKind(t, s, n) {
		return
	}
	old, new := s.Subscription, n.Subscription
	switch {
	case old == nil || new == nil:
	case new.Kind == program.ConditionalSubscription:
		if !program.Same(old.Condition, new.Condition) {
			r.find("condition-not-evaluated", where, "has another condition, which is not evaluated before a variable changes")
		}
	case new.Name != nil && !new.Name.IsConstant():
		r.find("event-name-evaluated", where, "waits for %s, which is evaluated when instances are migrated", quoted(new.Name))
	}
}

// otherKind adds a catching event that waits for something of another kind.
func (r *reviewer) otherKind(t Trigger, s, n *program.Activity) bool {
	old, new := r.triggerName(r.report.Pair.Source, t.Source), r.triggerName(r.report.Pair.Target, t.Target)
	if old == new {
		return false
	}
	where := at{t.Source, t.Target}
	fromTimer, toTimer := s.Timer != nil, n.Timer != nil
	switch {
	case fromTimer != toTimer && t.Fate == Updated:
		r.find("event-kind-changed", where, "has a %s instead of a %s: to update it makes the migration fail", new, old).Severity = diag.Error
	case fromTimer != toTimer:
		r.find("event-kind-changed", where, "has a %s instead of a %s: instances that wait here have both then", new, old)
	case t.Fate == Updated:
		r.find("event-kind-changed", where, "has a %s instead of a %s: instances that wait here keep the kind and get the new name", new, old)
	default:
		r.find("event-kind-changed", where, "has a %s instead of a %s: instances that wait here keep the old one and never get the new", new, old)
	}
	return true
}

// interruption compares whether an event interrupts.
func (r *reviewer) interruption(t Trigger) {
	s, n := r.starts(r.report.Pair.Source, t.Source), r.starts(r.report.Pair.Target, t.Target)
	if s == n || !isPassive(r.source(t.Source).Behavior) {
		return
	}
	text := "interrupts now, also in instances that wait already"
	if n == program.StartConcurrent {
		text = "interrupts no longer, also in instances that wait already"
	}
	d := r.find("interruption-changed", at{t.Source, t.Target}, "%s", text)
	if s == program.StartConcurrent && r.source(t.Source).Timer != nil {
		d.Message += "; where it has been triggered, its timer is set once more"
	}
}

// starts returns what a boundary event or the start of an event sub-process
// does to others.
func (r *reviewer) starts(p *program.Process, id program.ActivityID) program.StartBehavior {
	a := &p.Activities[id]
	if a.Behavior == program.EventSubProcessStartBehavior || a.Behavior == program.EventSubProcessConditionalBehavior {
		return p.Activities[a.FlowScope].Start
	}
	return a.Start
}
