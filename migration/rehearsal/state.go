package rehearsal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// maxAlike is how many things of one kind in one place a state tells apart:
// one, or several. So a search ends although an event that interrupts nothing
// can happen again and again.
const maxAlike = 2

// side is one of the two versions.
type side struct {
	name    string
	process *program.Process // the outline
	// errors and escalations are the codes that are caught when an activity
	// throws them.
	errors, escalations map[string][]string
	// loops and externals say that there are loops and external tasks.
	loops, externals bool
}

func newSide(name string, p *program.Process) *side {
	s := &side{name: name, process: p, errors: map[string][]string{}, escalations: map[string][]string{}}
	for i := range p.Activities {
		a, id := &p.Activities[i], program.ActivityID(i)
		s.loops = s.loops || a.MultiInstance != nil
		s.externals = s.externals || a.ExternalTask != nil
		switch a.Behavior {
		case program.UserTaskBehavior, program.CallBehavior:
			s.escalations[a.ID] = escalationCodes(p, id)
			s.errors[a.ID] = errorCodes(p, id)
		case program.ExternalTaskBehavior:
			s.errors[a.ID] = errorCodes(p, id)
		}
	}
	return s
}

// state is an instance at rest.
type state struct {
	engine   *engine.Engine
	instance engine.ID
	side     *side
	key      string
	leaves   []leaf
	// blurred says that there are more things of a kind than the key tells.
	blurred bool
}

// leaf is where a token rests: in an activity, or before or after it.
type leaf struct {
	activity program.ActivityID
	where    string
}

// The places of a leaf besides the activity itself.
const (
	inside = ""
	before = "before"
	after  = "after"
)

// look is what is seen of an instance, by execution.
type look struct {
	state
	process       *program.Process
	children      map[engine.ID][]engine.Execution
	tasks         map[engine.ID][]engine.Task
	externals     map[engine.ID][]engine.ExternalTask
	jobs          map[engine.ID][]engine.Job
	subscriptions map[engine.ID][]engine.Subscription
	counters      map[engine.ID]string
}

// lookAt looks at a running instance.
func lookAt(e *engine.Engine, id engine.ID, s *side) *look {
	l := &look{
		state: state{engine: e, instance: id, side: s}, process: s.process,
		children: map[engine.ID][]engine.Execution{}, tasks: map[engine.ID][]engine.Task{}, externals: map[engine.ID][]engine.ExternalTask{},
		jobs: map[engine.ID][]engine.Job{}, subscriptions: map[engine.ID][]engine.Subscription{}, counters: map[engine.ID]string{},
	}
	for _, x := range e.Executions(id) {
		l.children[x.Parent] = append(l.children[x.Parent], x)
	}
	for _, t := range e.Tasks(id) {
		l.tasks[t.Execution] = append(l.tasks[t.Execution], t)
	}
	if s.externals {
		for _, t := range e.ExternalTasks(id) {
			l.externals[t.Execution] = append(l.externals[t.Execution], t)
		}
	}
	for _, j := range e.Jobs(id) {
		l.jobs[j.Execution] = append(l.jobs[j.Execution], j)
	}
	for _, s := range e.Subscriptions(id) {
		l.subscriptions[s.Execution] = append(l.subscriptions[s.Execution], s)
	}
	if !s.loops {
		return l
	}
	for _, v := range e.Variables(id) {
		// What decides how a loop goes on.
		if v.Name == "nrOfInstances" || v.Name == "nrOfCompletedInstances" {
			l.counters[v.Execution] += fmt.Sprintf(" %s=%v", v.Name, v.Value)
		}
	}
	return l
}

// name returns the key of the state.
func (l *look) name() string { return l.side.name + " " + l.describe(l.children[0]) }

// describe writes executions with all below them, without anything that differs
// between instances in the same state.
func (l *look) describe(list []engine.Execution) string {
	texts := make([]string, 0, len(list))
	for i := range list {
		texts = append(texts, l.execution(&list[i]))
	}
	slices.Sort(texts)
	var b strings.Builder
	for i := 0; i < len(texts); {
		n := 1
		for i+n < len(texts) && texts[i+n] == texts[i] {
			n++
		}
		alike := min(n, maxAlike)
		if strings.HasPrefix(texts[i], waitingMark) {
			alike = n // a join counts its tokens
		}
		l.blurred = l.blurred || alike < n
		fmt.Fprintf(&b, "%d*%s;", alike, texts[i])
		i += n
	}
	return b.String()
}

