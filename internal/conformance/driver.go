package conformance

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

const (
	// maxSteps is how many actions a trace has at most.
	maxSteps = 40
	// maxTriggers is how often a timer, a message subscription of an activity
	// or a signal is triggered at most.
	maxTriggers = 2
)

// driver does what can be done next, in the fixed order of a policy.
type driver struct {
	*replica
	trace  *trace
	policy string
	// used counts how often a cap's key was met.
	used map[string]int
}

// action is something that can be done.
type action struct {
	label string
	// capKey counts against maxTriggers, empty where there is no cap.
	capKey string
	// survives says that the run goes on after an error.
	survives bool
	run      func() error
}

// start starts by key, or by the first event of a process without none start
// event. It reports whether that worked.
func (d *driver) start(process string, variables []engine.Variable) bool {
	_, err := d.StartInstance(engine.StartInstance{Key: process, Variables: variables})
	how := "start " + process
	if err != nil && strings.Contains(traceError(err), "has no default start activity") {
		var first *engine.Subscription
		for _, s := range d.Subscriptions(0) {
			if s.Instance == 0 && (first == nil || s.Activity < first.Activity) {
				first = &s
			}
		}
		if first != nil {
			how = first.Kind + "-start " + orNull(first.Name)
			name := ""
			if first.Name != nil {
				name = *first.Name
			}
			if first.Kind == "message" {
				_, err = d.StartByMessage(engine.StartByMessage{Message: name, Variables: variables})
			} else {
				err = d.BroadcastSignal(engine.BroadcastSignal{Signal: name, Variables: variables})
			}
		}
	}
	d.step(how, err)
	return err == nil
}

// drive takes actions until there is none. It reports whether the cap on steps
// ended it.
func (d *driver) drive() bool {
	for range maxSteps {
		a := d.next()
		if a == nil {
			return false
		}
		err := a.run()
		d.step(a.label, err)
		if err != nil && !a.survives {
			return false
		}
	}
	return true
}

func (d *driver) step(label string, err error) {
	s := traceStep{Do: label, State: d.state()}
	if err != nil {
		s.Error = traceError(err)
	}
	d.trace.Steps = append(d.trace.Steps, s)
}

// state lists the leaves of the trees of activity instances.
func (d *driver) state() []string {
	leaves := []string{}
	for _, i := range d.Instances() {
		if root := d.Tree(i.ID); root != nil {
			leaves = appendLeaves(leaves, root, i.Key)
		}
	}
	slices.Sort(leaves)
	return leaves
}

func appendLeaves(leaves []string, a *engine.ActivityInstance, path string) []string {
	if len(a.Children) == 0 && len(a.Transitions) == 0 {
		leaves = append(leaves, path+incidentMark(len(a.Incidents), "!incident"))
	}
	for _, c := range a.Children {
		leaves = appendLeaves(leaves, c, path+"/"+c.Activity)
	}
	for _, c := range a.Transitions {
		leaves = append(leaves, path+"/~"+c.Activity+incidentMark(len(c.Incidents), "!incident"))
	}
	return leaves
}

// incidentMark returns a mark where there are incidents.
func incidentMark(n int, mark string) string {
	if n == 0 {
		return ""
	}
	return mark
}

// next returns the action to take now, nil where nothing is left to do.
func (d *driver) next() *action {
	jobs := slices.DeleteFunc(d.Jobs(0), func(j engine.Job) bool { return j.Instance == 0 || j.Suspended || j.Retries <= 0 })
	subscriptions := slices.DeleteFunc(d.Subscriptions(0), func(s engine.Subscription) bool { return s.Execution == 0 })
	slices.SortStableFunc(subscriptions, func(a, b engine.Subscription) int {
		return cmp.Or(cmp.Compare(a.Activity, b.Activity), cmp.Compare(orNull(a.Name), orNull(b.Name)))
	})
	async, timers := d.jobActions(jobs, false), d.jobActions(jobs, true)
	messages, signals := d.messages(subscriptions), d.signals(subscriptions)
	tasks, external, receive := d.userTasks(), d.externalTasks(), d.receiveTasks(jobs, subscriptions)
	order := [][]action{async, tasks, external, receive, messages, signals, timers}
	if d.policy == "events" {
		order = [][]action{async, timers, messages, signals, tasks, external, receive}
	}
	for _, kind := range order {
		for _, a := range kind {
			if a.capKey == "" {
				return &a
			}
			if d.used[a.capKey]++; d.used[a.capKey] <= maxTriggers {
				return &a
			}
		}
	}
	return nil
}

