package conformance

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// searchAction is something that a search can do to an instance.
type searchAction struct {
	label string
	// mayFail says that a failure leaves something behind, as that of a job does.
	mayFail bool
	run     func(r *replica) error
}

// permissive makes code that is not at hand do nothing.
func (r *replica) permissive() {
	r.otherwise = func(*engine.Context) error { return nil }
	r.reset()
}

// actions are what can be done to an instance on the way to the wanted state.
func (s *search) actions(at *route) []searchAction {
	out := s.work(at)
	out = append(out, s.events(at)...)
	out = append(out, s.moves(at)...)
	return append(out, s.settings(at)...)
}

// work is the completion of tasks and jobs.
func (s *search) work(at *route) []searchAction {
	var out []searchAction
	for _, t := range at.Tasks(at.instance) {
		out = append(out, searchAction{"complete " + t.Key, false, func(r *replica) error {
			return r.CompleteTask(engine.CompleteTask{Task: t.ID})
		}})
	}
	for _, j := range at.Jobs(at.instance) {
		label := "job " + orNull(j.Activity)
		out = append(out, searchAction{label, true, func(r *replica) error { return r.ExecuteJob(engine.ExecuteJob{Job: j.ID}) }})
		for _, w := range s.want.Jobs {
			if j.Activity != nil && w.ActivityID == *j.Activity && w.Retries != j.Retries {
				out = append(out, searchAction{"retries of " + label, false, func(r *replica) error {
					return r.SetJobRetries(engine.SetJobRetries{Job: j.ID, Retries: w.Retries})
				}})
			}
		}
	}
	for _, t := range at.ExternalTasks(at.instance) {
		lock := func(r *replica) error {
			return r.LockExternalTask(engine.LockExternalTask{Task: t.ID, Worker: recordedWorker, Lock: recordedLock})
		}
		out = append(out,
			searchAction{"external " + t.Activity, false, func(r *replica) error {
				if err := lock(r); err != nil {
					return err
				}
				return r.CompleteExternalTask(engine.CompleteExternalTask{Task: t.ID, Worker: recordedWorker})
			}},
			searchAction{"fail " + t.Activity, false, func(r *replica) error {
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
			out = append(out, searchAction{"message " + name, false, func(r *replica) error {
				return r.DeliverMessage(engine.DeliverMessage{Execution: b.Execution, Message: name})
			}})
		case "signal":
			out = append(out, searchAction{"signal " + name, false, func(r *replica) error {
				return r.BroadcastSignal(engine.BroadcastSignal{Signal: name, Execution: b.Execution})
			}})
		}
	}
	for _, x := range at.Executions(at.instance) {
		if x.Activity == nil || !x.IsActive || !isReceiveTask(s.process, *x.Activity) {
			continue
		}
		out = append(out, searchAction{"trigger " + *x.Activity, false, func(r *replica) error {
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
		out = append(out, searchAction{label, false, func(r *replica) error {
			return r.ModifyInstance(engine.ModifyInstance{Instance: at.instance, Instructions: []engine.ModificationInstruction{i}})
		}})
	}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(subtract(want, have)))) {
		modify("start before "+a, engine.ModificationInstruction{Kind: engine.StartBefore, Element: a})
		for _, body := range s.bodies(at) {
			modify("start within before "+a, engine.ModificationInstruction{Kind: engine.StartBefore, Element: a, Instance: body})
		}
	}
	for _, a := range slices.Compact(slices.Sorted(slices.Values(subtract(have, want)))) {
		modify("cancel "+a, engine.ModificationInstruction{Kind: engine.CancelAll, Element: a})
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
	set := func(label string, c engine.SetVariables) {
		out = append(out, searchAction{label, false, func(r *replica) error { return r.SetVariables(c) }})
	}
	for _, name := range s.missingVariables(at) {
		v := []engine.Variable{{Name: name}}
		for _, x := range at.Executions(at.instance) {
			if x.IsEventScope {
				continue
			}
			set("set "+name+" at "+orNull(x.Activity), engine.SetVariables{Execution: x.ID, Variables: v, Local: true})
		}
		for _, t := range at.Tasks(at.instance) {
			out = append(out, searchAction{"set " + name + " of task " + t.Key, false, func(r *replica) error {
				return r.SetTaskVariables(engine.SetTaskVariables{Task: t.ID, Variables: v, Local: true})
			}})
		}
	}
	for _, name := range s.watched() {
		for _, v := range valuesToTry() {
			set("set "+name, engine.SetVariables{Execution: at.instance, Variables: []engine.Variable{{Name: name, Value: v}}})
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
