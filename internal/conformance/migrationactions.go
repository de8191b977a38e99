package conformance

import (
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// searchAction is something that a search can do to an instance.
type searchAction struct {
	label string
	// mayFail says that a failure leaves something behind, as that of a job does.
	mayFail bool
	run     func(r *replica) error
	// cost is what the action counts as, 1 for zero.
	cost int
}

// costly is the cost of what a process does not do by itself.
const costly = 6

// permissive makes code that is not at hand do nothing, but for what shows in
// recorded states.
func (r *replica) permissive() {
	r.otherwise = func(*engine.Context) error { return nil }
	r.classes = map[string]engine.Behavior{
		"org.camunda.bpm.engine.test.bpmn.event.conditional.SetVariableDelegate": func(c *engine.Context) error {
			c.SetVariable("variable", int32(1))
			return nil
		},
	}
	r.reset()
}

// actions are what can be done to an instance on the way to the wanted state.
func (s *search) actions(at *route) []searchAction {
	out := s.work(at)
	out = append(out, s.events(at)...)
	out = append(out, s.moves(at)...)
	return append(out, s.settings(at)...)
}

// work is the completion of tasks and jobs, those of called instances too.
func (s *search) work(at *route) []searchAction {
	var out []searchAction
	for _, t := range at.Tasks(0) {
		out = append(out, searchAction{label: "complete " + t.Key, run: func(r *replica) error {
			return r.CompleteTask(engine.CompleteTask{Task: t.ID})
		}})
		for _, w := range s.want.Tasks {
			if w.Key == t.Key && w.Assignee != nil && orNull(w.Assignee) != orNull(t.Assignee) {
				out = append(out, searchAction{label: "assign " + t.Key, run: func(r *replica) error {
					return r.AssignTask(engine.AssignTask{Task: t.ID, User: *w.Assignee})
				}})
			}
		}
	}
	for _, j := range at.Jobs(0) {
		if j.Instance == 0 {
			continue
		}
		label := "job " + orNull(j.Activity)
		out = append(out, searchAction{label: label, mayFail: true, run: func(r *replica) error { return r.ExecuteJob(engine.ExecuteJob{Job: j.ID}) }})
		for _, w := range s.want.Jobs {
			if j.Activity == nil || w.ActivityID != *j.Activity {
				continue
			}
			if w.Retries != j.Retries {
				out = append(out, searchAction{label: "retries of " + label, run: func(r *replica) error {
					return r.SetJobRetries(engine.SetJobRetries{Job: j.ID, Retries: w.Retries})
				}})
			}
			if w.DueDate != nil && j.Due == nil {
				out = append(out, searchAction{label: "due date of " + label, run: func(r *replica) error {
					return r.SetJobDueDate(engine.SetJobDueDate{Job: j.ID, Due: r.Now().Add(time.Hour)})
				}})
			}
		}
	}
	for _, t := range at.ExternalTasks(at.instance) {
		lock := func(r *replica) error {
			return r.LockExternalTask(engine.LockExternalTask{Task: t.ID, Worker: recordedWorker, Lock: recordedLock})
		}
		out = append(out,
			searchAction{label: "external " + t.Activity, run: func(r *replica) error {
				if err := lock(r); err != nil {
					return err
				}
				return r.CompleteExternalTask(engine.CompleteExternalTask{Task: t.ID, Worker: recordedWorker})
			}},
			searchAction{label: "fail " + t.Activity, run: func(r *replica) error {
				if err := lock(r); err != nil {
					return err
				}
				return r.FailExternalTask(engine.FailExternalTask{Task: t.ID, Worker: recordedWorker})
			}})
	}
	return out
}

// events are messages, signals, conditions that come true, and triggers of
// what waits for nothing that it names.
func (s *search) events(at *route) []searchAction {
	var out []searchAction
	for _, b := range at.Subscriptions(at.instance) {
		name := orNull(b.Name)
		switch b.Kind {
		case "message":
			out = append(out, searchAction{label: "message " + name, run: func(r *replica) error {
				return r.DeliverMessage(engine.DeliverMessage{Execution: b.Execution, Message: name})
			}})
		case "signal":
			out = append(out, searchAction{label: "signal " + name, run: func(r *replica) error {
				return r.BroadcastSignal(engine.BroadcastSignal{Signal: name, Execution: b.Execution})
			}})
		}
	}
	for _, x := range at.Executions(at.instance) {
		if x.Activity == nil || !x.IsActive || !isReceiveTask(s.process, *x.Activity) {
			continue
		}
		out = append(out, searchAction{label: "trigger " + *x.Activity, run: func(r *replica) error {
			return r.TriggerExecution(engine.TriggerExecution{Execution: x.ID})
		}})
	}
	return out
}

// moves start at places that are wanted and not there, and cancel what is
// there and not wanted.
func (s *search) moves(at *route) []searchAction {
	var out []searchAction
	have, want := at.state.Tree.leaves(), s.want.Tree.leaves()
	modify := func(label string, i engine.ModificationInstruction) {
		out = append(out, searchAction{label: label, cost: costly, run: func(r *replica) error {
			return r.ModifyInstance(engine.ModifyInstance{Instance: at.instance, Instructions: []engine.ModificationInstruction{i}})
		}})
	}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(subtract(want, have)))) {
		modify("start before "+a, engine.ModificationInstruction{Kind: engine.StartBefore, Element: a})
		for _, body := range s.bodies(at) {
			modify("start within before "+a, engine.ModificationInstruction{Kind: engine.StartBefore, Element: a, Instance: body})
		}
	}
	for _, a := range s.uncompensated(at) {
		modify("start before "+a, engine.ModificationInstruction{Kind: engine.StartBefore, Element: a})
	}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(subtract(have, want)))) {
		modify("cancel "+a, engine.ModificationInstruction{Kind: engine.CancelAll, Element: a})
	}
	return out
}