func (d *driver) jobActions(jobs []engine.Job, timers bool) []action {
	name := func(j engine.Job) string {
		if j.Activity == nil {
			return "?"
		}
		return *j.Activity + ":" + j.HandlerType
	}
	due := func(j engine.Job) time.Time {
		if j.Due == nil {
			return time.UnixMilli(0)
		}
		return *j.Due
	}
	of := slices.DeleteFunc(slices.Clone(jobs), func(j engine.Job) bool { return j.IsTimer != timers })
	slices.SortStableFunc(of, func(a, b engine.Job) int {
		return cmp.Or(due(a).Compare(due(b)), cmp.Compare(name(a), name(b)))
	})
	var out []action
	for _, j := range of {
		a := action{label: "job " + name(j), survives: true, run: func() error { return d.execute(j) }}
		if timers {
			a.label = "timer " + name(j)
			a.capKey = a.label
		}
		out = append(out, a)
	}
	return out
}

// execute executes a job when it is due.
func (d *driver) execute(j engine.Job) error {
	if j.Due != nil && j.Due.After(d.Now()) {
		if err := d.SetTime(engine.SetTime{Time: *j.Due}); err != nil {
			return err
		}
	}
	return d.ExecuteJob(engine.ExecuteJob{Job: j.ID})
}

func (d *driver) userTasks() []action {
	tasks := slices.DeleteFunc(d.Tasks(0), func(t engine.Task) bool { return t.Suspended })
	slices.SortStableFunc(tasks, func(a, b engine.Task) int { return cmp.Compare(a.Key, b.Key) })
	var out []action
	for _, t := range tasks {
		out = append(out, action{label: "complete " + t.Key, run: func() error { return d.CompleteTask(engine.CompleteTask{Task: t.ID}) }})
	}
	return out
}

const (
	recordedWorker = "w"
	recordedLock   = 60 * time.Second
)

func (d *driver) externalTasks() []action {
	tasks := slices.DeleteFunc(d.ExternalTasks(0), func(t engine.ExternalTask) bool { return t.Suspended })
	slices.SortStableFunc(tasks, func(a, b engine.ExternalTask) int { return cmp.Compare(a.Activity, b.Activity) })
	var out []action
	for _, t := range tasks {
		out = append(out, action{label: "external " + t.Activity, run: func() error {
			if err := d.LockExternalTask(engine.LockExternalTask{Task: t.ID, Worker: recordedWorker, Lock: recordedLock}); err != nil {
				return err
			}
			return d.CompleteExternalTask(engine.CompleteExternalTask{Task: t.ID, Worker: recordedWorker})
		}})
	}
	return out
}

func (d *driver) messages(subscriptions []engine.Subscription) []action {
	var out []action
	for _, s := range subscriptions {
		if s.Kind != "message" {
			continue
		}
		out = append(out, action{
			label: "message " + orNull(s.Name) + " @" + s.Activity, capKey: "message " + s.Activity,
			run: func() error {
				if s.Name == nil {
					return errors.New("message without a name")
				}
				return d.DeliverMessage(engine.DeliverMessage{Execution: s.Execution, Message: *s.Name})
			},
		})
	}
	return out
}

func (d *driver) signals(subscriptions []engine.Subscription) []action {
	var out []action
	seen := map[string]bool{}
	for _, s := range subscriptions {
		name := orNull(s.Name)
		if s.Kind != "signal" || seen[name] {
			continue
		}
		seen[name] = true
		out = append(out, action{
			label: "signal " + name, capKey: "signal " + name,
			run: func() error { return d.BroadcastSignal(engine.BroadcastSignal{Signal: name}) },
		})
	}
	return out
}

// receiveTasks are those that wait for no message and for no job of their own.
func (d *driver) receiveTasks(jobs []engine.Job, subscriptions []engine.Subscription) []action {
	type place struct {
		execution engine.ID
		activity  string
	}
	busy := map[place]bool{}
	for _, s := range subscriptions {
		busy[place{s.Execution, s.Activity}] = true
	}
	for _, j := range jobs {
		if j.Activity != nil && strings.HasPrefix(j.HandlerType, "async") {
			busy[place{j.Execution, *j.Activity}] = true
		}
	}
	keys := map[engine.ID]string{}
	for _, i := range d.Instances() {
		keys[i.ID] = i.Key
	}
	var waiting []engine.Execution
	for _, x := range d.Executions(0) {
		if x.Activity == nil || !x.IsActive || x.Suspended || busy[place{x.ID, *x.Activity}] ||
			!isReceiveTask(d.processes[keys[x.Instance]], *x.Activity) {
			continue
		}
		waiting = append(waiting, x)
	}
	slices.SortStableFunc(waiting, func(a, b engine.Execution) int { return cmp.Compare(*a.Activity, *b.Activity) })
	var out []action
	for _, x := range waiting {
		out = append(out, action{
			label: "signal-execution " + *x.Activity,
			run:   func() error { return d.TriggerExecution(engine.TriggerExecution{Execution: x.ID}) },
		})
	}
	return out
}

func isReceiveTask(p *program.Process, activity string) bool {
	if p == nil {
		return false
	}
	id, ok := p.ActivityByID(activity)
	return ok && p.Activities[id].Type == "receiveTask"
}
