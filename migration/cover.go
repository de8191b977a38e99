package migration

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Waiting says how an instance rests at an activity.
type Waiting uint8

// The ways of resting.
const (
	// InActivity: a token waits in it.
	InActivity Waiting = iota + 1
	// BeforeActivity and AfterActivity: an asynchronous job waits, or has
	// failed.
	BeforeActivity
	AfterActivity
	// ToBeCompensated: it has ended and can be compensated.
	ToBeCompensated
	// Compensating: it waits for the compensation that it has thrown.
	Compensating
)

// String returns in, before, after, compensation of or compensating.
func (w Waiting) String() string {
	return [...]string{"", "in", "before", "after", "compensation of", "compensating"}[min(w, Compensating)]
}

// Outcome says what becomes of an instance that rests at a place.
type Outcome uint8

// The outcomes, the worst last.
const (
	// Migrates: the engine takes the instance over.
	Migrates Outcome = iota + 1
	// SomeRefused: it depends on the flow by which the token leaves.
	SomeRefused
	// Passing: the engine refuses the instance while it is there, whatever the
	// plan says; the instance goes on by itself.
	Passing
	// Refused: the engine refuses the instance with this plan.
	Refused
)

// String returns migrates, some refused, refused for now or refused.
func (o Outcome) String() string {
	return [...]string{"", "migrates", "some refused", "refused for now", "refused"}[min(o, Refused)]
}

// Place is somewhere where an instance of the source can rest.
type Place struct {
	// Activity is one of the source.
	Activity program.ActivityID
	Waiting  Waiting
	Outcome  Outcome
	// Target is the activity of the target that takes over, None if none does.
	Target program.ActivityID
	// Text is what the engine says of an instance that it refuses, empty
	// otherwise.
	Text string
	// Reasons say why the plan does not take the activity over: the engine's
	// words about an instruction that would, or ours. Empty where it does.
	Reasons []string
}

// Cover returns the places where instances of the source can rest, in document
// order, with what becomes of them under a plan that the engine accepts.
//
// It is an approximation by what the model says. Where several tokens are is
// not looked at: an instance migrates if and only if all of its places allow
// it. A class that waits for a signal cannot be told from one that does not,
// and neither is a place here.
func Cover(p Pair, plan engine.Plan) []Place {
	c := &coverer{pair: p, plan: plan, set: planSet(p, plan)}
	for i := range p.Source.Activities {
		c.activity(program.ActivityID(i))
	}
	return c.places
}

// planSet returns the instructions of a plan whose activities are there.
func planSet(p Pair, plan engine.Plan) *set {
	s := newSet(p)
	for _, i := range plan.Instructions {
		if m, texts := resolve(p, i); len(texts) == 0 {
			s.add(m)
		}
	}
	return s
}

// coverer is the work on one Cover.
type coverer struct {
	pair   Pair
	plan   engine.Plan
	set    *set
	places []Place
}

func (c *coverer) activity(id program.ActivityID) {
	a := &c.pair.Source.Activities[id]
	if id == program.Root {
		return
	}
	if c.isCompensationPending(id) {
		c.compensation(id)
	}
	if c.compensates(id) {
		return // while it runs, what has thrown the compensation waits too
	}
	if a.AsyncBefore {
		c.job(id, BeforeActivity)
	}
	switch {
	case throwsCompensation(c.pair.Source, a):
		c.add(Place{Activity: id, Waiting: Compensating, Outcome: Passing, Text: notSupported, Target: program.None})
	case rests(a):
		c.leaf(id)
	}
	if a.AsyncAfter {
		c.job(id, AfterActivity)
	}
}

// rests reports whether a token can wait in an activity that contains nothing.
func rests(a *program.Activity) bool {
	switch a.Behavior {
	case program.UserTaskBehavior, program.ReceiveTaskBehavior, program.ExternalTaskBehavior,
		program.CallBehavior, program.CaseCallBehavior, program.EventBasedGatewayBehavior:
		return true
	case program.CatchBehavior, program.CatchConditionalBehavior:
		return a.Start != program.StartCancelingEventScope // else its gateway waits
	case program.ParallelGatewayBehavior, program.InclusiveGatewayBehavior:
		return len(a.Incoming) > 1
	}
	return false
}

// throwsCompensation reports whether an activity can wait for handlers.
func throwsCompensation(p *program.Process, a *program.Activity) bool {
	if a.Behavior != program.ThrowCompensationBehavior && a.Behavior != program.CancelEndBehavior {
		return false
	}
	return slices.ContainsFunc(p.Activities, func(x program.Activity) bool { return x.IsCompensationHandler })
}

// compensates reports whether an activity is a compensation handler or lies in
// one.
func (c *coverer) compensates(id program.ActivityID) bool {
	for ; id != program.None; id = c.pair.Source.Activities[id].FlowScope {
		if c.pair.Source.Activities[id].IsCompensationHandler {
			return true
		}
	}
	return false
}