// uncompensated are the activities whose completion would add a subscription
// to compensation that is wanted and not there.
func (s *search) uncompensated(at *route) []string {
	handlers := func(list []subscriptionState) (out []string) {
		for _, b := range list {
			if b.Type == "compensate" {
				out = append(out, b.ActivityID)
			}
		}
		return out
	}
	var out []string
	for _, id := range slices.Compact(slices.Sorted(slices.Values(
		subtract(handlers(s.want.EventSubscriptions), handlers(at.state.EventSubscriptions))))) {
		handler, ok := s.process.ActivityByID(id)
		if !ok {
			continue
		}
		if !s.process.Activities[handler].IsCompensationHandler {
			out = append(out, id)
			continue
		}
		for i := range s.process.Activities {
			if a := &s.process.Activities[i]; a.CompensationHandler == handler {
				out = append(out, a.ID)
			}
		}
	}
	return out
}

// bodies are the instances of multi-instance bodies and sub-processes.
func (s *search) bodies(at *route) []engine.ID {
	var out []engine.ID
	var walk func(a *engine.ActivityInstance)
	walk = func(a *engine.ActivityInstance) {
		for _, c := range a.Children {
			if id, ok := s.process.ActivityByID(c.Activity); ok && len(s.process.Activities[id].Children) > 0 {
				out = append(out, c.ID)
			}
			walk(c)
		}
	}
	walk(at.Tree(at.instance))
	return out
}

// settings are variables: wanted ones that are not there, on every execution
// and task, and those that conditions wait for.
func (s *search) settings(at *route) []searchAction {
	var out []searchAction
	set := func(label string, cost int, c engine.SetVariables) {
		out = append(out, searchAction{label: label, cost: cost, run: func(r *replica) error { return r.SetVariables(c) }})
	}
	for _, name := range s.missingVariables(at) {
		v, cost := []engine.Variable{{Name: name}}, 1
		if name == "loopCounter" || strings.HasPrefix(name, "nrOf") {
			cost = costly // a loop sets them
		}
		for _, x := range at.Executions(at.instance) {
			if x.IsEventScope {
				continue
			}
			set("set "+name+" at "+orNull(x.Activity), cost, engine.SetVariables{Execution: x.ID, Variables: v, Local: true})
		}
		for _, t := range at.Tasks(at.instance) {
			out = append(out, searchAction{label: "set " + name + " of task " + t.Key, cost: cost, run: func(r *replica) error {
				return r.SetTaskVariables(engine.SetTaskVariables{Task: t.ID, Variables: v, Local: true})
			}})
		}
	}
	for _, name := range s.watched() {
		for _, v := range s.candidates {
			set("set "+name, 1, engine.SetVariables{Execution: at.instance, Variables: []engine.Variable{{Name: name, Value: v}}})
		}
	}
	return out
}

// missingVariables are the names of which more variables are wanted than are
// there.
func (s *search) missingVariables(at *route) []string {
	names := func(list []variableState) (out []string) {
		for _, v := range list {
			out = append(out, v.Name)
		}
		return out
	}
	return slices.Compact(slices.Sorted(slices.Values(subtract(names(s.want.Variables), names(at.state.Variables)))))
}

// watched are the variables that conditional events of the process read, of
// those that are wanted.
func (s *search) watched() []string {
	var out []string
	for i := range s.process.Activities {
		a := &s.process.Activities[i]
		if a.Subscription == nil || a.Subscription.Kind != program.ConditionalSubscription {
			continue
		}
		for _, v := range s.want.Variables {
			if !slices.Contains(out, v.Name) {
				out = append(out, v.Name)
			}
		}
	}
	return out
}
