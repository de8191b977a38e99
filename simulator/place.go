package simulator

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Place is where tokens are: an activity instance with what is within it. The
// outermost place is an instance of a process.
type Place struct {
	// Element is the id of the activity, the key for an instance.
	Element string `json:"element"`
	// Label is its type and name, such as user task "Approve".
	Label string `json:"label"`
	// Job says that a token waits before or behind the activity, for a job.
	Job bool `json:"job,omitempty"`
	// Waits are what could make tokens go on, in the order of their creation;
	// for a scope with tokens in it what could interrupt it or happen besides.
	Waits []Wait `json:"waits,omitempty"`
	// Within are the places inside, those of a called process too.
	Within []Place `json:"within,omitempty"`
}

// The kinds of waits.
const (
	ForUser         = "user"
	ForWorker       = "worker"
	ForMessage      = "message"
	ForSignal       = "signal"
	ForCondition    = "condition"
	ForTime         = "time"
	ForJob          = "job"
	ForTrigger      = "trigger"
	ForTokens       = "tokens"
	ForOperator     = "operator"
	ForNothing      = "nothing"
	forCompensation = "compensate"
)

// Wait is what could make a token go on.
type Wait struct {
	// Kind is one of the constants: a user or an external worker, a message, a
	// signal or a condition, a time, a job that is not due, somebody who
	// triggers the activity, the tokens of other flows, an operator because
	// something failed, or nothing at all.
	Kind string `json:"kind"`
	// Event is the id of the event that waits, empty where the place does.
	Event string `json:"event,omitempty"`
	// Name is that of the message or signal, the topic of the worker, the text
	// of the condition, the assignee or candidates of the user, or what failed.
	Name string `json:"name,omitempty"`
	// Due is when a time comes or a job is due.
	Due *time.Time `json:"due,omitempty"`
}

// String returns the wait in words.
func (w Wait) String() string {
	var s string
	switch w.Kind {
	case ForUser:
		s = "a user"
	case ForWorker:
		s = "a worker, topic"
	case ForJob:
		s = "its job"
	case ForTrigger:
		s = "somebody to trigger it"
	case ForTokens:
		s = "tokens on its other flows"
	case ForOperator:
		s = "an operator:"
	case ForNothing:
		s = "nothing: it can never go on"
	case ForTime:
		s = "the time"
	default:
		s = w.Kind
	}
	if w.Name != "" {
		s += " " + w.Name
	}
	if w.Due != nil {
		s += " " + w.Due.Format(time.RFC3339)
	}
	if w.Event != "" {
		s += ", at " + w.Event
	}
	return s
}

// Leaves returns the ids of the activities at which tokens rest, in the order
// of the places.
func Leaves(places []Place) []string {
	var out []string
	for _, p := range places {
		if len(p.Within) == 0 {
			out = append(out, p.Element)
			continue
		}
		out = append(out, Leaves(p.Within)...)
	}
	return out
}

// Places returns where the tokens of all instances are: those that no other
// instance has called, in the order of their start, with the called ones where
// they were called. It is empty when all instances have ended.
func (s *Session) Places() []Place {
	w := waiting{session: s, instances: map[engine.ID]engine.Instance{}, called: map[engine.ID]engine.ID{}}
	var out []Place
	for _, i := range s.engine.Instances() {
		w.instances[i.ID] = i
		if i.Super != 0 {
			w.called[i.Super] = i.ID
		}
	}
	for _, i := range s.engine.Instances() {
		if i.Super == 0 {
			out = append(out, w.instance(i))
		}
	}
	return out
}

// waiting collects places.
type waiting struct {
	session   *Session
	instances map[engine.ID]engine.Instance
	// called are the instances by the executions that called them.
	called map[engine.ID]engine.ID
}

