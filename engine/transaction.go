package engine

import (
	"runtime/debug"
	"slices"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// transaction is a command on its way. It works on copies of instances, which
// take their places when it succeeds.
type transaction struct {
	e *Engine
	// touched are the instances that the command works on, in the order in
	// which it came to them.
	touched []*instance
	// last is the touched instance that was asked for last.
	lastTouched *instance

	// work is what is still to be done, the next step at its end.
	work      []step
	executing bool
	steps     int
	asked     int // executions that were looked at for conditions
	// failure is what went wrong where the engine is not asked: the output
	// mapping of an event scope that is removed.
	failure *Error
	// entered is the execution that entered an activity last.
	entered *execution

	contexts []*Context
	depth    int

	// definitions were suspended or activated.
	suspended map[int]bool
	// forgottenTimeouts are those after the command, nil if unchanged.
	forgottenTimeouts map[timeoutListener]bool
	jobs              []*job // engine-level jobs after the command, nil if unchanged
	jobsSet           bool
	due               []dueJob
	events            int    // length of the trace before
	firstID           uint32 // the last identifier before
	trail             []trailEntry
	// holders and tokens are memory for lists that are used at once.
	holders, tokens []*execution
	now             time.Time
	name            string
	audits          []AuditEntry
	incidents       []*incident
	incidentsSet    bool
}

// trailEntry is an activity that the command has entered.
type trailEntry struct {
	def      *definition
	activity program.ActivityID
}

// begin starts a command.
func (e *Engine) begin() *transaction {
	t := &e.tx
	clear(t.touched)
	clear(t.work)
	*t = transaction{
		e: e, touched: t.touched[:0], work: t.work[:0], contexts: t.contexts, due: t.due[:0], trail: t.trail[:0],
		holders: t.holders[:0], tokens: t.tokens[:0], events: e.trace.len(), firstID: e.lastID, now: e.now,
	}
	return t
}

// instance returns the copy of an instance that the command works on, nil
// where it does not run.
func (t *transaction) instance(number uint32) *instance {
	if t.lastTouched != nil && t.lastTouched.number == number {
		return t.lastTouched
	}
	for _, in := range t.touched {
		if in.number == number {
			t.lastTouched = in
			return in
		}
	}
	in := t.e.running(number)
	if in == nil {
		return nil
	}
	in = in.clone()
	in.counter = &t.e.lastID
	t.touched = append(t.touched, in)
	t.lastTouched = in
	return in
}

// create makes a new instance.
func (t *transaction) create(def *definition) *instance {
	t.e.lastInstance++
	in := t.e.spare
	if in == nil {
		in = new(instance)
	}
	t.e.spare = nil
	in.reset(t.e.lastInstance, def)
	in.started = t.now
	in.counter = &t.e.lastID
	in.born = in.nextID()
	t.touched = append(t.touched, in)
	t.lastTouched = in
	return in
}

// execution returns an execution of a running instance, nil where there is
// none. The identifier of an instance is that of its root.
func (t *transaction) execution(id ID) *execution {
	in := t.instance(id.number())
	if in == nil || id == 0 {
		return nil
	}
	return in.execution(id.local())
}

// execution returns an execution by its number, nil where there is none.
func (in *instance) execution(local uint32) *execution {
	for _, x := range in.slots {
		if x.id == local && !x.removed {
			return x
		}
	}
	return nil
}

// commit puts the instances in their places.
func (t *transaction) commit() {
	e := t.e
	for _, in := range t.touched {
		if in.ended {
			e.drop(in)
			continue
		}
		e.store(in)
	}
	if t.suspended != nil {
		e.suspended = t.suspended
	}
	if t.forgottenTimeouts != nil {
		e.forgottenTimeouts = t.forgottenTimeouts
	}
	if t.jobsSet {
		e.startJobs = t.jobs
	}
	if t.incidentsSet {
		e.incidents = t.incidents
	}
	e.audits = append(e.audits, t.audits...)
	for _, d := range t.due {
		e.queue.push(d)
	}
}

// rollback forgets what the command did.
func (t *transaction) rollback(last counters) {
	t.e.counters = last
	t.e.trace.truncate(t.events)
}

// run runs a command as one transaction.
func (e *Engine) run(name string, command func(*transaction) *Error) error {
	if err := e.try(name, command); err != nil {
		e.trace.note(record{kind: CommandFailed}, payload{name: name, text: err.Error()}, e.now)
		return err.public()
	}
	return nil
}

// try runs a command and says why it failed, without noting it.
func (e *Engine) try(name string, command func(*transaction) *Error) (err *Error) {
	t, last := e.begin(), e.counters
	if e.busy {
		return engineError("an engine runs one command at a time: a behavior gave it another")
	}
	e.busy, t.name = true, name
	defer func() {
		e.busy = false
		if r := recover(); r != nil { // a state that this package does not know
			t.rollback(last)
			err = &Error{Class: "InternalError", Message: "the engine failed; please report this: " + panicText(r), stack: string(debug.Stack())}
		}
	}()
	if name != "" {
		e.trace.note(record{kind: CommandGiven}, payload{name: name, text: e.user.Name}, e.now)
	}
	if err = command(t); err == nil {
		err = t.failure
	}
	if err != nil {
		err.place(t)
		t.rollback(last)
		return err
	}
	t.commit()
	return nil
}

// public returns the error that a caller sees.
func (e *Error) public() error {
	if e == nil {
		return nil
	}
	for c := e; c != nil; c = c.Cause {
		switch n := c.native.(type) {
		case *LimitError:
			return n
		case *Refusal:
			return n
		}
	}
	return e
}

// enter counts an activity that is entered.
func (t *transaction) enter(x *execution) *Error {
	t.steps++
	t.entered = x
	limit := t.e.o.Limits.Steps
	if t.steps > limit-trailLength {
		t.trail = append(t.trail, trailEntry{x.in.def, x.activity})
		if t.steps > limit {
			return t.endless("Steps")
		}
	}
	return nil
}

// trailLength is how many of the last activities are looked at for a loop.
const trailLength = 256

// endless says which loop does not end: the shortest sequence with which the
// trail ends twice, or else all that it visits.
func (t *transaction) endless(limit string) *Error {
	trail := t.trail
	last := trail[len(trail)-1]
	e := &LimitError{Limit: limit, Process: last.def.process.Key}
	for n := 1; n <= len(trail)/2; n++ {
		if slices.Equal(trail[len(trail)-n:], trail[len(trail)-2*n:len(trail)-n]) {
			trail = trail[len(trail)-n:]
			break
		}
	}
	for _, s := range trail {
		if id := s.def.process.Activities[s.activity].ID; !slices.Contains(e.Elements, id) {
			e.Elements = append(e.Elements, id)
		}
	}
	return &Error{Class: "LimitError", Message: e.Error(), native: e}
}

// place says where an exception was raised, if that is known: in the activity
// that the command entered last.
func (e *Error) place(t *transaction) {
	if e.Activity == "" && t.entered != nil {
		if a := t.entered.at(); a != nil {
			e.Activity = a.ID
		}
	}
}
