package rehearsal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// What stands in the place of texts that are not known or do not matter.
const (
	someDate     = "2100-01-01T00:00:00"
	someDuration = "PT1H"
	someCycle    = "R/PT1H"
	anyCode      = "any"
)

// maxInstances is the greatest number of instances of a loop: the smallest at
// which they can be in each other's way. It stands for all that is greater or
// not known.
const maxInstances = maxAlike

// outliner makes outlines of processes: the same activities and flows, with
// nothing left that reads data or runs code. Where these decide, the outline
// asks a chooser, which is also told of each activity that is entered.
type outliner struct {
	chooser *chooser
	called  string // key of the process that stands for all that are called
}

// outline returns the outline of a process. It has no start events that an
// engine would listen for unless it starts.
func (o *outliner) outline(p *program.Process, starts bool) *program.Process {
	q := *p
	q.JobPriority, q.TaskPriority, q.StartForm, q.Initiator = nil, nil, nil, nil
	q.StarterUsers, q.StarterGroups = nil, nil
	w := outlining{outliner: o, p: &q, timers: map[*program.Timer]*program.Timer{}, subscriptions: map[*program.Subscription]*program.Subscription{}}
	q.Activities, q.Flows = slices.Clone(p.Activities), slices.Clone(p.Flows)
	for i := range q.Flows {
		q.Flows[i].Listeners = nil
	}
	for i := range q.Activities {
		w.activity(program.ActivityID(i), &q.Activities[i])
		w.conditions(&q.Activities[i])
	}
	q.StartTimers, q.StartSubscriptions = nil, nil
	if starts {
		q.StartTimers = w.mapTimers(p.StartTimers)
		q.StartSubscriptions = w.mapSubscriptions(p.StartSubscriptions)
	}
	return &q
}

// outlining is the work on one process.
type outlining struct {
	*outliner
	p             *program.Process
	timers        map[*program.Timer]*program.Timer
	subscriptions map[*program.Subscription]*program.Subscription
}

func (w *outlining) activity(id program.ActivityID, a *program.Activity) {
	a.JobPriority, a.RetryCycle, a.EndListeners, a.InputOutput = nil, nil, nil, nil
	a.StartListeners = nil
	if id != program.Root {
		a.StartListeners = []program.Implementation{{Kind: program.ClassImplementation, Class: entryClass}}
	}
	a.Timer, a.Subscription = w.timer(a.Timer), w.subscription(a.Subscription)
	if a.Declarations != nil {
		a.Declarations = &program.Declarations{
			Timers: w.mapTimers(a.Declarations.Timers), Subscriptions: w.mapSubscriptions(a.Declarations.Subscriptions),
			Errors: a.Declarations.Errors, Escalations: a.Declarations.Escalations,
		}
	}
	switch a.Behavior {
	case program.ClassBehavior, program.DelegateExpressionBehavior, program.ExpressionBehavior, program.MailBehavior, program.ShellBehavior,
		program.ConnectorBehavior, program.ScriptTaskBehavior, program.DecisionBehavior:
		// The engine asks the kind of code only when it makes a plan.
		a.Behavior = program.ClassBehavior
		a.Service = &program.Service{Implementation: program.Implementation{
			Kind: program.ClassImplementation, Class: w.chooser.code(a.ID, errorCodes(w.p, id)),
		}}
		a.Script, a.Decision = nil, nil
	case program.CaseCallBehavior, program.CallBehavior:
		a.Behavior = program.CallBehavior
		a.Call = &program.Call{Target: program.Target{Key: program.NewExpression(w.called)}}
	}
	if a.UserTask != nil {
		a.UserTask = w.userTask(a.UserTask)
	}
	if a.ExternalTask != nil {
		a.ExternalTask = &program.ExternalTask{Topic: constant(a.ExternalTask.Topic)}
	}
	if a.MultiInstance != nil {
		a.MultiInstance = w.loop(id, a.MultiInstance)
	}
	if a.Throw != nil {
		t := *a.Throw
		t.Message, t.In, t.BusinessKey, t.Signal = nil, nil, nil, constant(t.Signal)
		a.Throw = &t
	}
}

// constant returns an expression whose value is the text of another one, so
// that what was the same name stays the same.
func constant(e *program.Expression) *program.Expression {
	if e == nil || e.IsConstant() {
		return e
	}
	return program.NewExpression(strings.NewReplacer("${", "{", "#{", "{").Replace(e.Text))
}

func (w *outlining) userTask(u *program.UserTask) *program.UserTask {
	out := &program.UserTask{}
	for _, l := range u.TimeoutListeners {
		out.TimeoutListeners = append(out.TimeoutListeners, program.TimeoutListener{
			ID: l.ID, Timer: w.timer(l.Timer),
			Implementation: program.Implementation{Kind: program.ClassImplementation, Class: noCode},
		})
	}
	return out
}