// isCompensationPending reports whether an activity is the event by which the
// engine finds a compensation that may become necessary.
func (c *coverer) isCompensationPending(id program.ActivityID) bool {
	a := &c.pair.Source.Activities[id]
	switch a.Type {
	case program.CompensationBoundaryType:
		return a.EventScope != program.None && c.pair.Source.Activities[a.EventScope].CompensationHandler != program.None
	case program.CompensationStartType:
		// A process has nobody who could compensate it.
		return a.EventScope != program.Root && a.EventScope != program.None
	}
	return false
}

func (c *coverer) add(p Place) { c.places = append(c.places, p) }

// target returns the activity that takes over, None if none does.
func (c *coverer) target(id program.ActivityID) program.ActivityID {
	if list := c.set.from[id]; len(list) > 0 {
		return list[0].target
	}
	return program.None
}

func (c *coverer) leaf(id program.ActivityID) {
	p := Place{Activity: id, Waiting: InActivity, Outcome: Migrates, Target: c.target(id)}
	if p.Target == program.None {
		p.Outcome, p.Text, p.Reasons = Refused, noInstruction, c.reasons(id)
	}
	c.add(p)
}

// job judges an instance whose job waits before or after an activity.
func (c *coverer) job(id program.ActivityID, waiting Waiting) {
	p := Place{Activity: id, Waiting: waiting, Outcome: Migrates, Target: c.target(id)}
	if p.Target == program.None {
		p.Outcome, p.Text, p.Reasons = Refused, noInstruction, c.reasons(id)
		c.add(p)
		return
	}
	s, t := &c.pair.Source.Activities[id], &c.pair.Target.Activities[p.Target]
	switch {
	case waiting == AfterActivity && !t.AsyncAfter:
		p.Outcome, p.Text = Refused, notAsyncAfter
	case waiting == BeforeActivity && !t.AsyncBefore:
		p.Outcome, p.Text = Refused, notAsyncBefore
	case waiting == BeforeActivity && c.startsInstance(s) && t.FlowScope != program.Root:
		p.Outcome, p.Text = Refused, startInSubScope
	case waiting == AfterActivity && len(t.Outgoing) > 1:
		c.flows(s, t, &p)
	}
	c.add(p)
}

// startsInstance reports whether a job before an activity starts the process.
func (c *coverer) startsInstance(a *program.Activity) bool {
	return a.Behavior == program.NoneStartBehavior && a.FlowScope == program.Root
}

// flows judges the job behind an activity of which the target has several
// outgoing flows: the job remembers the flow that it goes on with.
func (c *coverer) flows(s, t *program.Activity, p *Place) {
	if len(s.Outgoing) == 0 {
		p.Outcome, p.Text = Refused, noFlowChosen
		return
	}
	lost := 0
	for _, f := range s.Outgoing {
		id := c.pair.Source.Flows[f].ID
		if !slices.ContainsFunc(t.Outgoing, func(g program.FlowID) bool { return c.pair.Target.Flows[g].ID == id }) {
			lost++
		}
	}
	switch lost {
	case 0:
	case len(s.Outgoing):
		p.Outcome, p.Text = Refused, flowNotThere
	default:
		p.Outcome, p.Text = SomeRefused, flowNotThere
	}
}

// compensation judges an instance in which the compensation of something that
// has ended may still be necessary; id is its boundary or start event.
func (c *coverer) compensation(id program.ActivityID) {
	a := &c.pair.Source.Activities[id]
	p := Place{Activity: id, Waiting: ToBeCompensated, Outcome: Migrates, Target: c.target(id)}
	if p.Target == program.None {
		handler, event := a.FlowScope, "start"
		if a.Type == program.CompensationBoundaryType {
			handler, event = c.pair.Source.Activities[a.EventScope].CompensationHandler, "boundary"
		}
		p.Outcome, p.Text, p.Reasons = Refused, pendingCompensation(c.pair.Source.Activities[handler].ID, event), c.reasons(id)
	}
	c.add(p)
}

// reasons says why the plan does not take an activity over: what the engine
// would say of the instruction that would.
func (c *coverer) reasons(id program.ActivityID) []string {
	source := c.pair.Source.Activities[id].ID
	if source == "" {
		return []string{reasonNoID}
	}
	target, ok := c.pair.Target.ActivityByID(source)
	if !ok || target == program.Root {
		return []string{reasonGone(c.pair.Target, source)}
	}
	m := mapping{source: id, target: target, update: isConditional(c.pair.Source.Activities[id].Behavior)}
	trial := planSet(c.pair, c.plan)
	trial.add(m)
	if texts := (&judgement{set: trial}).failures(m); len(texts) > 0 {
		return texts
	}
	old, new := &c.pair.Source.Activities[id], &c.pair.Target.Activities[target]
	if !isCandidate(old) || !isCandidate(new) {
		return []string{reasonNotGenerated}
	}
	return []string{reasonMoved(c.pair, old, new)}
}