func (w *waiting) instance(i engine.Instance) Place {
	label := w.session.Label(i.Key, i.Key)
	root := w.session.engine.Tree(i.ID)
	if root == nil {
		return Place{Element: i.Key, Label: label}
	}
	l := w.look(i)
	p := l.place(root)
	p.Element, p.Label = i.Key, label
	return p
}

// instanceLook is what there is to see of one instance.
type instanceLook struct {
	*waiting
	of            engine.Instance
	tasks         []engine.Task
	externals     []engine.ExternalTask
	jobs          []engine.Job
	subscriptions []engine.Subscription
	incidents     map[engine.ID]engine.Incident
}

func (w *waiting) look(i engine.Instance) *instanceLook {
	e := w.session.engine
	l := &instanceLook{
		waiting: w, of: i, tasks: e.Tasks(i.ID), externals: e.ExternalTasks(i.ID), jobs: e.Jobs(i.ID),
		subscriptions: e.Subscriptions(i.ID), incidents: map[engine.ID]engine.Incident{},
	}
	for _, x := range e.Incidents(i.ID) {
		l.incidents[x.ID] = x
	}
	return l
}

func (l *instanceLook) place(a *engine.ActivityInstance) Place {
	element := strings.TrimSuffix(a.Activity, "#multiInstanceBody")
	p := Place{Element: element, Label: l.session.Label(l.of.Key, element)}
	if element != a.Activity {
		p.Label += ", all instances"
	}
	for _, c := range a.Children {
		p.Within = append(p.Within, l.place(c))
	}
	for _, t := range a.Transitions {
		p.Within = append(p.Within, l.transition(t))
	}
	for _, x := range a.Executions {
		if called, ok := l.called[x]; ok {
			p.Within = append(p.Within, l.waiting.instance(l.instances[called]))
		}
	}
	p.Waits = l.waits(a, element)
	if len(p.Waits) == 0 && len(p.Within) == 0 {
		p.Waits = []Wait{l.silent(element)}
	}
	return p
}

// transition is the place of a token that waits before or behind an activity.
func (l *instanceLook) transition(t engine.TransitionInstance) Place {
	element := strings.TrimSuffix(t.Activity, "#multiInstanceBody")
	p := Place{Element: element, Label: l.session.Label(l.of.Key, element), Job: true}
	p.Waits = l.failures(t.Incidents)
	for _, j := range l.jobs {
		if j.Execution == t.Execution && len(p.Waits) == 0 {
			p.Waits = append(p.Waits, Wait{Kind: ForJob, Due: j.Due})
		}
	}
	if len(p.Waits) == 0 {
		p.Waits = []Wait{{Kind: ForNothing}}
	}
	return p
}

// waits returns what an activity instance itself waits for.
func (l *instanceLook) waits(a *engine.ActivityInstance, element string) []Wait {
	out := l.failures(a.Incidents)
	for _, t := range l.tasks {
		if t.ActivityInstance == a.ID {
			out = append(out, Wait{Kind: ForUser, Name: whose(t)})
		}
	}
	for _, t := range l.externals {
		if t.ActivityInstance == a.ID && len(a.Incidents) == 0 {
			out = append(out, Wait{Kind: ForWorker, Name: t.Topic})
		}
	}
	for _, b := range l.subscriptions {
		if b.Kind == forCompensation || !l.listens(a, b.Activity, b.Execution) {
			continue
		}
		w := Wait{Kind: b.Kind, Event: event(b.Activity, element)}
		if b.Name != nil {
			w.Name = *b.Name
		}
		if b.Kind == "conditional" {
			w.Kind, w.Name = ForCondition, l.condition(b.Activity)
		}
		out = append(out, w)
	}
	for _, j := range l.jobs {
		if j.IsTimer && j.Retries > 0 && j.Activity != nil && l.listens(a, *j.Activity, j.Execution) {
			out = append(out, Wait{Kind: ForTime, Event: event(*j.Activity, element), Due: j.Due})
		}
	}
	return out
}