func (w *outlining) loop(id program.ActivityID, m *program.MultiInstance) *program.MultiInstance {
	n := maxInstances
	if m.Cardinality != nil && m.Cardinality.IsConstant() {
		if k, err := strconv.Atoi(strings.TrimSpace(m.Cardinality.Text)); err == nil && k >= 0 && k < maxInstances {
			n = k
		}
	}
	out := &program.MultiInstance{Cardinality: program.NewExpression(strconv.Itoa(n))}
	if m.CompletionCondition != nil {
		out.CompletionCondition = program.NewExpression(w.chooser.completion(w.p.Activities[id].ID))
	}
	return out
}

func (w *outlining) mapTimers(list []*program.Timer) []*program.Timer {
	var out []*program.Timer
	for _, t := range list {
		out = append(out, w.timer(t))
	}
	return out
}

func (w *outlining) timer(t *program.Timer) *program.Timer {
	if t == nil || w.timers[t] != nil {
		return w.timers[t]
	}
	c := *t
	text := ""
	if t.Value != nil {
		text = strings.TrimSpace(t.Value.Text)
	}
	switch {
	case c.Kind == program.TimeDate:
		text = someDate
	case c.Kind == program.TimeDuration:
		text = someDuration
	case strings.HasPrefix(text, "R1/"):
		c.Kind, c.Repeats, text = program.TimeDuration, false, someDuration
	default:
		text = someCycle
	}
	c.Value = program.NewExpression(text)
	w.timers[t] = &c
	return &c
}

func (w *outlining) mapSubscriptions(list []*program.Subscription) []*program.Subscription {
	var out []*program.Subscription
	for _, s := range list {
		out = append(out, w.subscription(s))
	}
	return out
}

func (w *outlining) subscription(s *program.Subscription) *program.Subscription {
	if s == nil || w.subscriptions[s] != nil {
		return w.subscriptions[s]
	}
	c := *s
	c.Name = constant(s.Name)
	if s.Kind == program.ConditionalSubscription {
		c.Condition = &program.Condition{Expression: program.NewExpression(w.chooser.event(w.p.Activities[s.Activity].ID))}
		c.VariableName, c.VariableEvents = nil, program.AnyVariableEvent
	}
	w.subscriptions[s] = &c
	return &c
}

// conditions lets the chooser decide which conditional flows out of an activity
// are taken.
func (w *outlining) conditions(a *program.Activity) {
	var asked []program.FlowID
	always := a.Default != program.NoFlow
	for _, f := range a.Outgoing {
		switch {
		case f == a.Default:
		case w.p.Flows[f].Condition == nil:
			always = true
		default:
			asked = append(asked, f)
		}
	}
	if len(asked) == 0 {
		return
	}
	s := newSplit(w.p, asked, always)
	for i, f := range asked {
		label := w.p.Flows[f].ID
		if n := w.p.SequenceFlow(f); n != nil {
			label = n.Label()
		}
		text := w.chooser.flow(label, s, i)
		w.p.Flows[f].Condition = &program.Condition{Text: text, Expression: program.NewExpression(text)}
	}
}

// errorCodes returns the codes of errors that are caught when they are thrown in
// an activity, or by what it calls: anyCode for a handler that catches all.
func errorCodes(p *program.Process, id program.ActivityID) []string {
	return codes(p, id, func(d *program.Declarations, add func(program.ActivityID, string)) {
		for _, h := range d.Errors {
			if h.CatchesAll {
				h.Code = anyCode
			}
			if h.Code != "" {
				add(h.Handler, h.Code)
			}
		}
	})
}

// escalationCodes is the same for escalations.
func escalationCodes(p *program.Process, id program.ActivityID) []string {
	return codes(p, id, func(d *program.Declarations, add func(program.ActivityID, string)) {
		for _, h := range d.Escalations {
			if h.Code == "" {
				h.Code = anyCode
			}
			add(h.Handler, h.Code)
		}
	})
}

// codes collects codes from an activity outwards, each once. What lies within a
// handler is not caught by it.
func codes(p *program.Process, id program.ActivityID, of func(*program.Declarations, func(program.ActivityID, string))) []string {
	var out []string
	for s := id; s != program.None; s = p.Activities[s].FlowScope {
		d := p.Activities[s].Declarations
		if d == nil {
			continue
		}
		of(d, func(handler program.ActivityID, code string) {
			if handler != id && !p.Contains(handler, id) && !slices.Contains(out, code) {
				out = append(out, code)
			}
		})
	}
	return out
}