// waitingMark is how the text of a token begins that waits for others.
const waitingMark = "join:"

func (l *look) execution(x *engine.Execution) string {
	var b strings.Builder
	if x.Activity != nil {
		if a, ok := l.process.ActivityByID(*x.Activity); ok && isJoin(&l.process.Activities[a]) && !x.IsActive {
			b.WriteString(waitingMark)
		}
		b.WriteString(*x.Activity)
	}
	for _, f := range [...]struct {
		mark string
		on   bool
	}{
		{" scope", x.IsScope}, {" concurrent", x.IsConcurrent}, {" active", x.IsActive}, {" kept", x.IsEventScope},
		{" between", x.ActivityInstance == 0}, {" called", x.Called != 0},
	} {
		if f.on {
			b.WriteString(f.mark)
		}
	}
	b.WriteString(l.counters[x.ID])
	for _, w := range l.waits(x) {
		b.WriteString(" [" + w + "]")
	}
	if below := l.children[x.ID]; len(below) > 0 {
		b.WriteString(" {" + l.describe(below) + "}")
	}
	return b.String()
}

// waits lists what an execution waits for, sorted.
func (l *look) waits(x *engine.Execution) []string {
	var out []string
	for _, t := range l.tasks[x.ID] {
		out = append(out, "task "+t.Key)
	}
	for _, t := range l.externals[x.ID] {
		out = append(out, "external "+t.Activity)
	}
	for _, j := range l.jobs[x.ID] {
		repeat := ""
		if j.Repeat != "" {
			repeat = " repeats"
		}
		out = append(out, "job "+orNone(j.Activity)+" "+j.HandlerType+" "+j.HandlerConfiguration+repeat)
	}
	for _, s := range l.subscriptions[x.ID] {
		out = append(out, s.Kind+" "+s.Activity+" "+orNone(s.Name))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func orNone(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func isJoin(a *program.Activity) bool {
	return a.Behavior == program.ParallelGatewayBehavior || a.Behavior == program.InclusiveGatewayBehavior
}

// leavesOf returns where tokens rest, sorted.
func (l *look) leavesOf() []leaf {
	var out []leaf
	root := l.engine.Tree(l.instance)
	if root == nil {
		return nil
	}
	var visit func(a *engine.ActivityInstance)
	visit = func(a *engine.ActivityInstance) {
		found := len(a.Children) > 0
		for _, c := range a.Children {
			visit(c)
		}
		for _, t := range a.Transitions {
			if id, ok := l.process.ActivityByID(t.Activity); ok {
				if where, waits := l.jobOf(t.Execution); waits {
					found = true
					out = append(out, leaf{id, where})
				}
			}
		}
		if !found && a != root {
			if id, ok := l.process.ActivityByID(a.Activity); ok {
				out = append(out, leaf{id, inside})
			}
		}
	}
	visit(root)
	slices.SortFunc(out, func(a, b leaf) int {
		return cmp.Or(cmp.Compare(a.activity, b.activity), strings.Compare(a.where, b.where))
	})
	return out
}

// jobOf says whether the job of a token between activities stands before or
// after one; false for a token that waits for no job: an instance of a loop that
// is done.
func (l *look) jobOf(execution engine.ID) (where string, waits bool) {
	for _, j := range l.jobs[execution] {
		if !j.IsTimer {
			return whereOf(j), true
		}
	}
	return "", false
}

// whereOf says whether an asynchronous job stands before or after its activity.
// The job says so itself; its definition may be that of the other one after a
// migration.
func whereOf(j engine.Job) string {
	if strings.HasPrefix(j.HandlerConfiguration, "transition-notify-listener-take") || strings.HasPrefix(j.HandlerConfiguration, "activity-end") {
		return after
	}
	return before
}
