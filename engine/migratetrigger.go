package engine

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// declarations returns what the target of a migrant listens to, nil for
// nothing.
func (m *migration) declarations(n *migrant) *program.Declarations {
	if n.target == program.None {
		return nil
	}
	return m.targetOf(n).Declarations
}

// parseTimers decides which timers of a scope are kept, which end, and which
// begin.
func (m *migration) parseTimers(n *migrant) {
	source, consumed := m.sourceOf(n), map[*program.Timer]bool{}
	if source.IsScope && n.x.waits != nil {
		for _, j := range n.x.waits.jobs {
			if j.timer == nil {
				continue
			}
			m.taken[j] = true
			if thing := m.keptTimer(n, j, consumed); thing != nil {
				n.things = append(n.things, thing)
				m.jobs[j.fullID()] = thing
				continue
			}
			n.endedJobs = append(n.endedJobs, j)
			m.jobs[j.fullID()] = &movingJob{m: m, j: j, to: program.None}
		}
	}
	if n.target == program.None {
		return
	}
	if d := m.declarations(n); d != nil {
		for _, timer := range d.Timers {
			if consumed[timer] || n.target == program.Root && m.target.process.Activities[timer.Activity].Behavior == program.NoneStartBehavior || m.hasFired(n, timer) {
				continue
			}
			n.begun = append(n.begun, func(t *transaction, x *execution) *Error {
				return t.addTimer(&job{x: x, activity: timer.Activity, timer: timer, flow: program.NoFlow, exclusive: timer.Exclusive})
			})
		}
	}
	m.beginTimeouts(n)
}

// keptTimer returns the job of a timer that the target of the scope has too,
// nil where it has not.
func (m *migration) keptTimer(n *migrant, j *job, consumed map[*program.Timer]bool) *movingJob {
	orders, to := m.routes.ofActivity(j.activityID())
	if to == program.None || n.target == program.None || m.target.process.Activities[to].EventScope != n.target {
		return nil
	}
	a := &m.target.process.Activities[to]
	thing := &movingJob{m: m, j: j, to: to, update: orders.UpdateEventTrigger, listener: -1}
	var timer *program.Timer
	if j.task != 0 {
		id := m.source.process.Activities[j.activity].UserTask.TimeoutListeners[j.listener].ID
		if thing.listener = m.t.timeoutListener(m.target, to, id); thing.listener < 0 {
			return nil
		}
		timer = a.UserTask.TimeoutListeners[thing.listener].Timer
		m.t.forget(timeoutListener{m.target.index, to, thing.listener})
	} else {
		timer = a.Timer
	}
	if timer != nil && !consumed[timer] {
		consumed[timer] = true
		thing.declared = timer
	}
	return thing
}

// hasFired reports whether the engine takes a timer of the target that has no
// job for one that has fired: a boundary event that does not interrupt, and
// that a timer of the source is mapped to.
func (m *migration) hasFired(n *migrant, timer *program.Timer) bool {
	a := &m.target.process.Activities[timer.Activity]
	d := m.sourceOf(n).Declarations
	if a.Behavior != program.BoundaryBehavior || a.Start != program.StartConcurrent || d == nil {
		return false
	}
	return slices.ContainsFunc(d.Timers, func(own *program.Timer) bool { return m.routes.to[own.Activity] == timer.Activity })
}

// beginTimeouts makes the timers of timeout listeners that only the target has.
func (m *migration) beginTimeouts(n *migrant) {
	_ = m.t.timeoutsOf(m.target, n.target, func(i int, l *program.TimeoutListener) *Error {
		if m.t.timeoutListener(m.source, n.source, l.ID) >= 0 {
			return nil // the engine takes it for one that has fired
		}
		n.begun = append(n.begun, func(t *transaction, x *execution) *Error {
			if x.waits == nil || len(x.waits.tasks) == 0 {
				return nil
			}
			return t.setTimeout(x.waits.tasks[0], i, l.Timer)
		})
		return nil
	})
}

// parseSubscriptions decides which subscriptions of a scope are kept, which
// end, and which begin.
func (m *migration) parseSubscriptions(n *migrant) {
	consumed := map[program.ActivityID]bool{}
	declared := func(a program.ActivityID) *program.Subscription {
		d := m.declarations(n)
		if d == nil || consumed[a] {
			return nil
		}
		for _, s := range d.Subscriptions {
			if s.Activity == a {
				return s
			}
		}
		return nil
	}
	if m.sourceOf(n).IsScope && n.x.waits != nil {
		for _, s := range n.x.waits.subscriptions {
			if s.kind == compensationEvent {
				continue
			}
			m.taken[s] = true
			orders, to := m.routes.of[s.activity], m.routes.to[s.activity]
			if to == program.None || n.target == program.None || m.target.process.Activities[to].EventScope != n.target {
				n.endedSubscriptions = append(n.endedSubscriptions, s)
				continue
			}
			n.things = append(n.things, &movingSubscription{m: m, s: s, to: to, update: orders.UpdateEventTrigger, declared: declared(to)})
			consumed[to] = true
		}
	}
	d := m.declarations(n)
	if d == nil {
		return
	}
	for _, s := range d.Subscriptions {
		if consumed[s.Activity] || n.target == program.Root && isStartSubscription(m.target.process, s) {
			continue
		}
		n.begun = append(n.begun, func(t *transaction, x *execution) *Error { return t.subscribe(x, s) })
	}
}
