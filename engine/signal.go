package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

// BroadcastSignal delivers a signal to all that wait for it.
func (e *Engine) BroadcastSignal(c BroadcastSignal) error {
	return e.run("signal", func(t *transaction) *Error {
		if c.Execution != 0 {
			return t.signalTo(c.Execution, c.Signal, converted(c.Variables))
		}
		return t.broadcast(c.Signal, eventPayload{variables: converted(c.Variables)}, false)
	})
}

// signalTo delivers a signal to one execution.
func (t *transaction) signalTo(id ID, name string, variables []Variable) *Error {
	x := t.execution(id)
	if x != nil && x.waits != nil {
		for _, s := range x.waits.subscriptions {
			if s.kind == signalEvent && s.name == name {
				return t.deliver(s, eventPayload{variables: variables})
			}
		}
	}
	return notFound("Execution '" + id.String() + "' has not subscribed to a signal event with name '" + name + "'.")
}

func notFound(message string) *Error { return &Error{Class: "NotFoundException", Message: message} }

// throwSignal throws a signal and goes on.
func (t *transaction) throwSignal(x *execution, a *program.Activity) *Error {
	var key *string
	if a.Throw.BusinessKey != nil {
		v, err := t.evaluate(x, a.Throw.BusinessKey)
		if err != nil {
			return err
		}
		if v != nil {
			s := textOf(v)
			key = &s
		}
	}
	variables, err := t.passed(x, a.Throw.In)
	if err != nil {
		return err
	}
	name := ""
	if a.Throw.Signal != nil {
		v, err := t.evaluate(x, a.Throw.Signal)
		if err != nil {
			return err
		}
		name = textOf(v)
	}
	t.noteEvent(SignalThrown, x, a.ID)
	if err := t.broadcast(name, eventPayload{variables: variables, businessKey: key}, a.Throw.Async); err != nil {
		return err
	}
	if x.removed && x.replacedBy == nil || x.isCanceled() {
		return nil // it was canceled by what it threw
	}
	// Where an event sub-process has taken the execution over, the engine leaves
	// that instead: it ends before it has begun.
	return t.leave(x)
}

// broadcast delivers a signal to all that wait for it, and starts instances.
func (t *transaction) broadcast(name string, p eventPayload, async bool) *Error {
	receivers := t.listening(signalEvent, name)
	starts := t.e.startsFor(t, signalEvent, name)
	for _, s := range receivers {
		in := t.peek(s.x.in.number)
		if in == nil || in.ended {
			continue
		}
		if in.suspended {
			continue
		}
		if s = t.own(s); s == nil || s.x.ended || s.x.isCanceled() {
			continue
		}
		if async && t.isCatch(s) {
			j := &job{x: s.x, activity: s.activity, flow: program.NoFlow, exclusive: true, signal: &asyncSignal{
				subscription: s.x.in.idOf(s.id), name: name, variables: p.variables,
			}}
			if err := t.addJob(j); err != nil {
				return err
			}
			continue
		}
		if err := t.deliver(s, p); err != nil {
			return err
		}
	}
	for _, s := range starts {
		if async {
			j := &job{def: s.def, activity: s.sub.Activity, flow: program.NoFlow, exclusive: true, signal: &asyncSignal{
				subscription: ID(s.id), name: name, variables: p.variables, businessKey: p.businessKey,
			}}
			if err := t.addJob(j); err != nil {
				return err
			}
			continue
		}
		if _, err := t.start(startRequest{def: s.def, at: s.sub.Activity, businessKey: p.businessKey, variables: p.variables}); err != nil {
			return err
		}
	}
	return nil
}

// isCatch reports whether a subscription is that of an intermediate event.
func (t *transaction) isCatch(s *subscription) bool {
	return s.x.in.def.process.Activities[s.activity].Behavior == program.CatchBehavior
}

// runSignalJob delivers a signal that a job carries.
func (t *transaction) runSignalJob(j *job) *Error {
	if j.x == nil {
		_, err := t.start(startRequest{def: j.def, at: j.activity, businessKey: j.signal.businessKey, variables: j.signal.variables})
		return err
	}
	for _, s := range j.x.things().subscriptions {
		if j.x.in.idOf(s.id) == j.signal.subscription {
			return t.deliver(s, eventPayload{variables: j.signal.variables})
		}
	}
	return nil
}