// event returns the id of an event that waits for an element, empty where it
// is the element itself.
func event(activity, element string) string {
	if activity == element {
		return ""
	}
	return activity
}

// listens reports whether an event whose execution listens is one of an
// activity instance: it is the activity itself, or listens in its scope.
func (l *instanceLook) listens(a *engine.ActivityInstance, activity string, execution engine.ID) bool {
	if !slices.Contains(a.Executions, execution) {
		return false
	}
	p := l.session.processes[l.of.Key]
	if activity == a.Activity || p == nil {
		return activity == a.Activity
	}
	scope := program.Root
	if a.ID != l.of.ID {
		id, ok := p.ActivityByID(a.Activity)
		if !ok {
			return false
		}
		scope = id
	}
	id, ok := p.ActivityByID(activity)
	return ok && p.Activities[id].EventScope == scope
}

// failures are what an operator has to look at.
func (l *instanceLook) failures(incidents []engine.ID) []Wait {
	var out []Wait
	for _, id := range incidents {
		x := l.incidents[id]
		name := x.Type
		if x.Message != nil && *x.Message != "" {
			name += ": " + *x.Message
		}
		out = append(out, Wait{Kind: ForOperator, Name: name})
	}
	return out
}

// silent says what a token waits for that nothing shows: other tokens,
// somebody who triggers it, or nothing.
func (l *instanceLook) silent(element string) Wait {
	n := l.node(element)
	switch {
	case n == nil:
	case n.Type == bpmn.ParallelGateway || n.Type == bpmn.InclusiveGateway:
		return Wait{Kind: ForTokens}
	case n.Type == bpmn.ReceiveTask || n.Type == bpmn.ServiceTask:
		return Wait{Kind: ForTrigger}
	}
	return Wait{Kind: ForNothing}
}

// condition returns the condition of an event.
func (l *instanceLook) condition(activity string) string {
	if p := l.session.processes[l.of.Key]; p != nil {
		if id, ok := p.ActivityByID(activity); ok {
			if b := p.Activities[id].Subscription; b != nil && b.Condition != nil {
				return b.Condition.Text
			}
		}
	}
	return ""
}

// node returns a flow node, nil for none.
func (l *instanceLook) node(element string) *bpmn.FlowNode {
	if p := l.session.processes[l.of.Key]; p != nil {
		if id, ok := p.ActivityByID(element); ok {
			return p.FlowNode(id)
		}
	}
	return nil
}

// whose tells who should do a task.
func whose(t engine.Task) string {
	switch {
	case t.Assignee != nil:
		return *t.Assignee
	case len(t.CandidateGroups) > 0:
		return "of group " + strings.Join(t.CandidateGroups, " or ")
	case len(t.CandidateUsers) > 0:
		return strings.Join(t.CandidateUsers, " or ")
	}
	return ""
}

// Describe prints places as an indented list, one line for each, with what it
// waits for.
func Describe(places []Place, indent string) string {
	var b strings.Builder
	for _, p := range places {
		b.WriteString(indent + WithID(p.Label, p.Element))
		var waits []string
		for _, w := range p.Waits {
			waits = append(waits, w.String())
		}
		if len(waits) > 0 {
			verb := "waits for"
			if len(p.Within) > 0 {
				verb = "listens for"
			}
			b.WriteString(" " + verb + " " + strings.Join(waits, ", or "))
		}
		b.WriteString("\n")
		b.WriteString(Describe(p.Within, indent+"  "))
	}
	return b.String()
}

// WithID returns a label with the id of its element behind, unless it ends with
// it already: user task "Approve" (approve).
func WithID(label, id string) string {
	if id == "" || label == id || strings.HasSuffix(label, " "+id) {
		return label
	}
	return label + " (" + id + ")"
}

// sortedCopy returns names in order, for comparison.
func sortedCopy(names []string) []string {
	return slices.Compact(slices.SortedFunc(slices.Values(names), cmp.Compare[string]))
}
